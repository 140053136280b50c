// eslint-disable-next-line @typescript-eslint/ban-ts-comment -- TypeScript knows operators of numbers only
// @ts-nocheck
import { expect } from 'chai';
import {
  asarray,
  checkGradient,
  gradient,
  hvp,
  jvp,
  matmul,
  NDArray,
  pullback,
  square,
  sum,
  tanh,
} from '@diffjs/runtime';

// The import of functions of arrays asks for operators; `complex` is not imported.

const x = new NDArray(Float64Array.of(1, 2, 3, 4, 5, 6), [2, 3]);
const y = new NDArray(Float64Array.of(0.5, 1.5, 0.7), [3]);

const weights = asarray([[0.3], [-0.7]]);
const journal: number[] = [];

const helpers = {
  doubled: /* @differentiable */ (a) => a * 2,
  total: /* @differentiable */ (a) => sum(a),
};

describe('operators in files that import functions of arrays', () => {
  const functions: Readonly<Record<string, readonly [(...args) => unknown, ...unknown[]]>> = {
    'broadcast operands': [/* @differentiable */ (a, b) => (a + b) * 3 - a / b, x, y],
    'powers, and numbers in between': [/* @differentiable */ (a, b) => a ** 2 + 2 ** b - -(a ** b) / 2, x, y],
    'assignments in a loop': [
      /* @differentiable */ (a, b) => {
        let s = a;
        for (let i = 0; i < 3; i++) {
          s *= b;
          s += 1 - a;
        }
        return s;
      },
      x,
      y,
    ],
    'results of functions of arrays': [
      /* @differentiable */ (W, b) => sum(square(tanh(matmul(W, [1, 2, 3]) + b) * W.pick(null, 0))) / 2,
      x,
      asarray([0.1, 0.2]),
    ],
    'fields of objects': [
      /* @differentiable */ ({ W, b }) => sum(W * b.at) / 2 - b.k * 2,
      { W: x, b: { at: y, k: 3 } },
    ],
    'elements of lists': [
      /* @differentiable */ (list) => {
        let s = 0;
        for (let i = 0; i < list.length; i++) s += list[i] * (i + 1);
        return s;
      },
      [x, y, 2],
    ],
    'variables outside': [/* @differentiable */ (a) => sum(weights * a - a / weights), x],
    'what unknown functions give': [
      /* @differentiable */ (a) => sum(helpers.doubled(a) * a) - helpers.doubled(2) * helpers.total(a),
      x,
    ],
    'variables outside, behind a call with an effect': [
      /* @differentiable */ (a) => {
        journal.push(a);
        return sum(weights * (a * a));
      },
      1.5,
    ],
    'functions of the file': [/* @differentiable */ (a, b) => twice(scaled(a, b)) - twice(b), x, y],
    'arrays that callbacks are given': [
      /* @differentiable */ (list) => list.map((a) => a * a * 2).reduce((s, a) => s + a, 0),
      [x, y, 2],
    ],
    'arrays that functions made here are given': [
      /* @differentiable */ (a, b) => {
        const k = (t) => t * b;
        const apply = (f, t) => f(t);
        return apply(k, a) + k(2);
      },
      x,
      y,
    ],
    'arrays made from numbers': [
      /* @differentiable */ (a) => {
        const list = { at: asarray([a, 2 * a, a * a]) };
        return sum(list.at * list.at + a);
      },
      1.3,
    ],
    'arrays made from numbers, behind a store': [
      /* @differentiable */ (a, into) => {
        into[0] = a;
        const list = [];
        list.push(asarray([a, 2 * a]));
        into[1] = list[0];
        return sum(list[0] * a + into[1] * into[0]);
      },
      1.3,
      [0, 0],
    ],
    'what only passes through': [
      /* @differentiable */ (a, b) => {
        let last = a;
        if (typeof a === 'number') last = b;
        const same = last;
        return (typeof b === 'number' ? a : b) * 2 + returned(a, 3) * returned(b, 1) + (last = a) * same;
      },
      x,
      y,
    ],
    'a store before the operator': [
      /* @differentiable */ (a, into) => {
        into[0] = a.get(0, 0) * 2;
        return sum(a * a * into[0]);
      },
      x,
      [0],
    ],
  };
  for (const [name, [f, ...args]] of Object.entries(functions))
    it(name, () => {
      expect(checkGradient(f, args, { order: 2 }).ok).to.equal(true);
      const [value] = pullback(f as (...given: unknown[]) => number | object, ...args);
      expect(String(value)).to.equal(String(f(...args)));
    });

  it('work on arrays and on numbers in the same function', () => {
    const f = /* @differentiable */ (a, b) => {
      let s = a;
      for (let i = 0; i < 2; i++) s = s * b - a / 2;
      return s;
    };
    const total = /* @differentiable */ (a, b) => sum(f(a, b));
    for (const args of [
      [2, 3],
      [x, y],
      [2, y],
      [x, 3],
      [2, 3],
    ]) {
      expect(checkGradient(f, args, { order: 2 }).ok).to.equal(true);
      expect(checkGradient(total, args, { order: 2 }).ok).to.equal(true);
    }
    expect(gradient(f, 2, 3)).to.deep.equal([3 * 3 - 3 / 2 - 1 / 2, 2 * 2 * 3 - 1]);
    expect(gradient(total, asarray([2]), 3)[0].toArray()).to.deep.equal([7]);
    expect(jvp(f, [2, 3], [1, 0])).to.deep.equal([14, 7]);
    expect(String(jvp(f, [asarray([2]), 3], [asarray([1]), 0])[1])).to.equal('[7.]');
    const cubes = /* @differentiable */ (a) => sum(a * a * a);
    expect(String(hvp(cubes, asarray([1, 2]), asarray([1, 0.5])))).to.equal('[6. 6.]');
    expect(hvp(cubes, 2, 1)).to.equal(12);
  });

  it('give what functions of arrays give, for constants too', () => {
    const f = /* @differentiable */ (k) => sum(weights * k ** 2);
    expect(gradient(f, 3)).to.deep.equal([6 * (0.3 - 0.7)]);
    const g = /* @differentiable */ (o) => {
      const held = { W: o.counts, k: o.k };
      return sum(held.W / held.k);
    };
    const counts = asarray(Int32Array.of(1, 2));
    expect(gradient(g, { counts, k: 2 })).to.deep.equal([{ counts: null, k: -0.75 }]);
  });

  it('leave comparisons and text as they are', () => {
    const f = /* @differentiable */ (a, b) => (a === b ? a * 2 : a !== b ? b * 3 : 0);
    expect(f(x, x)).to.not.equal(x);
    expect(String(f(x, x))).to.equal(
      String(asarray(x.toArray().map((row) => row.map((v: number) => 2 * v)))),
    );
    expect(String(f(y, asarray(y.toArray())))).to.equal('[1.5 4.5 2.1]');
    expect(String(pullback(f, y, asarray(y.toArray()))[0])).to.equal('[1.5 4.5 2.1]');
    const text = /* @differentiable */ (a) => 'a = ' + a;
    expect(text(asarray([1, 2]))).to.equal('a = [1. 2.]');
    expect(text('b')).to.equal('a = b');
    const joined = /* @differentiable */ (a, b) => a + b;
    expect(joined('a', 'b')).to.equal('ab');
    expect(pullback(joined, 'a', 'b')[0]).to.equal('ab');
    // eslint-disable-next-line eqeqeq -- it converts
    const loose = /* @differentiable */ (a) => [a.at === 3, a.at == '3', a.at * '2'];
    expect(loose({ at: 3 })).to.deep.equal([true, true, 6]);
  });

  it('change what a member holds', () => {
    const f = /* @differentiable */ (o, k) => {
      o.at += k;
      o.list[0] *= o.at;
      o.list[0] **= 2;
      return sum(o.list[0] - k);
    };
    const args = () => [{ at: asarray([1, 2]), list: [asarray([3, 4])] }, asarray([0.5, 0.25])];
    checkGradient(f, args(), { order: 2 });
    checkGradient(f, [{ at: 2, list: [3] }, 0.5], { order: 2 });
    const [o, k] = args();
    expect(f(o, k)).to.equal((1.5 * 3) ** 2 - 0.5 + (2.25 * 4) ** 2 - 0.25);
    expect(String(o.at)).to.equal('[1.5  2.25]');
  });
});

/* @differentiable */
function scaled(a, b) {
  return a * b + 1;
}

/* @differentiable */
function twice(a) {
  return 2 * a;
}

/* @differentiable */
function returned(a, depth) {
  return depth > 0 ? returned(a, depth - 1) : a;
}
