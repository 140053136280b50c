import { expect } from 'chai';
import fc from 'fast-check';
import { eigen } from '../../../../packages/runtime/dist/cjs/ndarray/linalg/eigen.cjs';
import { pseudoInverse, rankOf } from '../../../../packages/runtime/dist/cjs/ndarray/linalg/leastSquares.cjs';
import { singularValues } from '../../../../packages/runtime/dist/cjs/ndarray/linalg/svd.cjs';
import { symmetricEigen } from '../../../../packages/runtime/dist/cjs/ndarray/linalg/symmetricEigen.cjs';
import { seededRandom } from '../../../support/seededRandom';
import { expectClose, flip, golden, greatest, matrix, times, unit, type Matrix } from './support';

const EPS = Number.EPSILON;
const sizes = fc.integer({ min: 0, max: 8 });

function symmetric({ m: n, data }: Matrix): Float64Array {
  return data.map((x, k) => x + data[(k % n) * n + Math.floor(k / n)]);
}

function diagonal(values: ArrayLike<number>, m: number, n: number): Float64Array {
  const out = new Float64Array(m * n);
  for (let i = 0; i < values.length; i++) out[i * n + i] = values[i];
  return out;
}

function randomMatrix(count: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: count }, () => random() - 0.5);
}

function expectSymmetricEigen(A: Float64Array, n: number): void {
  const { values, vectors: V } = symmetricEigen(A.slice(), n, true);
  const tolerance = 10 * (n + 1) * EPS;
  expectClose(times(flip(V, n, n), V, n, n, n), unit(n), tolerance);
  const sum = times(times(V, diagonal(values, n, n), n, n, n), flip(V, n, n), n, n, n);
  expect(greatest(sum.map((x, k) => x - A[k]))).to.be.at.most(tolerance * greatest(A));
  for (let i = 1; i < n; i++) expect(values[i]).to.be.at.least(values[i - 1]);
  const alone = symmetricEigen(A.slice(), n, false);
  expect(alone.vectors).to.have.length(0);
  expect(greatest(alone.values.map((x, k) => x - values[k]))).to.be.at.most(tolerance * greatest(A));
}

describe('symmetric eigenvalues', () => {
  for (const [name, { a, n, eigvalsh }] of Object.entries(golden.squares)) {
    it(`agree with NumPy: ${name}`, () => {
      const A = symmetric({ m: n, n, data: Float64Array.from(a) }).map((x) => x / 2);
      const { values } = symmetricEigen(A, n, false);
      expect(greatest(values.map((x, k) => x - eigvalsh[k]))).to.be.at.most(8 * n * EPS * greatest(eigvalsh));
    });
  }

  it('are A = V·Λ·Vᵀ with orthonormal V', () => {
    fc.assert(fc.property(matrix(sizes), (M) => expectSymmetricEigen(symmetric(M), M.m)));
  });

  it('of 80 rows, of a unit matrix, and of very large and small entries', () => {
    expectSymmetricEigen(symmetric({ m: 80, n: 80, data: randomMatrix(6400, 1) }), 80);
    expectSymmetricEigen(unit(5), 5);
    expectSymmetricEigen(
      symmetric({ m: 6, n: 6, data: randomMatrix(36, 1) }).map((x) => x * 1e300),
      6,
    );
    expectSymmetricEigen(
      symmetric({ m: 6, n: 6, data: randomMatrix(36, 1) }).map((x) => x * 1e-300),
      6,
    );
  });

  it('read the lower triangle, and are NaN where an entry is', () => {
    const { values } = symmetricEigen(Float64Array.of(1, 99, 2, 1), 2, false);
    expectClose(values, [-1, 3], 1e-15);
    const broken = symmetricEigen(Float64Array.of(1, 0, NaN, 1), 2, true);
    expect(broken.values.every(Number.isNaN) && broken.vectors.every(Number.isNaN)).to.be.true;
  });
});

