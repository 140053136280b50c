import {
  asarray,
  checkpoint,
  defineRule,
  derivative,
  gradient,
  jacobian,
  jvp,
  mul,
  prepareJvp,
  prepareVjp,
  pullback,
  sum,
} from '@diffjs/runtime';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';

type Vector = Float64Array<ArrayBufferLike>;
type Scalar = (u: Vector) => number;

/** A function that names a derivative runs as traced code. */
/* @differentiable */
const one = () => derivative((x: number) => x, 1);

function cubes(v: Vector): number {
  let total = 0;
  for (let i = 0; i < v.length; i++) total += v[i] ** 3;
  return total;
}
const slopes = (v: Vector, d: number): Vector => v.map((x) => 3 * x * x * d);
defineRule(cubes, {
  vjp: (v: Vector) => [cubes(v), (d: number) => [slopes(v, d)]],
  jvp: ([v]: readonly [Vector], [dv]: readonly [Vector | null]): [number, number] => [
    cubes(v),
    dv === null ? 0 : slopes(v, 1).reduce((total, s, i) => total + s * dv[i], 0),
  ],
});

/* @differentiable */
function rest(u: Vector): Vector {
  derivative((x: number) => x, 1);
  return u.subarray(1);
}

interface Held {
  v: Vector;
  list: Vector[];
}

/* @differentiable */
function heldRest(u: Vector): Held {
  derivative((x: number) => x, 1);
  return { v: u.subarray(1), list: [new Float64Array(u.buffer, u.byteOffset + 8, 2)] };
}

/* @differentiable */
function advance(held: Held): void {
  derivative((x: number) => x, 1);
  held.v = held.v.subarray(1);
  held.list[0] = held.list[0].subarray(1);
}

/** The view is there before the number that makes its buffer active. */
/* @differentiable */
function viewedFirst(w: Vector, x: number): Held {
  derivative((y: number) => y, 1);
  const v = w.subarray(1);
  w[1] = x;
  return { v, list: [v] };
}

/* @differentiable */
function read({ v, list }: Held): number {
  return v[0] * list[0][1] * v[0];
}

const programs: Record<string, Scalar> = {
  /* @differentiable */
  'what a function returns': (u: Vector) => {
    const v = rest(u);
    return v[0] ** 2 * v[1];
  },
  /* @differentiable */
  'a view of an array of the caller': (u: Vector) => {
    const a = new Float64Array(3);
    for (let i = 0; i < 3; i++) a[i] = u[i] * u[i];
    const v = rest(a);
    return v[0] ** 2 * v[1];
  },
  /* @differentiable */
  'what a result holds': (u: Vector) => read(heldRest(u)),
  /* @differentiable */
  'what is put into an object of the caller': (u: Vector) => {
    const held = { v: u, list: [u] };
    advance(held);
    return read(held);
  },
  /* @differentiable */
  'a view from before the first active number': (u: Vector) => {
    const w = new Float64Array(3);
    w[2] = 2;
    return read(viewedFirst(w, u[0] * u[1]));
  },
  /* @differentiable */
  'the argument of a rule': (u: Vector) => one() * cubes(u.subarray(1)),
  /* @differentiable */
  'the argument of a rule, made before it was active': (u: Vector) => {
    const w = new Float64Array(2);
    const v = w.subarray(1);
    w[1] = u[0] * u[1];
    return derivative((x: number) => x * x, u[2]) * cubes(v);
  },
  /* @differentiable */
  'the argument of a rule, in a nested derivative': (u: Vector) =>
    u[0] * derivative((x: number) => x * x * cubes(u.subarray(1)), u[1]),
  /* @differentiable */
  'the argument of a rule that is differentiated': (u: Vector) => {
    const [g] = gradient(cubes, u.subarray(1));
    return g[0] * g[1];
  },
  /* @differentiable */
  'the argument of a function of arrays': (u: Vector) =>
    derivative((x: number) => (sum(mul(asarray(u.subarray(1)), x)) as number) * x, u[1]) * u[0],
  /* @differentiable */
  'the argument of a checkpoint': (u: Vector) => one() * checkpoint(cubes, u.subarray(1)),
};

const at = [0.7, 0.4, 1.3];
const along = [0.3, -0.5, 0.9];

function amidst(numbers: readonly number[]): Vector {
  const whole = new Float64Array(numbers.length + 2);
  whole.set(numbers, 1);
  return whole.subarray(1, numbers.length + 1);
}

function differences(f: Scalar): number[] {
  const h = 1e-5;
  return at.map((_, i) => {
    const moved = (step: number): number => f(Float64Array.from(at, (x, j) => (i === j ? x + step : x)));
    return (moved(h) - moved(-h)) / (2 * h);
  });
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).to.equal(expected.length);
  expected.forEach((x, i) => expect(actual[i]).to.be.closeTo(x, 1e-7 * (1 + Math.abs(x))));
}

describe('runtime/shadow: views that nobody has looked at', () => {
  for (const [what, f] of Object.entries(programs)) {
    for (const [where, make] of Object.entries({ 'a buffer': Float64Array.from, 'a part': amidst })) {
      const u = (): Vector => make.call(Float64Array, at);

      it(`${what}, of ${where}: reverse mode`, () => {
        expectClose(gradient(f, u())[0], differences(f));
        const prepared = prepareVjp(f);
        const u$ = new Float64Array(3);
        prepared.forward([u()], [u$]);
        prepared.reverse(1);
        expectClose(u$, differences(f));
      });

      it(`${what}, of ${where}: forward mode`, () => {
        const wanted = differences(f).reduce((total, d, i) => total + d * along[i], 0);
        expectClose([jvp(f, [u()], [Float64Array.from(along)])[1]], [wanted]);
        const prepared = prepareJvp(f);
        prepared.tangent([u()], [Float64Array.from(along)]);
        expectClose([prepared.resultTangent as number], [wanted]);
      });
    }
  }

  it('are differentiated as results', () => {
    const u = Float64Array.from(at);
    const [dx, dy] = jacobian(rest, u);
    expect([[...dx], [...dy]]).to.deep.equal([
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect([...jvp(rest, [u], [Float64Array.from(along)])[1]]).to.deep.equal([-0.5, 0.9]);
    const [, back] = pullback(rest, u);
    expect([...back(Float64Array.of(2, 3))[0]]).to.deep.equal([0, 2, 3]);
    const [, backHeld] = pullback(heldRest, u);
    const d = { v: Float64Array.of(2, 3), list: [Float64Array.of(10, 20)] };
    expect([...backHeld(d)[0]]).to.deep.equal([0, 12, 23]);
  });

  it('take the cotangent of a prepared vjp', () => {
    const u$ = new Float64Array(3);
    const prepared = prepareVjp(rest);
    prepared.forward([Float64Array.from(at)], [u$]);
    (prepared.resultShadow as Vector).set([2, 3]);
    prepared.reverse(0);
    expect([...u$]).to.deep.equal([0, 2, 3]);
  });

  it('are refused by functions that nothing is known of', () => {
    /* @differentiable */
    const f = (first: (v: Vector) => number, u: Vector) =>
      derivative((x: number) => x, u[0]) + first(u.subarray(1));
    expectDiffError(
      () => gradient(f, (v) => v[0], Float64Array.from(at)),
      'DIFF3101',
      /argument 0 is lost in `first/,
    );
  });
});
