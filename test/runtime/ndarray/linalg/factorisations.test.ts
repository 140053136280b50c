import { expect } from 'chai';
import fc from 'fast-check';
import {
  determinant,
  factoriseLU,
  inverseLU,
  logDeterminant,
  solveLU,
} from '../../../../packages/runtime/dist/cjs/ndarray/linalg/lu.cjs';
import { factoriseCholesky } from '../../../../packages/runtime/dist/cjs/ndarray/linalg/cholesky.cjs';
import {
  factorisePivotedQR,
  factoriseQR,
  orthogonalFactor,
  triangularFactor,
} from '../../../../packages/runtime/dist/cjs/ndarray/linalg/qr.cjs';
import { seededRandom } from '../../../support/seededRandom';
import { expectClose, flip, golden, greatest, matrix, times, unit } from './support';

const EPS = Number.EPSILON;

function randomMatrix(count: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: count }, () => random() - 0.5);
}

describe('LU factorisation', () => {
  for (const [name, { a, n, ...expected }] of Object.entries(golden.squares)) {
    it(`agrees with NumPy: ${name}`, () => {
      const F = Float64Array.from(a);
      const { order, sign, singular } = factoriseLU(F, n);
      expect(singular).to.equal(-1);
      const tolerance = 20 * EPS * expected.cond;
      expect(Math.abs(determinant(F, sign, n) / expected.det - 1)).to.be.at.most(tolerance);
      const [s, log] = logDeterminant(F, sign, n);
      expect(s).to.equal(expected.slogdet[0]);
      expectClose([log], [expected.slogdet[1]], tolerance);
      expectClose(inverseLU(F, order, n), expected.inv, tolerance);
      const X = Float64Array.from({ length: 2 * n }, (_, i) => i + 1);
      solveLU(F, order, n, X, 2);
      expectClose(X, expected.solve, tolerance);
    });
  }

  it('has small backward errors, also for the transpose', () => {
    fc.assert(
      fc.property(matrix(fc.integer({ min: 0, max: 9 })), ({ m: n, data }) => {
        const F = data.slice();
        const { order, singular } = factoriseLU(F, n);
        const L = Float64Array.from(F, (x, k) => (k % n < Math.floor(k / n) ? x : 0));
        for (let i = 0; i < n; i++) L[i * n + i] = 1;
        const U = Float64Array.from(F, (x, k) => (k % n >= Math.floor(k / n) ? x : 0));
        const permuted = Float64Array.from(data, (_, k) => data[order[Math.floor(k / n)] * n + (k % n)]);
        const error = greatest(times(L, U, n, n, n).map((x, k) => x - permuted[k]));
        expect(error).to.be.at.most(8 * n * EPS * greatest(U));
        if (singular >= 0) expect(U[singular * n + singular]).to.equal(0);
      }),
    );
  });

  it('by blocks does as column by column: 150 unknowns, and the transpose', () => {
    const n = 150;
    const data = randomMatrix(n * n, 7);
    const F = data.slice();
    const { order } = factoriseLU(F, n);
    const x = randomMatrix(n * 3, 8);
    for (const turned of [false, true]) {
      const b = times(turned ? flip(data, n, n) : data, x, n, n, 3);
      solveLU(F, order, n, b, 3, turned);
      expectClose(b, x, 1e-11);
    }
  });

  it('knows the empty matrix, singular ones and NaN', () => {
    const none = factoriseLU(new Float64Array(0), 0);
    expect(none.singular).to.equal(-1);
    expect(determinant(new Float64Array(0), none.sign, 0)).to.equal(1);
    const F = Float64Array.of(1, 2, 3, 2, 4, 6, 1, 0, 1);
    expect(factoriseLU(F, 3).singular).to.equal(2);
    expect(determinant(F, 1, 3)).to.equal(0);
    expect(logDeterminant(F, 1, 3)).to.deep.equal([0, -Infinity]);
    const broken = Float64Array.of(NaN, 2, 3, 4);
    factoriseLU(broken, 2);
    expect(determinant(broken, 1, 2)).to.be.NaN;
  });

  it('multiplies pivots without leaving the range of numbers', () => {
    const n = 6;
    const F = unit(n).map((x, k) => x * (k < 15 ? 1e200 : 1e-200));
    expect(determinant(F, 1, n)).to.be.closeTo(1, 1e-12);
    expect(
      determinant(
        unit(4).map((x) => x * 1e-90),
        1,
        4,
      ),
    ).to.equal(0);
    expect(
      determinant(
        unit(4).map((x) => x * 1e90),
        1,
        4,
      ),
    ).to.equal(Infinity);
  });
});

