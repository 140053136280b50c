import { colourColumns } from '@diffjs/runtime';
import { expect } from 'chai';
import fc from 'fast-check';
import { expectDiffError } from '../support/expectDiffError';

describe('colourColumns', () => {
  it('gives columns that meet in a row different colours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.array(fc.nat({ max: 11 }), { maxLength: 5 })),
        (n, given) => {
          const rows = given.map((row) => row.filter((j) => j < n));
          const { colours, count } = colourColumns(rows, n);
          expect(colours.length).to.equal(n);
          expect(Math.max(...colours) + 1).to.equal(count);
          for (const row of rows) {
            const columns = [...new Set(row)];
            expect(new Set(columns.map((j) => colours[j])).size).to.equal(columns.length);
          }
        },
      ),
      { seed: 7 },
    );
  });

  it('needs as many colours as a band is wide', () => {
    const n = 1000;
    for (const half of [1, 2]) {
      const band = Array.from({ length: n }, (_, i) =>
        Array.from({ length: 2 * half + 1 }, (__, k) => i - half + k).filter((j) => j >= 0 && j < n),
      );
      expect(colourColumns(band, n).count).to.equal(2 * half + 1);
    }
    expect(
      colourColumns(
        Array.from({ length: n }, (_, i) => [i]),
        n,
      ).count,
    ).to.equal(1);
    expect(colourColumns([], 3)).to.deep.equal({ colours: new Int32Array(3), count: 1 });
  });

  it('takes compressed rows', () => {
    const compressed = { rowPointers: Int32Array.of(0, 2, 3), columns: Int32Array.of(0, 2, 1) };
    expect(colourColumns(compressed, 3)).to.deep.equal(colourColumns([[2, 0], [1]], 3));
    expectDiffError(() => colourColumns({ rowPointers: [1], columns: [] }, 3), 'DIFF3003', /row pointers/);
  });
});
