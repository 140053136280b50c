import { expect } from 'chai';
import fc from 'fast-check';
import { exponential } from '../../../../packages/runtime/dist/cjs/ndarray/linalg/expm.cjs';
import {
  logarithm,
  squareRootOf,
} from '../../../../packages/runtime/dist/cjs/ndarray/linalg/matrixFunctions.cjs';
import { expectClose, flip, golden, greatest, matrix, times, unit } from './support';

const turned = (a: number[], n: number): Float64Array => {
  const square = times(a, flip(a, n, n), n, n, n);
  return square.map((x, k) => x + (a[k] - a[(k % n) * n + Math.floor(k / n)]) / 2 + unit(n)[k]);
};

describe('functions of matrices', () => {
  for (const [name, { a, n, ...expected }] of Object.entries(golden.squares)) {
    it(`agree with SciPy: ${name}`, () => {
      expectClose(
        exponential(Float64Array.from(a), n),
        expected.expm,
        name === 'badly scaled' ? 1e-9 : 1e-11,
      );
      if (name === 'badly scaled') return;
      expectClose(logarithm(turned(a, n), n) as Float64Array, expected.logm, 1e-12);
      expectClose(squareRootOf(turned(a, n), n) as Float64Array, expected.sqrtm, 1e-13);
    });
  }

  it('of the empty matrix, of 1×1, of a nilpotent one and of a Jordan block', () => {
    expect(exponential(new Float64Array(0), 0)).to.have.length(0);
    expect(logarithm(new Float64Array(0), 0)).to.have.length(0);
    expectClose(exponential(Float64Array.of(-3), 1), [Math.exp(-3)], 1e-16);
    expectClose(logarithm(Float64Array.of(1e-300), 1) as Float64Array, [Math.log(1e-300)], 1e-15);
    expectClose(exponential(Float64Array.of(0, 1e6, 0, 0), 2), [1, 1e6, 0, 1], 1e-15);
    expectClose(
      logarithm(Float64Array.of(2, 1, 0, 2), 2) as Float64Array,
      [Math.log(2), 0.5, 0, Math.log(2)],
      1e-15,
    );
    expectClose(squareRootOf(Float64Array.of(4, 1, 0, 4), 2) as Float64Array, [2, 0.25, 0, 2], 1e-15);
  });

  it('undo one another', () => {
    fc.assert(
      fc.property(matrix(fc.integer({ min: 1, max: 6 })), ({ m: n, data }) => {
        const size = greatest(data);
        fc.pre(size > 0);
        // Eigenvalues within ±π of the real axis.
        const A = data.map((x) => x / size / n);
        const E = exponential(A, n);
        expectClose(logarithm(E, n) as Float64Array, A, 1e-13, 'log');
        const R = squareRootOf(E, n) as Float64Array;
        expectClose(times(R, R, n, n, n), E, 1e-13, 'root');
        expectClose(
          R,
          exponential(
            A.map((x) => x / 2),
            n,
          ),
          1e-13,
          'half',
        );
      }),
    );
  });

  it('say which eigenvalue has no real logarithm, and are NaN where an entry is', () => {
    expect(logarithm(Float64Array.of(-2, 0, 0, 3), 2)).to.deep.equal({ eigenvalue: -2 });
    expect(squareRootOf(Float64Array.of(0), 1)).to.deep.equal({ eigenvalue: 0 });
    expect((logarithm(Float64Array.of(NaN), 1) as Float64Array)[0]).to.be.NaN;
    expect(exponential(Float64Array.of(NaN, 1, 2, 3), 2).every(Number.isNaN)).to.be.true;
    expect(exponential(Float64Array.of(Infinity), 1)[0]).to.be.NaN;
  });
});
