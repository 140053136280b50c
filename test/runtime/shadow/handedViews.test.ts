import {
  asarray,
  checkpoint,
  derivative,
  gradient,
  hvp,
  jacobian,
  jvp,
  mul,
  prepareJacobian,
  prepareJvp,
  prepareVjp,
  zeroShadow,
} from '@diffjs/runtime';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';

type Vector = Float64Array<ArrayBufferLike>;
type Scalar = (u: Vector) => number;

/** Its partial derivatives depend on both arguments. */
/* @differentiable */
function energy(q: number, p: number): number {
  return q * q * p - Math.cos(q) + p * p * q;
}

/* @differentiable */
function cubes(v: Vector): number {
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += v[i] ** 3 * (i + 1);
  return sum;
}

/* What names a derivative has a traced form alone, so that arrays go from companions to traced code with the shadows that they have. */

/* @differentiable */
function force(v: Vector): number {
  return gradient(energy, v.subarray(1)[0], v[0])[0];
}

/* @differentiable */
function forceOf(held: { v: Vector; list: Vector[] }): number {
  return gradient(energy, held.v.subarray(1)[0], held.list[1].subarray(1)[0])[0];
}

/** Right-hand sides that look at their argument through views of it, within nested derivatives. */
const programs: Record<string, Scalar> = {
  /* @differentiable */
  'a number of a view': (u: Vector) => gradient(energy, u.subarray(0, 1)[0], u.subarray(1)[0])[0],
  /* @differentiable */
  'a view of a view': (u: Vector) => gradient(energy, u[0], u.subarray(1).subarray(1)[0])[1],
  /* @differentiable */
  'a view as the argument': (u: Vector) => {
    const [g] = gradient(cubes, u.subarray(1));
    return g[0] * g[1];
  },
  /* @differentiable */
  'a view of the buffer': (u: Vector) => {
    const v = new Float64Array(u.buffer, u.byteOffset + 8, 2);
    return gradient(energy, v[0], v[1])[0];
  },
  /* @differentiable */
  'an ndarray over a view': (u: Vector) => {
    const a = asarray(u.subarray(1));
    return gradient(energy, a.get(0), asarray(u).lo(2).get(0))[0];
  },
  /* @differentiable */
  'derivative, of a captured view': (u: Vector) => {
    const v = u.subarray(1);
    return derivative((x: number) => energy(x, v.subarray(1)[0]), v[0]);
  },
  /* @differentiable */
  'jvp, along the view itself': (u: Vector) => {
    const v = u.subarray(1);
    return jvp(cubes, [v], [v])[1] + v[0];
  },
  /* @differentiable */
  'a store through a view': (u: Vector) => {
    const w = u.slice();
    w.subarray(1)[0] = u.subarray(2)[0] * u[0];
    return gradient(energy, w[1], u.subarray(1)[0])[0];
  },
  /* @differentiable */
  'a checkpoint': (u: Vector) => checkpoint((v: Vector) => force(v.subarray(0)), u.subarray(1)),
  /* @differentiable */
  'the second order': (u: Vector) =>
    gradient((x: number) => gradient(energy, x, u.subarray(2)[0])[0], u.subarray(1)[0])[0],
};

/** Compiled functions that hand arrays of their own, or views, to traced code. */
const callers: Record<string, Scalar> = {
  /* @differentiable */
  'an array of compiled code': (u: Vector) => {
    const a = new Float64Array(3);
    for (let i = 0; i < 3; i++) a[i] = u[i] * u[i];
    return force(a);
  },
  /* @differentiable */
  'views in a loop': (u: Vector) => {
    let sum = 0;
    for (let i = 0; i < 2; i++) sum += force(u.subarray(i));
    return sum;
  },
  /* @differentiable */
  'arrays in an object': (u: Vector) => {
    const v = new Float64Array(3);
    for (let i = 0; i < 3; i++) v[i] = u[i] * u[i];
    return forceOf({ v, list: [u, u.subarray(1)] });
  },
  /* @differentiable */
  'the data of an ndarray': (u: Vector) => force(mul(asarray(u), 2).data as Vector),
  /* @differentiable */
  'the data of ndarrays in one buffer': (u: Vector) => {
    const x = mul(asarray(u), asarray([[1], [2], [3], [4], [5], [6]]));
    const y = mul(x, x);
    return force(y.data as Vector) + force(x.data as Vector);
  },
};

