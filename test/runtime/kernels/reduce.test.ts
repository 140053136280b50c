import type { Elements, ReduceOperation } from '@diffjs/runtime';
import { expect } from 'chai';
import fc from 'fast-check';
import { dot, reduce, reduceRows } from '../../../packages/runtime/dist/cjs/kernels/dispatch.cjs';
import { logSoftmax, softmax } from '../../../packages/runtime/dist/cjs/kernels/softmax.cjs';
import { seededRandom } from '../../support/seededRandom';

const kinds: Record<string, (values: number[]) => Elements> = {
  Float64Array: (values) => Float64Array.from(values),
  Float32Array: (values) => Float32Array.from(values),
  'number[]': (values) => values.slice(),
};

const operations: Record<ReduceOperation, (x: number[]) => number> = {
  sum: (x) => x.reduce((s, v) => s + v, 0),
  sumSquares: (x) => x.reduce((s, v) => s + v * v, 0),
  prod: (x) => x.reduce((s, v) => s * v, 1),
  max: (x) => Math.max(...x),
  min: (x) => Math.min(...x),
  argmax: (x) => x.indexOf(Math.max(...x)),
  argmin: (x) => x.indexOf(Math.min(...x)),
};
const names = Object.keys(operations) as ReduceOperation[];

describe('reducing kernels', () => {
  for (const [kind, make] of Object.entries(kinds)) {
    for (const name of names) {
      it(`reduce ${name} of ${kind} at any length and stride`, () => {
        const random = seededRandom(3);
        for (const n of [0, 1, 2, 3, 4, 5, 7, 255, 256, 257, 513, 1025, 3000]) {
          for (const stride of [1, 3, -2]) {
            const x = make(Array.from({ length: Math.abs(stride) * n + 1 }, () => random() * 2 - 1));
            const offset = stride < 0 ? Math.max(0, n - 1) * -stride : 0;
            const taken = Array.from({ length: n }, (_, i) => x[offset + i * stride]!);
            const expected = operations[name](taken);
            const actual = reduce(name, n, x, offset, stride);
            if (n === 0) expect(actual).to.equal(expected);
            else expect(actual, `n = ${n}`).to.be.closeTo(expected, 1e-12 * n);
          }
        }
      });
    }

    it(`dot of ${kind}`, () => {
      const random = seededRandom(4);
      for (const n of [0, 1, 5, 300, 1111]) {
        const a = make(Array.from({ length: 2 * n + 1 }, () => random() - 0.5));
        const b = make(Array.from({ length: n + 1 }, () => random() - 0.5));
        let expected = 0;
        for (let i = 0; i < n; i++) expected += a[2 * i]! * b[n - i]!;
        expect(dot(n, a, 0, 2, b, n, -1)).to.be.closeTo(expected, 1e-13 * (n + 1));
      }
    });

    it(`reduceRows of ${kind}: rows and columns`, () => {
      const random = seededRandom(5);
      for (const [m, n] of [
        [1, 1],
        [3, 5],
        [5, 300],
        [700, 4],
        [600, 131],
        [4, 0],
      ] as const) {
        // prettier-ignore
        const x = make(Array.from({ length: m * n }, () => random() - 0.5));
        const row = (i: number): number[] => Array.from({ length: n }, (_, j) => x[i * n + j]!);
        const column = (j: number): number[] => Array.from({ length: m }, (_, i) => x[i * n + j]!);
        for (const name of names) {
          const unit = kind === 'Float32Array' ? 2 ** -24 : 2 ** -53;
          const near = (actual: number, expected: number): void => {
            if (Number.isFinite(expected))
              expect(actual).to.be.closeTo(expected, unit * Math.abs(expected) + 1e-12);
            else expect(actual).to.equal(expected);
          };
          const y = make(new Array<number>(2 * m).fill(9));
          reduceRows(name, m, n, x, 0, n, 1, y, 1, 2);
          for (let i = 0; i < m; i++) {
            expect(y[2 * i]).to.equal(9);
            near(y[2 * i + 1]!, operations[name](row(i)));
          }
          const z = make(new Array<number>(n).fill(9));
          reduceRows(name, n, m, x, 0, 1, n, z, 0, 1);
          for (let j = 0; j < n; j++) near(z[j]!, operations[name](column(j)));
        }
      }
    });
  }

  it('NaN comes through, and has the index of an extremum', () => {
    const x = Float64Array.of(1, 5, NaN, 9, NaN);
    for (const name of ['sum', 'sumSquares', 'prod', 'max', 'min'] as const)
      expect(reduce(name, 5, x, 0, 1), name).to.be.NaN;
    expect([reduce('argmax', 5, x, 0, 1), reduce('argmin', 5, x, 0, 1)]).to.deep.equal([2, 2]);
  });

  it('sums of a million numbers keep their last digits', () => {
    const n = 2 ** 20;
    const x = new Float64Array(n).fill(0.1);
    // 0.1 times a power of two is exact.
    expect(Math.abs(reduce('sum', n, x, 0, 1) / (0.1 * n) - 1)).to.be.at.most(84 * 2 ** -53);
    const columns = new Float64Array(2);
    reduceRows('sum', 2, n / 2, x, 0, 1, 2, columns, 0, 1);
    expect(Math.abs(columns[1]! / (0.05 * n) - 1)).to.be.at.most((128 + n / 256) * 2 ** -53);
    const single = new Float32Array(n).fill(0.1);
    expect(Math.abs(reduce('sum', n, single, 0, 1) / (Math.fround(0.1) * n) - 1)).to.be.at.most(1e-14);
  });

  for (const [kind, make] of Object.entries(kinds)) {
    it(`softmax and logSoftmax of ${kind}: of any layout, in place, without overflow`, () => {
      const unit = kind === 'Float32Array' ? 1e-6 : 1e-14;
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 12 }),
          fc.integer({ min: 1, max: 40 }),
          fc.constantFrom(1, 30, 800),
          fc.boolean(),
          fc.integer({ min: 1, max: 1e6 }),
          (m, n, scale, transposed, seed) => {
            const random = seededRandom(seed);
            const x = make(Array.from({ length: m * n }, () => scale * (random() - 0.5)));
            const [row, col] = transposed ? [1, m] : [n, 1];
            const y = x.slice();
            softmax(m, n, y, 0, row, col, y, 0, row, col);
            const z = make(new Array<number>(m * n).fill(0));
            logSoftmax(m, n, x, 0, row, col, z, 0, row, col);
            for (let i = 0; i < m; i++) {
              const values = Array.from({ length: n }, (_, j) => x[i * row + j * col]!);
              const top = Math.max(...values);
              const total = values.reduce((s, v) => s + Math.exp(v - top), 0);
              values.forEach((v, j) => {
                const expected = Math.exp(v - top) / total;
                expect(y[i * row + j * col]).to.be.closeTo(expected, unit * 10);
                const log = v - top - Math.log(total);
                expect(z[i * row + j * col]).to.be.closeTo(log, unit * (Math.abs(log) + 10));
              });
            }
          },
        ),
        { numRuns: 60, seed: 3 },
      );
    });
  }
});
