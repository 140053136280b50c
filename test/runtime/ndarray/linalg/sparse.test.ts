import { expect } from 'chai';
import fc from 'fast-check';
import {
  solveBanded,
  solveTridiagonal,
} from '../../../../packages/runtime/dist/cjs/ndarray/linalg/banded.cjs';
import {
  compressTriplets,
  multiplySparse,
  transposePattern,
} from '../../../../packages/runtime/dist/cjs/ndarray/linalg/sparse/CompressedRows.cjs';
import { fillReducingOrder } from '../../../../packages/runtime/dist/cjs/ndarray/linalg/sparse/minimumDegree.cjs';
import { SparseLU } from '../../../../packages/runtime/dist/cjs/ndarray/linalg/sparse/SparseLU.cjs';
import { expectClose, flip, golden, greatest, matrix, times } from './support';

describe('band matrices', () => {
  for (const { lower, upper, n, ab, b, x } of golden.banded) {
    it(`are solved as SciPy does: ${n} unknowns, ${lower} below, ${upper} above`, () => {
      const X = Float64Array.from(b);
      expect(solveBanded(lower, upper, Float64Array.from(ab), n, X, 2)).to.equal(-1);
      expectClose(X, x, 1e-11);
      if (lower !== 1 || upper !== 1) return;
      const Y = Float64Array.from(b);
      const [above, diagonal, below] = [ab.slice(1, n), ab.slice(n, 2 * n), ab.slice(2 * n, 3 * n - 1)].map(
        (row) => Float64Array.from(row),
      );
      expect(solveTridiagonal(below, diagonal, above, Y, 2)).to.equal(-1);
      expectClose(Y, x, 1e-11);
    });
  }

  it('need exchanges of rows where the diagonal is 0, and say where no pivot is left', () => {
    const X = Float64Array.of(1, 2, 3, 4);
    // [[0 1 0 0] [2 0 3 0] [0 4 0 5] [0 0 6 0]]
    const band = Float64Array.of(0, 1, 3, 5, 0, 0, 0, 0, 2, 4, 6, 0);
    const Y = X.slice();
    expect(solveBanded(1, 1, band, 4, X, 1)).to.equal(-1);
    expectClose(X, [0, 1, 2 / 3, -0.2], 1e-14);
    const of = (...numbers: number[]): Float64Array => Float64Array.from(numbers);
    expect(solveTridiagonal(of(2, 4, 6), of(0, 0, 0, 0), of(1, 3, 5), Y, 1)).to.equal(-1);
    expectClose(Y, X, 1e-14);
    expect(solveTridiagonal(of(1), of(1, 1), of(1), of(1, 2), 1)).to.equal(1);
    expect(solveBanded(1, 1, of(0, 1, 1, 1, 1, 0), 2, of(1, 2), 1)).to.equal(1);
    expect(solveTridiagonal(of(), of(), of(), of(), 1)).to.equal(-1);
  });
});

/** The entries that are not 0, as triplets. */
function sparse(data: Float64Array, m: number, n: number) {
  const rows: number[] = [];
  const columns: number[] = [];
  const values: number[] = [];
  data.forEach((value, k) => {
    if (value === 0) return;
    rows.push(Math.floor(k / n));
    columns.push(k % n);
    values.push(value);
  });
  const { pattern, places } = compressTriplets(m, n, rows, columns);
  const out = new Float64Array(pattern.columns.length);
  values.forEach((value, k) => (out[places[k]] += value));
  return { pattern, values: out };
}

/** The five-point Laplacian on a square of g×g points. */
function laplacian(g: number) {
  const rows: number[] = [];
  const columns: number[] = [];
  const values: number[] = [];
  const add = (i: number, j: number, value: number): void => {
    rows.push(i);
    columns.push(j);
    values.push(value);
  };
  for (let p = 0; p < g * g; p++) {
    add(p, p, 4.01);
    if (p % g > 0) add(p, p - 1, -1);
    if (p % g < g - 1) add(p, p + 1, -1);
    if (p >= g) add(p, p - g, -1);
    if (p < g * g - g) add(p, p + g, -1);
  }
  const { pattern, places } = compressTriplets(g * g, g * g, rows, columns);
  const out = new Float64Array(pattern.columns.length);
  values.forEach((value, k) => (out[places[k]] += value));
  return { pattern, values: out };
}