/* @differentiable */
const inPlace = (f: Scalar) => (out: Vector, u: Vector) => {
  out[0] = f(u);
};

const at = [0.7, 0.4, 1.3];
const along = [0.3, -0.5, 0.9];

/** The same numbers in the midst of a longer buffer. */
function amidst(numbers: readonly number[]): Vector {
  const whole = new Float64Array(numbers.length + 2);
  whole.set(numbers, 1);
  return whole.subarray(1, numbers.length + 1);
}

function byVjp(f: Scalar, u: Vector, u$: Vector): Vector {
  const prepared = prepareVjp(f);
  // The second time with the same objects.
  for (let i = 0; i < 2; i++) {
    u$.fill(0);
    prepared.forward([u], [u$]);
    prepared.reverse(1);
  }
  return u$;
}

function byJvp(f: Scalar, u: Vector): Vector {
  const prepared = prepareJvp(f);
  const dot = new Float64Array(u.length);
  return dot.map((_, i) => {
    prepared.tangent([u], [dot.map((_x, j) => (i === j ? 1 : 0))]);
    return prepared.resultTangent as number;
  });
}

function byJacobian(f: Scalar, u: Vector): Vector {
  const J = new Float64Array(3);
  prepareJacobian(inPlace(f), { inputs: [1], output: 0 }).evaluate([new Float64Array(1), u], J);
  return J;
}

const ways: Record<string, (f: Scalar) => ArrayLike<number>> = {
  gradient: (f) => gradient(f, Float64Array.from(at))[0],
  'gradient at a view': (f) => gradient(f, amidst(at))[0],
  jacobian: (f) => jacobian(f, Float64Array.from(at)),
  prepareVjp: (f) => byVjp(f, Float64Array.from(at), new Float64Array(3)),
  'prepareVjp of a view': (f) => byVjp(f, amidst(at), new Float64Array(3)),
  'prepareVjp into a view': (f) => byVjp(f, Float64Array.from(at), amidst([0, 0, 0])),
  'prepareVjp of a view, into zeroShadow': (f) => {
    const u = amidst(at);
    return byVjp(f, u, zeroShadow(u) as Vector);
  },
  prepareJvp: (f) => byJvp(f, Float64Array.from(at)),
  'prepareJvp of a view': (f) => byJvp(f, amidst(at)),
  prepareJacobian: (f) => byJacobian(f, Float64Array.from(at)),
  'prepareJacobian at a view': (f) => byJacobian(f, amidst(at)),
};

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

