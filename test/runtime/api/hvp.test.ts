import {
  defineRule,
  type DiffError,
  gradient,
  hessian,
  hvp,
  prepareHvp,
  treeMap,
  ravel,
  unravel,
} from '@diffjs/runtime';
import { expect } from 'chai';
import { unarySeconds } from '../../../packages/runtime/dist/cjs/rules/mathSecond.cjs';
import type { UnaryName } from '../../../packages/runtime/dist/cjs/rules/math.cjs';

type Numbers = Float64Array | number[];

/* @differentiable */
function rosenbrock(x: Numbers): number {
  let s = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const a = 1 - x[i];
    const b = x[i + 1] - x[i] * x[i];
    s += a * a + 100 * b * b;
  }
  return s;
}

/* @differentiable */
function recurrence(x: number, a: number, b: number): number {
  let s = 0;
  for (let i = 0; i < 20; i++) {
    x = Math.sin(x) * a + x * b;
    s += x * x;
  }
  return s;
}

/* @differentiable */
function ofVector(p: Numbers): number {
  return recurrence(p[0], p[1], p[2]);
}

interface Network {
  W: Float64Array;
  b: number[];
  out: { w: Float64Array; c: number };
}

/* @differentiable */
function network({ W, b, out }: Network): number {
  const x = new Float64Array(4);
  for (let j = 0; j < 4; j++) x[j] = 0.3 * j - 0.5;
  const h = new Float64Array(b.length);
  for (let i = 0; i < b.length; i++) {
    let s = b[i];
    for (let j = 0; j < 4; j++) s += W[i * 4 + j] * x[j];
    h[i] = Math.tanh(s);
  }
  let y = out.c;
  for (let i = 0; i < h.length; i++) y += out.w[i] * h[i];
  return (y - 1) * (y - 1);
}

/* @differentiable */
function mixed(x: Numbers): number {
  let s = 1;
  const store: number[] = [];
  for (let i = 0; i < x.length; i++) {
    if (x[i] > 0.2) s *= Math.exp(0.1 * x[i]);
    else s += Math.sqrt(1 + x[i] * x[i]);
    store[i] = s / (2 + x[i]);
  }
  let t = 0;
  while (s > 1) {
    s = s * 0.5 + x[0] * 0.01;
    t += store[0] ** 1.5 * s;
  }
  const point = { x: t, y: s * t };
  point.x = point.y * point.x + store[x.length - 1];
  return Math.atan2(point.x, 3 + point.y) + Math.hypot(point.x, 1, s) + Math.max(s, t) ** 3;
}

/* @differentiable */
function inPlace(x: Numbers): number {
  for (let k = 0; k < 3; k++) for (let i = 1; i < x.length; i++) x[i] = x[i] * x[i - 1] + Math.cos(x[i]);
  return x[x.length - 1] * x[1];
}

/* @differentiable */
function applied(f: (x: number) => number, x: number): number {
  return f(x) * f(x * x);
}

/* @differentiable */
function cubeOf(x: number): number {
  return x * x * x;
}

/* @differentiable */
const throughValue = (p: Numbers): number => applied(cubeOf, p[0]) + p[1] * p[0];

const numbers = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => Math.sin(3 * i + 1));

/** Copies the numbers of a tree. */
const copy = <T>(x: T): T => (x instanceof Float64Array ? x.slice() : treeMap((each) => each, x)) as T;

/** Central differences of the gradient in a direction, extrapolated. */
function differences<T>(f: (x: T) => number, x: T, v: Float64Array): Float64Array {
  const at = (e: number): Float64Array => {
    const flat = ravel(x);
    return ravel(
      gradient(
        f,
        unravel(
          flat.map((each, i) => each + e * v[i]),
          x,
        ),
      )[0],
    );
  };
  const slope = (e: number): Float64Array => {
    const [high, low] = [at(e), at(-e)];
    return high.map((each, i) => (each - low[i]) / (2 * e));
  };
  const [coarse, fine] = [slope(2e-4), slope(1e-4)];
  return fine.map((each, i) => each + (each - coarse[i]) / 3);
}

