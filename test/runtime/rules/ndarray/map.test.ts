import { expect } from 'chai';
import { checkGradient, derivative, gradient, map, mul, type NDArray, sum, zeros } from '@diffjs/runtime';
import { codeOf } from '../../../support/codeOf.js';
import { between, strided } from '../../support/arrays.js';

const bounds = [0.2, 0.9] as const;
const one = /* @differentiable */ (z: number): number => z;
const soft = /* @differentiable */ (x: number): number => (x > 0.5 ? x * x : Math.sin(x));
const series = /* @differentiable */ (x: number, y: number): number => {
  let s = x;
  for (let i = 0; i < 3; i++) s = s * y + Math.exp(-s);
  return s;
};
const three = /* @differentiable */ (x: number, y: number, z: number): number => x * y ** z;

describe('a function of numbers, applied to arrays', () => {
  const functions: Readonly<Record<string, (x: NDArray, y: NDArray) => NDArray>> = {
    'of one': /* @differentiable */ (x) => map(soft, x),
    'of two': /* @differentiable */ (x, y) => map(series, x, y),
    'of three': /* @differentiable */ (x, y) => map(three, x, y, mul(x, 2)),
    'of a closure': /* @differentiable */ (x, y) => {
      const c = y.get(0);
      return map(/* @differentiable */ (u: number): number => u * u * c, x);
    },
  };
  for (const [name, f] of Object.entries(functions)) {
    it(name, () => {
      for (const x of [between([2, 3], bounds), strided([2, 3], bounds)])
        checkGradient(f, [x, strided([3], bounds)], { order: 2 });
      const traced = /* @differentiable */ (x: NDArray, y: NDArray): NDArray => {
        derivative(one, 1);
        return f(x, y);
      };
      checkGradient(traced, [strided([2, 3], bounds), between([3], bounds)]);
      expect(f(zeros([0, 3]), zeros(3)).shape).to.deep.equal([0, 3]);
    });
  }

  it('takes what stands for arrays', () => {
    expect(map(series, [[0.1], [0.2]], [0.3, 0.4]).shape).to.deep.equal([2, 2]);
    expect(map(soft, Float32Array.of(1, 2)).dtype).to.equal('float32');
    expect(map(soft, 2).item()).to.equal(4);
    const total = /* @differentiable */ (x: number[], y: number): number => sum(map(series, x, y));
    checkGradient(total, [[0.1, 0.2], 0.3], { order: 2 });
    expect(gradient(total, [0.1, 0.2], 0.3)[0]).to.be.an('array');
    expect(codeOf(() => map(series, [1, 2], [1, 2, 3]))).to.equal('DIFF3201');
    expect(codeOf(() => map(soft, zeros(1, 'complex128')))).to.equal('DIFF3203');
  });
});