/** A·v − λ·v of all pairs, at most. */
function residual(A: Float64Array, n: number, values: Float64Array, V: Float64Array): number {
  let worst = 0;
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      const at = 2 * (i * n + k);
      let re = -(values[2 * k] * V[at] - values[2 * k + 1] * V[at + 1]);
      let im = -(values[2 * k] * V[at + 1] + values[2 * k + 1] * V[at]);
      for (let j = 0; j < n; j++) {
        re += A[i * n + j] * V[2 * (j * n + k)];
        im += A[i * n + j] * V[2 * (j * n + k) + 1];
      }
      worst = Math.max(worst, Math.hypot(re, im));
    }
  }
  return worst;
}

describe('eigenvalues of any square matrix', () => {
  for (const [name, { a, n, eigvals }] of Object.entries(golden.squares)) {
    it(`agree with NumPy: ${name}`, () => {
      const { values } = eigen(Float64Array.from(a), n, false);
      const pairs = Array.from({ length: n }, (_, k) => [values[2 * k], values[2 * k + 1]]);
      const key = (x: number): number => Math.round(x * 1e9) / 1e9;
      pairs.sort((p, q) => key(p[0]) - key(q[0]) || p[1] - q[1]);
      expectClose(pairs.flat(), eigvals, 1e-12);
    });
  }

  it('satisfy A·v = λ·v with unit vectors, conjugate pairs and real vectors of real values', () => {
    fc.assert(
      fc.property(matrix(sizes), ({ m: n, data: given }) => {
        // Balancing, as LAPACK's, pays for entries of very different size with the residual.
        const data = given.map((x) => (Math.abs(x) < 1e-3 ? 0 : Math.max(-9, Math.min(9, x))));
        const { values, vectors } = eigen(data.slice(), n, true);
        expect(residual(data, n, values, vectors)).to.be.at.most(60 * (n + 1) * EPS * n * greatest(data));
        for (let k = 0; k < n; k++) {
          let length = 0;
          let imaginary = 0;
          for (let i = 0; i < n; i++) {
            length += vectors[2 * (i * n + k)] ** 2 + vectors[2 * (i * n + k) + 1] ** 2;
            imaginary = Math.max(imaginary, Math.abs(vectors[2 * (i * n + k) + 1]));
          }
          expect(length).to.be.closeTo(1, 1e-13);
          if (values[2 * k + 1] === 0) expect(imaginary).to.equal(0);
          if (values[2 * k + 1] > 0) {
            expect(values[2 * k + 2]).to.equal(values[2 * k]);
            expect(values[2 * k + 3]).to.equal(-values[2 * k + 1]);
          }
        }
      }),
    );
  });

  it('of matrices on which plain shifts run in circles, of Jordan blocks, and of 60 rows', () => {
    const cyclic = Float64Array.from({ length: 36 }, (_, k) =>
      Math.floor(k / 6) === ((k % 6) + 1) % 6 ? 1 : 0,
    );
    const jordan = Float64Array.from({ length: 900 }, (_, k) => (k % 30 === Math.floor(k / 30) + 1 ? 1 : 0));
    for (const [A, n] of [
      [cyclic, 6],
      [jordan, 30],
      [randomMatrix(3600, 6), 60],
    ] as const) {
      // prettier-ignore
      const { values, vectors } = eigen(A.slice(), n, true);
      expect(vectors.every(Number.isFinite)).to.be.true;
      expect(residual(A, n, values, vectors)).to.be.at.most(1e-13);
    }
  });

  it('are NaN where an entry is', () => {
    const { values, vectors } = eigen(Float64Array.of(1, Infinity, 0, 1), 2, true);
    expect(values.every(Number.isNaN) && vectors.every(Number.isNaN)).to.be.true;
  });
});