function checkProducts<T>(f: (x: T) => number, x: T, tolerance = 1e-6): void {
  const n = ravel(x).length;
  const v = numbers(n);
  const w = v.map((each, i) => each * each - 0.1 * i);
  const Hv = ravel(hvp(f, copy(x), unravel(v, x) as never));
  const Hw = ravel(hvp(f, copy(x), unravel(w, x) as never));
  const expected = differences(f, x, v);
  const scale = Math.max(1, ...expected.map(Math.abs));
  for (let i = 0; i < n; i++) expect(Hv[i] / scale).to.be.closeTo(expected[i] / scale, tolerance);
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((s, each, i) => s + each * b[i], 0);
  expect(dot(v, Hw) / scale).to.be.closeTo(dot(w, Hv) / scale, 1e-11 * n);
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as DiffError).code;
  }
  return 'none';
}

describe('hvp', () => {
  it('is the second derivative of a function of a number', () => {
    const f = /* @differentiable */ (x: number): number => x * x * x * Math.sin(x);
    const second = 6 * 2 * Math.sin(2) + 6 * 4 * Math.cos(2) - 8 * Math.sin(2);
    expect(hvp(f, 2, 1)).to.be.closeTo(second, 1e-12);
    expect(hvp(f, 2, 0.5)).to.be.closeTo(second / 2, 1e-12);
  });

  it('is what differences of gradients are, and symmetric', () => {
    checkProducts(rosenbrock, numbers(12));
    checkProducts(rosenbrock, Array.from(numbers(5)));
    checkProducts(ofVector, [0.5, 0.9, 0.1]);
    checkProducts(mixed, numbers(6));
    checkProducts(mixed, Array.from(numbers(6)));
    checkProducts(inPlace, numbers(5));
    checkProducts(inPlace, Array.from(numbers(5)));
    checkProducts(throughValue, numbers(2));
  });

  it('mirrors trees', () => {
    const model = {
      W: numbers(20),
      b: [0.1, 0.2, 0.3, 0.4, 0.5],
      out: { w: numbers(5), c: 0.3 },
    };
    checkProducts(network, model);
    const zero = hvp(network, model, null);
    expect(zero.W).to.be.instanceOf(Float64Array);
    expect(ravel(zero)).to.deep.equal(new Float64Array(31));
  });

  it('has a tangent where a cotangent is zero', () => {
    const f = /* @differentiable */ (x: Numbers): number => {
      const s = Math.sqrt(x[0]) - 1 + Math.log(x[1]);
      return s * s;
    };
    expect(Array.from(hvp(f, [1, 1], [1, 0]))).to.deep.equal([0.5, 1]);
    const g = /* @differentiable */ (x: Numbers): number => {
      const s = x[0] + x[1] ** 1.5;
      return s * s;
    };
    expect(Array.from(hvp(g, [0, 0], [1, 0]))).to.deep.equal([2, 0]);
  });

  it('leaves out what is not selected, whatever its partials are', () => {
    const f = /* @differentiable */ (x: Numbers): number => {
      const root = Math.sqrt(x[0]);
      const y = x[1] > 0 ? x[1] * x[1] : root;
      return y * x[1];
    };
    expect(Array.from(hvp(f, [0, 2], [1, 1]))).to.deep.equal([0, 12]);
  });

  it('carries NaN where the function does', () => {
    expect(hvp(cubeOf, NaN, 1)).to.be.NaN;
    expect(Array.from(hvp(rosenbrock, [NaN, 1], [1, 0]))).to.deep.equal([NaN, NaN]);
  });

  it('evaluates the function once, with its effects', () => {
    let calls = 0;
    const note = /* @nondifferentiable */ (): void => {
      calls++;
    };
    const f = /* @differentiable */ (x: number): number => {
      note();
      return x ** 4;
    };
    expect(hvp(f, 2, 1)).to.equal(48);
    expect(calls).to.equal(1);
  });

  it('lengthens the tangent tape with the tape', () => {
    const f = /* @differentiable */ (x: number): number => {
      let s = 0;
      for (let i = 0; s < 3000; i++) {
        x = Math.sin(x) + x;
        s += 1 + 0 * x;
      }
      return x;
    };
    const e = 1e-4;
    const slope = (gradient(f, 0.5 + e)[0] - gradient(f, 0.5 - e)[0]) / (2 * e);
    expect(hvp(f, 0.5, 1)).to.be.closeTo(slope, 1e-5 * Math.max(1, Math.abs(slope)));
    expect(hvp(f, 0.5, 1)).to.equal(hvp(f, 0.5, 1));
  });

  it('sees that the slope of x ** y in x grows with y at y = 0', () => {
    const power = /* @differentiable */ (p: Numbers): number => p[0]! ** p[1]!;
    const called = /* @differentiable */ (p: Numbers): number => Math.pow(p[0]!, p[1]!);
    for (const f of [power, called]) {
      expect(hessian(f, [2, 0])).to.deep.equal([
        [0, 0.5],
        [0.5, Math.LN2 ** 2],
      ]);
      expect(gradient(f, [0, 0])).to.deep.equal([[0, 0]]);
    }
  });

  it('takes functions that store into what natives made', () => {
    const sliced = /* @differentiable */ (x: Numbers): number => {
      const a = x.slice();
      a[0]! *= a[1]!;
      return a[0]! * a[1]!;
    };
    const filled = /* @differentiable */ (x: Numbers): number => {
      const rows: number[][] = [];
      for (let i = 0; i < 2; i++) rows.push(new Array<number>(2).fill(x[i]!));
      rows[0]![1]! *= rows[1]![0]!;
      return rows[0]![1]! * rows[1]![1]!;
    };
    for (const f of [sliced, filled]) {
      expect(hvp(f, [2, 3], [1, 0])).to.deep.equal([0, 6]);
      expect(hessian(f, [2, 3])).to.deep.equal([
        [0, 6],
        [6, 4],
      ]);
    }
  });

  it('is left to traced code where a callee may have no second derivatives', () => {
    let effects = 0;
    const note = /* @nondifferentiable */ (): void => {
      effects++;
    };
    const square = (x: number): number => x * x;
    const withRule = defineRule(square, { vjp: (x) => [x * x, (d: number) => [2 * x * d]] });
    const f = /* @differentiable */ (g: (x: number) => number, x: number): number => g(x) * x;
    const late = /* @differentiable */ (x: number): number => {
      note();
      return f(withRule, x);
    };
    const early = /* @differentiable */ (x: number): number => f(withRule, x);
    expect(hvp(early, 2, 1)).to.equal(12);
    expect(hvp(late, 2, 1)).to.equal(12);
    expect(effects).to.equal(1);
    expect(codeOf(() => prepareHvp(withRule))).to.equal('DIFF3113');
    // The tape is fit for use again.
    expect(hvp(cubeOf, 2, 1)).to.equal(12);
  });

  it('runs through closures and what they capture', () => {
    const f = /* @differentiable */ (p: Numbers): number => {
      let total = 0;
      const weights = { a: p[0] * p[1] };
      const k = p[1];
      const add = (v: number, w: number): void => {
        total += Math.sin(v) * k * weights.a + w * w * v;
      };
      for (let i = 0; i < 3; i++) {
        add(p[0] + i, k * p[0]);
        weights.a *= p[1];
      }
      return total * total;
    };
    checkProducts(f, [0.6, -0.8]);
    const g = /* @differentiable */ (p: Numbers): number => {
      const scale = (x: number): number => x * x * p[0];
      return applied(scale, p[1]) + applied((x) => x * p[0] ** 3, p[0]);
    };
    checkProducts(g, [0.6, -0.8]);
  });

  it('runs through functions of Math that are called through a value', () => {
    const one = /* @differentiable */ (g: (x: number) => number, x: number): number => g(x * x) * g(x);
    const two = /* @differentiable */ (g: (x: number, y: number) => number, p: Numbers): number =>
      g(p[0], p[1]) * g(p[1] * p[0], p[0]);
    const at: Record<string, number> = { acosh: 1.7, log: 0.8, log2: 0.8, log10: 0.8, sqrt: 0.8, cbrt: 0.8 };
    const names = Object.getOwnPropertyNames(Math).filter((name) => name in unarySeconds) as UnaryName[];
    expect(names).to.have.lengthOf(Object.keys(unarySeconds).length);
    for (const name of names) {
      const apply = Math[name];
      const f = /* @differentiable */ (x: number): number => one(apply, x);
      const x = at[name] ?? 0.6;
      const e = 1e-4;
      // Differences see what is rounded.
      const tolerance = name === 'fround' ? 1e-3 : 1e-5;
      const slope = (gradient(f, x + e)[0] - gradient(f, x - e)[0]) / (2 * e);
      expect(hvp(f, x, 1), name).to.be.closeTo(slope, tolerance * Math.max(1, Math.abs(slope)));
    }
    for (const name of ['pow', 'atan2'] as const) {
      const apply = Math[name];
      checkProducts(/* @differentiable */ (p: Numbers): number => two(apply, p), [1.3, 0.7]);
    }
  });

  it('runs through functions found at run time that carry no derivative', () => {
    const scale = /* @nondifferentiable */ (): number => 3;
    const f = /* @differentiable */ (g: () => number, x: number): number => g() * x * x;
    const through = /* @differentiable */ (x: number): number => f(scale, x);
    expect(hvp(through, 5, 1)).to.equal(6);
  });

  it('says what is wrong', () => {
    const pair = /* @differentiable */ (x: Numbers): Numbers => [x[0], x[1]];
    expect(codeOf(() => hvp(pair as never, [1, 2], [1, 0]))).to.equal('DIFF3002');
    expect(codeOf(() => hvp(rosenbrock, [1, 2], [1]))).to.equal('DIFF3003');
    expect(codeOf(() => hvp(cubeOf, 1, [1] as never))).to.equal('DIFF3003');
    expect(codeOf(() => hvp((x: number) => x, 1, 1))).to.equal('DIFF3001');
  });
});