describe('Cholesky factorisation', () => {
  for (const [name, { a, n, cholesky }] of Object.entries(golden.squares)) {
    it(`agrees with NumPy: ${name}`, () => {
      const A = times(a, flip(a, n, n), n, n, n).map((x, k) => x + (k % (n + 1) === 0 ? 1 : 0));
      expect(factoriseCholesky(A, n)).to.equal(-1);
      expectClose(A, cholesky, 1e-14 * n);
    });
  }

  it('by blocks: 130 unknowns', () => {
    const n = 130;
    const B = randomMatrix(n * n, 2);
    const A = times(B, flip(B, n, n), n, n, n).map((x, k) => x + (k % (n + 1) === 0 ? 1 : 0));
    const L = A.slice();
    expect(factoriseCholesky(L, n)).to.equal(-1);
    expectClose(times(L, flip(L, n, n), n, n, n), A, 1e-14);
  });

  it('says which pivot is not positive', () => {
    expect(factoriseCholesky(Float64Array.of(4, 2, 2, 1), 2)).to.equal(1);
    expect(factoriseCholesky(Float64Array.of(-1), 1)).to.equal(0);
    expect(factoriseCholesky(Float64Array.of(1, 0, NaN, 1), 2)).to.equal(1);
    expect(factoriseCholesky(new Float64Array(0), 0)).to.equal(-1);
    const n = 60;
    const A = unit(n);
    A[50 * n + 50] = -1;
    expect(factoriseCholesky(A, n)).to.equal(50);
  });
});

describe('QR factorisation', () => {
  for (const [name, { a, m, n, ...expected }] of Object.entries(golden.rectangles)) {
    it(`agrees with NumPy, signs included: ${name}`, () => {
      const count = Math.min(m, n);
      const factors = factoriseQR(Float64Array.from(a), m, n);
      // Columns beyond the rank are whatever completes the basis.
      if (expected.rank < count) return;
      expectClose(orthogonalFactor(factors, m, n, count), expected.q, 1e-14);
      expectClose(triangularFactor(factors, n, count), expected.r, 1e-14);
      expectClose(orthogonalFactor(factors, m, n, m), expected.qComplete, 1e-14);
      expectClose(triangularFactor(factors, n, m), expected.rComplete, 1e-14);
    });
  }

  const shapes = matrix(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }));

  it('is A = Q·R with orthonormal columns, of any shape, with and without pivoting', () => {
    fc.assert(
      fc.property(shapes, ({ m, n, data }) => {
        for (const pivoted of [false, true]) {
          const factors = pivoted ? factorisePivotedQR(data.slice(), m, n) : factoriseQR(data.slice(), m, n);
          const order = 'order' in factors ? (factors.order as Int32Array) : undefined;
          const Q = orthogonalFactor(factors, m, n, m);
          const R = triangularFactor(factors, n, m);
          expectClose(times(flip(Q, m, m), Q, m, m, m), unit(m), 10 * (m + 1) * EPS);
          const A = order ? data.map((_, k) => data[Math.floor(k / n) * n + order[k % n]]) : data;
          const error = greatest(times(Q, R, m, m, n).map((x, k) => x - A[k]));
          expect(error).to.be.at.most(10 * (m + n) * EPS * greatest(A));
        }
      }),
    );
  });

  it('by blocks does as reflector by reflector: 90×70, 70×90 and 60×60', () => {
    for (const [m, n] of [
      [90, 70],
      [70, 90],
      [60, 60],
    ]) {
      // prettier-ignore
      const A = randomMatrix(m * n, 3);
      const factors = factoriseQR(A.slice(), m, n);
      const Q = orthogonalFactor(factors, m, n, m);
      expectClose(times(flip(Q, m, m), Q, m, m, m), unit(m), 1e-13);
      expectClose(times(Q, triangularFactor(factors, n, m), m, m, n), A, 1e-13);
      const reduced = orthogonalFactor(factors, m, n, Math.min(m, n));
      for (let i = 0; i < m; i++) expect(reduced[i * Math.min(m, n)]).to.be.closeTo(Q[i * m], 1e-14);
    }
  });

  it('with pivoting orders the diagonal of R', () => {
    fc.assert(
      fc.property(shapes, ({ m, n, data }) => {
        const { factors } = factorisePivotedQR(data.slice(), m, n);
        for (let i = 1; i < Math.min(m, n); i++) {
          const before = Math.abs(factors[(i - 1) * n + i - 1]);
          expect(Math.abs(factors[i * n + i])).to.be.at.most(before * (1 + 1e-6));
        }
      }),
    );
  });
});