function expectSVD({ m, n, data }: Matrix, full: boolean): void {
  const { u, s, vt } = singularValues(data, m, n, full);
  const count = Math.min(m, n);
  const [p, q] = full ? [m, n] : [count, count];
  const tolerance = 12 * (m + n + 1) * EPS;
  expectClose(times(flip(u, m, p), u, p, m, p), unit(p), tolerance, 'UᵀU');
  expectClose(times(vt, flip(vt, q, n), q, n, q), unit(q), tolerance, 'VᵀV');
  const sum = times(times(u, diagonal(s, p, q), m, p, q), vt, m, q, n);
  expect(greatest(sum.map((x, k) => x - data[k]))).to.be.at.most(tolerance * greatest(data));
  for (let i = 0; i < count; i++) expect(s[i]).to.be.within(0, i === 0 ? Infinity : s[i - 1]);
  const alone = singularValues(data, m, n, full, false).s;
  expect(greatest(alone.map((x, k) => x - s[k]))).to.be.at.most(tolerance * greatest(data));
}

describe('singular values', () => {
  for (const [name, { a, m, n, s }] of Object.entries(golden.rectangles)) {
    it(`agree with NumPy: ${name}`, () => {
      expectClose(singularValues(Float64Array.from(a), m, n, false).s, s, 1e-14);
    });
  }

  it('are A = U·Σ·Vᵀ with orthonormal U and V, reduced and full', () => {
    fc.assert(
      fc.property(matrix(sizes, sizes), fc.boolean(), (M, full) => {
        expectSVD(M, full);
      }),
    );
  });

  it('of 70×40, of rank 1, of zeros, and of very large and small entries', () => {
    expectSVD({ m: 70, n: 40, data: randomMatrix(2800, 9) }, true);
    expectSVD({ m: 5, n: 4, data: Float64Array.from({ length: 20 }, (_, k) => (k % 4) + 1) }, true);
    expectSVD({ m: 3, n: 4, data: new Float64Array(12) }, true);
    expectSVD({ m: 5, n: 4, data: randomMatrix(20, 1).map((x) => x * 1e300) }, true);
    expectSVD({ m: 5, n: 4, data: randomMatrix(20, 1).map((x) => x * 1e-300) }, true);
  });

  it('keep small ones exact where rows are of very different size', () => {
    const A = Float64Array.of(1, 1, 1e-18, -1e-18);
    const { s } = singularValues(A, 2, 2, false);
    expect(s[1] / (Math.SQRT2 * 1e-18)).to.be.closeTo(1, 1e-15);
  });

  it('are NaN where an entry is', () => {
    const { u, s, vt } = singularValues(Float64Array.of(1, NaN, 3, 4, 5, 6), 2, 3, true);
    expect([u.length, s.length, vt.length]).to.deep.equal([4, 2, 9]);
    expect([...u, ...s, ...vt].every(Number.isNaN)).to.be.true;
  });
});

describe('pseudo-inverse', () => {
  for (const [name, { a, m, n, ...expected }] of Object.entries(golden.rectangles)) {
    it(`agrees with NumPy, and so do rank and least squares: ${name}`, () => {
      const A = Float64Array.from(a);
      const b = Float64Array.from({ length: 2 * m }, (_, i) => i + 1);
      const rcond = Math.max(m, n) * EPS;
      const { inverse, rank } = pseudoInverse(A, m, n, rcond);
      expect(rank).to.equal(expected.rank);
      expect(rankOf(singularValues(A, m, n, false).s, rcond)).to.equal(expected.rank);
      expectClose(inverse, expected.pinv, 1e-12);
      expectClose(times(inverse, b, n, m, 2), expected.lstsq, 1e-12);
    });
  }

  it('satisfies Moore and Penrose for any matrix', () => {
    fc.assert(
      fc.property(matrix(sizes, sizes), ({ m, n, data }) => {
        const { inverse } = pseudoInverse(data, m, n, 1e-10);
        const again = times(times(data, inverse, m, n, m), data, m, m, n);
        expect(greatest(again.map((x, k) => x - data[k]))).to.be.at.most(1e-8 * greatest(data));
      }),
    );
  });
});