describe('hessian', () => {
  it('is that of the Rosenbrock function', () => {
    const x = numbers(100);
    const H = hessian(rosenbrock, x);
    expect(H).to.have.lengthOf(100);
    for (let i = 0; i < 100; i++) {
      for (let j = 0; j < 100; j++) {
        let expected = 0;
        if (i === j && i < 99) expected += 2 + 1200 * x[i] * x[i] - 400 * x[i + 1];
        if (i === j && i > 0) expected += 200;
        if (Math.abs(i - j) === 1) expected -= 400 * x[Math.min(i, j)];
        expect(H[i][j]).to.be.closeTo(expected, 1e-8);
      }
    }
  });

  it('is a number for a number and nested arrays for an array', () => {
    expect(hessian(cubeOf, 2)).to.equal(12);
    const H = hessian(rosenbrock, [1, 1]);
    expect(H).to.deep.equal([
      [802, -400],
      [-400, 200],
    ]);
  });

  it('leaves the argument as one call leaves it', () => {
    const x = numbers(4);
    const once = x.slice();
    inPlace(once);
    hessian(inPlace, x);
    expect(x).to.deep.equal(once);
  });
});

describe('prepareHvp', () => {
  it('adds gradients and products into what it is given, again and again', () => {
    const x = numbers(9);
    const v = numbers(9).reverse();
    const [g, p] = [new Float64Array(9), new Float64Array(9)];
    const prepared = prepareHvp(rosenbrock);
    for (let turn = 1; turn <= 3; turn++) {
      expect(prepared.run([x], [v], [g], [p])).to.equal(rosenbrock(x));
      const slope = gradient(rosenbrock, x)[0].reduce((s, each, i) => s + each * v[i], 0);
      expect(prepared.slope).to.be.closeTo(slope, 1e-10 * Math.abs(slope));
      const product = hvp(rosenbrock, x, v);
      const expected = gradient(rosenbrock, x)[0];
      for (let i = 0; i < 9; i++) {
        expect(p[i]).to.be.closeTo(product[i], 1e-10);
        expect(g[i]).to.be.closeTo(expected[i], 1e-10);
      }
      g.fill(0);
      p.fill(0);
      x[turn] += 0.1;
    }
  });

  it('takes numbers, and several arguments', () => {
    const prepared = prepareHvp(recurrence);
    const args = [0.5, 0.9, 0.1];
    prepared.run(args, [1, 0, -1], [], []);
    const product = hvp(ofVector, args, [1, 0, -1]);
    const expected = gradient(ofVector, args)[0];
    for (let i = 0; i < 3; i++) {
      expect(prepared.numberProduct(i)).to.be.closeTo(product[i], 1e-10);
      expect(prepared.numberGradient(i)).to.be.closeTo(expected[i], 1e-10);
    }
  });
});