describe('runtime/shadow: views of arrays that come with a shadow', () => {
  for (const [what, f] of [...Object.entries(programs), ...Object.entries(callers)]) {
    for (const [way, differentiate] of Object.entries(ways)) {
      it(`${what}, by ${way}`, () => {
        expectClose(differentiate(f), differences(f));
      });
    }

    it(`${what}, by hvp`, () => {
      const product = hvp(f, Float64Array.from(at), Float64Array.from(along));
      const slope: Scalar = (u) => along.reduce((sum, d, i) => sum + d * gradient(f, u)[0][i], 0);
      expectClose(product, differences(slope));
    });
  }

  /* @differentiable */
  const product = (a: Vector, b: Vector) =>
    gradient(energy, a.subarray(1)[0], b.subarray(1)[0])[0] * a[0] + b[0];

  it('finds the shadows of two parts of one buffer', () => {
    const whole = Float64Array.of(0.7, 0.4, 1.3, 0.2);
    const [a, b] = [whole.subarray(0, 2), whole.subarray(2)];
    const [a$, b$] = [new Float64Array(2), new Float64Array(2)];
    const prepared = prepareVjp(product);
    prepared.forward([a, b], [a$, b$]);
    prepared.reverse(1);
    const [wantedA, wantedB] = gradient(product, a.slice(), b.slice());
    expect([a$, b$]).to.deep.equal([wantedA, wantedB]);
  });

  it('takes what lies beside such parts for constants, until something active is stored there', () => {
    const whole = Float64Array.of(0.7, 0.4, 1.3, 0.2);
    /* @differentiable */
    const beside = (u: Vector) => {
      const rest = new Float64Array(u.buffer, 16, 2);
      const before = gradient(energy, rest[0], u[0])[0];
      rest[1] = u.subarray(1)[0];
      return before * derivative((x: number) => x ** 3, new Float64Array(u.buffer, 24, 1)[0]);
    };
    const u$ = byVjp(beside, whole.subarray(0, 2), new Float64Array(2));
    // 2·1.3·u0 + sin 1.3 + u0², times 3·u1².
    const before = 2 * 1.3 * 0.7 + Math.sin(1.3) + 0.49;
    expectClose(u$, [(2 * 1.3 + 1.4) * 3 * 0.16, before * 6 * 0.4]);
  });

  it('refuses a view of numbers whose shadows lie apart', () => {
    const whole = Float64Array.of(0.7, 0.4, 1.3, 0.2);
    /* @differentiable */
    const across = (a: Vector, b: Vector) =>
      derivative((x: number) => x * x * b[0], new Float64Array(a.buffer, 8, 2)[1]);
    const prepared = prepareVjp(across);
    const args = [whole.subarray(0, 2), whole.subarray(2)];
    expectDiffError(
      () => prepared.forward(args, [new Float64Array(2), new Float64Array(2)]),
      'DIFF3104',
      /kept apart/,
    );
  });

  it('finds the shadow of single precision', () => {
    /* @differentiable */
    const f = (u: Float32Array) => gradient(energy, u.subarray(1)[0], u[0])[0];
    const u = Float32Array.of(0, 0.5, 0.75, 0).subarray(1, 3);
    const u$ = new Float64Array(2);
    const prepared = prepareVjp(f);
    prepared.forward([u], [u$]);
    prepared.reverse(1);
    // ∂/∂q energy = 2 q p + sin q + p² at q = u1, p = u0.
    expectClose(u$, [2 * 0.75 + 2 * 0.5, 2 * 0.5 + Math.cos(0.75)]);
  });

  it('refuses a view of another element type', () => {
    /* @differentiable */
    const f = (u: Vector) => derivative((x: number) => x * u[0], new Float32Array(u.buffer)[0]);
    expectDiffError(
      () => prepareVjp(f).forward([amidst(at)], [new Float64Array(3)]),
      'DIFF3104',
      /another element type/,
    );
  });

  /* @differentiable */
  const throughBytes = (u: Vector) => {
    const bytes = new DataView(u.buffer, u.byteOffset);
    const q = bytes.getFloat64(8, true);
    bytes.setFloat64(0, q * u[0], true);
    // An integer view changes the sign alone.
    new Uint8Array(u.buffer)[u.byteOffset + 23] ^= 128;
    return u.subarray(0)[0] * q + u[2];
  };

  for (const [where, make] of Object.entries({ 'a buffer': Float64Array.from, 'a part': amidst })) {
    it(`reads and changes the bytes of ${where}`, () => {
      const [a, b] = at;
      const u$ = byBytes(make.call(Float64Array, at));
      expectClose(u$, [b * b, 2 * a * b, -1]);
    });
  }

  function byBytes(u: Vector): Vector {
    const u$ = new Float64Array(3);
    const prepared = prepareVjp(throughBytes);
    prepared.forward([u], [u$]);
    prepared.reverse(1);
    return u$;
  }
});