describe('sparse matrices', () => {
  const entries = matrix(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));

  it('multiply as dense ones do, and their transposes', () => {
    fc.assert(
      fc.property(entries, ({ m, n, data }) => {
        const { pattern, values } = sparse(data, m, n);
        const X = Float64Array.from({ length: n * 2 }, (_, k) => Math.sin(k + 1));
        expectClose(multiplySparse(pattern, values, X, 2), times(data, X, m, n, 2), 1e-14);
        expectClose(
          multiplySparse(pattern, values, X.subarray(0, n), 1),
          times(data, X.subarray(0, n), m, n, 1),
          1e-14,
        );
        const { pattern: across, places } = transposePattern(pattern);
        const Y = Float64Array.from({ length: m }, (_, k) => Math.cos(k + 1));
        const turned = multiplySparse(
          across,
          Float64Array.from(places, (p) => values[p]),
          Y,
          1,
        );
        expectClose(turned, times(flip(data, m, n), Y, n, m, 1), 1e-14);
      }),
    );
  });

  it('of triplets add what stands at one place', () => {
    const { pattern, places } = compressTriplets(2, 3, [1, 0, 1, 1], [2, 1, 0, 2]);
    expect([...pattern.starts]).to.deep.equal([0, 1, 3]);
    expect([...pattern.columns]).to.deep.equal([1, 0, 2]);
    expect([...places]).to.deep.equal([2, 0, 1, 2]);
  });

  it('are solved, and their transposes, or have no pivot left', () => {
    const thin = fc
      .tuple(
        matrix(fc.integer({ min: 1, max: 12 })),
        fc.array(fc.boolean(), { minLength: 144, maxLength: 144 }),
      )
      .map(([{ m, data }, keep]) => ({ n: m, data: data.map((x, k) => (keep[k] ? x : 0)) }));
    fc.assert(
      fc.property(thin, ({ n, data }) => {
        const { pattern, values } = sparse(data, n, n);
        const factors = new SparseLU(pattern, values);
        if (factors.singularColumn >= 0) return;
        const b = Float64Array.from({ length: n }, (_, k) => Math.sin(k + 1));
        for (const turned of [false, true]) {
          const x = turned ? factors.solveTransposed(b) : factors.solve(b);
          const M = turned ? flip(data, n, n) : data;
          const r = times(M, x, n, n, 1).map((y, k) => y - b[k]);
          // Pivots of a tenth of the greatest may grow by 11 in each step.
          expect(greatest(r)).to.be.at.most(1e-9 * (greatest(data) * greatest(x) + 1));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('with a zero diagonal, with NaN, and singular', () => {
    const of = (data: number[], n: number): SparseLU => {
      const { pattern, values } = sparse(Float64Array.from(data), n, n);
      return new SparseLU(pattern, values);
    };
    expectClose(of([0, 2, 1, 0], 2).solve(Float64Array.of(4, 3)), [3, 2], 1e-15);
    expect(of([1, 2, 2, 4], 2).singularColumn).to.be.at.least(0);
    expect(of([1, 0, 1, 0], 2).singularColumn).to.equal(1);
    expect(of([NaN, 1, 1, 2], 2).solve(Float64Array.of(1, 2))[0]).to.be.NaN;
  });

  it('of a grid fill up little', () => {
    const g = 60;
    const { pattern, values } = laplacian(g);
    const order = fillReducingOrder(pattern);
    expect([...order].sort((a, b) => a - b)).to.deep.equal([...Array(g * g).keys()]);
    const factors = new SparseLU(pattern, values);
    const x = Float64Array.from({ length: g * g }, (_, k) => Math.sin(k));
    expectClose(factors.solve(multiplySparse(pattern, values, x, 1)), x, 1e-12);
    // Row by row, L and U would hold 2·g³ = 432 000 numbers.
    expect(factors.size).to.be.lessThan(260_000);
  });
});
