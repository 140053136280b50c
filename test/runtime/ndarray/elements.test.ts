import { expect } from 'chai';
import ndarray from 'ndarray';
import { checkGradient, checkpoint, derivative, gradient, jvp, NDArray } from '@diffjs/runtime';
import { codeOf } from '../../support/codeOf.js';

/** Loops over elements, in which arrays are made, read, stored into and given back; as compiled code and as traced code, within checkpoints and without. */
const ofArrays: Readonly<Record<string, (a: NDArray, b: NDArray) => unknown>> = {
  'a new array': /* @differentiable */ (a, b) => {
    const y = new NDArray(new Float64Array(2), [2]);
    for (let i = 0; i < 2; i++) {
      let s = 0;
      for (let j = 0; j < 3; j++) s += a.get(i, j) * Math.sin(b.get(j));
      y.set(i, s * s);
    }
    return y;
  },
  'elements of a new array': /* @differentiable */ (a, b) => {
    const y = new NDArray(new Float64Array(2), [2]);
    for (let i = 0; i < 2; i++) y.set(i, a.get(i, 1) * b.get(i));
    y.set(0, y.get(0) * y.get(1));
    return y.get(0) * y.get(1) + a.set(0, 0, b.get(2)) * a.get(0, 0);
  },
  'an argument': /* @differentiable */ (a, b) => {
    for (let i = 0; i < 2; i++) a.set(i, 0, a.get(i, 1) * b.get(2) ** 2);
    return a;
  },
  'stores over stores': /* @differentiable */ (a, b) => {
    a.set(0, 0, b.get(0));
    a.set(0, 0, 2);
    a.set(0, 1, a.get(0, 0) * a.get(0, 2));
    return a.get(0, 1) * a.get(0, 0);
  },
};

const ofLists: Readonly<Record<string, (a: Float64Array, b: Float64Array) => unknown>> = {
  'a new ndarray of scijs': /* @differentiable */ (a, b) => {
    const y = ndarray(new Float64Array(2), [2]);
    for (let i = 0; i < 2; i++) y.set(i, a[3 * i]! * b[i]! * b[2]!);
    return y;
  },
  'elements of a new ndarray of scijs': /* @differentiable */ (a, b) => {
    const y = ndarray(new Float64Array(2), [2]);
    for (let i = 0; i < 2; i++) y.set(i, a[3 * i]! * b[i]! * b[2]!);
    return y.get(0) * y.get(1);
  },
  'views of an argument': /* @differentiable */ (a, b) => {
    const y = ndarray(a, [2, 3]);
    const z = y.pick(0, -1);
    for (let i = 0; i < 2; i++) y.set(i, 0, z.get(1) * b[i]!);
    return z;
  },
};

const A = Float64Array.of(0.4, -0.7, 1.1, 0.3, 0.9, -0.2);
const B = Float64Array.of(0.5, -1.5, 2.5);
const one = /* @differentiable */ (z: number): number => z;

function check<X>(name: string, f: (a: X, b: X) => unknown, given: () => X[]): void {
  it(name, () => {
    checkGradient(f as never, given() as never, { order: 2 });
    const again = /* @differentiable */ (a: X, b: X): unknown => checkpoint(f, a, b);
    checkGradient(again as never, given() as never);
    const traced = /* @differentiable */ (a: X, b: X): unknown => {
      derivative(one, 1);
      return f(a, b);
    };
    checkGradient(traced as never, given() as never);
    const both = /* @differentiable */ (a: X, b: X): unknown => {
      derivative(one, 1);
      return checkpoint(f, a, b);
    };
    checkGradient(both as never, given() as never);
  });
}

describe('get and set of arrays', () => {
  for (const [name, f] of Object.entries(ofArrays))
    check(name, f, () => [new NDArray(A.slice(), [2, 3]), new NDArray(B.slice())]);
  for (const [name, f] of Object.entries(ofLists)) check(name, f, () => [A.slice(), B.slice()]);

  it('say what is wrong, as they do without derivatives', () => {
    const a = (): NDArray => new NDArray(A.slice(), [2, 3]);
    for (const wrong of [
      /* @differentiable */ (x: NDArray): number => x.get(2, 0),
      /* @differentiable */ (x: NDArray): number => x.get(0),
      /* @differentiable */ (x: NDArray): number => x.set(0, 1),
      /* @differentiable */ (x: NDArray): number => x.set(0, 3, 1),
    ]) {
      expect(codeOf(() => gradient(wrong, a()))).to.equal('DIFF3202');
      expect(codeOf(() => jvp(wrong, [a()], [a()]))).to.equal('DIFF3202');
    }
  });

  it('take single precision and integers', () => {
    const f = /* @differentiable */ (x: NDArray, n: NDArray, s: number): number => {
      n.set(0, s * 2);
      x.set(0, x.get(1) * s);
      return x.get(0) * n.get(0);
    };
    const args = (): [NDArray, NDArray, number] => [
      new NDArray(Float32Array.of(1, 3)),
      new NDArray(Int32Array.of(0)),
      1.5,
    ];
    const [dx, dn, ds] = gradient(f, ...args());
    expect([dx.toArray(), dn, ds]).to.deep.equal([[0, 4.5], null, 9]);
    expect(jvp(f, args(), [null, null, 1] as never)).to.deep.equal([13.5, 9]);
  });
});
