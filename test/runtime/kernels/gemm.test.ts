import { kernelInfo, useKernels, type Elements } from '@diffjs/runtime';
import { expect } from 'chai';
import fc from 'fast-check';
import { gemm } from '../../../packages/runtime/dist/cjs/kernels/dispatch.cjs';
import { seededRandom } from '../../support/seededRandom';
import { fit, naiveGemm, type Layout } from './support/naive';

type Kind = 'f64' | 'f32' | 'mixed' | 'plain';

const engines = kernelInfo()
  .engines.filter(({ state }) => state === 'ready')
  .map(({ name }) => name);

function arrayOf(kind: Kind, which: number, length: number, random: () => number): Elements {
  const values = Array.from({ length }, () => random() * 2 - 1);
  if (kind === 'f64' || (kind === 'mixed' && which !== 1)) return Float64Array.from(values);
  if (kind === 'f32' || kind === 'mixed') return Float32Array.from(values);
  return values;
}

/** Every way in which two dimensions can lie in memory: contiguous, transposed, with gaps, backwards, broadcast (operands only). */
const strides = (rows: number, cols: number, operand: boolean): fc.Arbitrary<readonly [number, number]> =>
  fc.constantFrom<readonly [number, number]>(
    [cols, 1],
    [1, rows],
    [cols + 3, 1],
    [1, rows + 2],
    [2 * cols, 2],
    [-cols, 1],
    [cols, -1],
    [-1, rows],
    ...(operand
      ? ([
          [0, 1],
          [1, 0],
          [0, 0],
        ] as const)
      : []),
  );

const sizes = fc.oneof(
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: 10, max: 40 }),
  fc.integer({ min: 41, max: 150 }),
);

/** A problem with everything drawn. */
const problems = fc
  .record({ m: sizes, n: sizes, k: fc.oneof(sizes, fc.constant(0), fc.integer({ min: 250, max: 530 })) })
  .chain(({ m, n, k }) =>
    fc.record({
      m: fc.constant(m),
      n: fc.constant(n),
      k: fc.constant(k),
      kind: fc.constantFrom<Kind>('f64', 'f32', 'mixed', 'plain'),
      a: strides(m, Math.max(k, 1), true),
      b: strides(Math.max(k, 1), n, true),
      c: strides(m, n, false),
      alpha: fc.constantFrom(1, -1, 0.5, 0),
      beta: fc.constantFrom(0, 1, -0.25),
      shift: fc.integer({ min: 0, max: 5 }),
      seed: fc.integer({ min: 1, max: 1e6 }),
    }),
  );

describe('kernel gemm', () => {
  let before: readonly string[];
  beforeEach(() => {
    before = useKernels();
  });
  afterEach(() => {
    useKernels(before);
  });

  for (const engine of engines) {
    it(`of ${engine}: is the sum of products, for all shapes, strides, kinds, factors`, () => {
      useKernels(engine);
      fc.assert(
        fc.property(problems, ({ m, n, k, kind, a, b, c, alpha, beta, shift, seed }) => {
          const random = seededRandom(seed);
          const place = (rows: number, cols: number, [row, col]: readonly [number, number]) => {
            const { length, offset } = fit(rows, cols, row, col);
            return { length: length + 2 * shift, layout: { offset: offset + shift, row, col } };
          };
          const [pa, pb, pc] = [place(m, k, a), place(k, n, b), place(m, n, c)];
          const A = arrayOf(kind, 0, pa.length, random);
          const B = arrayOf(kind, 1, pb.length, random);
          const C = arrayOf(kind, 2, pc.length, random);
          const expected = C.slice();
          const bounds = naiveGemm(m, n, k, alpha, A, pa.layout, B, pb.layout, beta, expected, pc.layout);
          call(m, n, k, alpha, A, pa.layout, B, pb.layout, beta, C, pc.layout);
          const unit = C instanceof Float32Array ? 2 ** -24 : 2 ** -53;
          for (let i = 0; i < C.length; i++) {
            const size = bounds.get(i);
            // What lies between the rows is left as it is.
            if (size === undefined) expect(C[i]).to.equal(expected[i]);
            else expect(Math.abs(C[i]! - expected[i]!)).to.be.at.most((k + 4) * unit * size);
          }
        }),
        { numRuns: 150, seed: 7 },
      );
    });

    it(`of ${engine}: does not read C where β = 0, and NaN and ∞ come through`, () => {
      useKernels(engine);
      for (const n of [3, 8, 40, 100]) {
        for (const make of [Float64Array, Float32Array]) {
          const A = new make(n * n).fill(1);
          const B = new make(n * n).fill(1);
          const C = new make(n * n).fill(NaN);
          const plain: Layout = { offset: 0, row: n, col: 1 };
          call(n, n, n, 1, A, plain, B, plain, 0, C, plain);
          expect(C.every((value) => value === n)).to.be.true;
          A[n + 1] = NaN;
          B[2] = Infinity;
          call(n, n, n, 1, A, plain, B, plain, 0, C, plain);
          for (let i = 0; i < n; i++) {
            for (let j = 0; j < n; j++) {
              const expected = i === 1 ? NaN : j === 2 ? Infinity : n;
              expect(C[i * n + j]).to.deep.equal(expected);
            }
          }
          C.fill(NaN);
          call(n, n, 0, 1, A, plain, B, plain, 0, C, plain);
          expect(C.every((value) => value === 0)).to.be.true;
        }
      }
    });

    it(`of ${engine}: large products, in blocks`, () => {
      useKernels(engine);
      const random = seededRandom(11);
      for (const [m, n, k] of [
        [300, 700, 600],
        [1100, 40, 90],
        [30, 1100, 1100],
        [5, 2100, 3],
      ]) {
        // prettier-ignore
        for (const kind of ['f64', 'f32'] as const) {
          const A = arrayOf(kind, 0, m! * k!, random);
          const B = arrayOf(kind, 1, k! * n!, random);
          const C = arrayOf(kind, 2, m! * n!, random);
          const [la, lb, lc] = [
            { offset: 0, row: 1, col: m! },
            { offset: 0, row: n!, col: 1 },
            { offset: 0, row: n!, col: 1 },
          ];
          const before = C.slice();
          call(m!, n!, k!, 2, A, la, B, lb, 1, C, lc);
          const unit = kind === 'f32' ? 2 ** -24 : 2 ** -53;
          for (let trial = 0; trial < 300; trial++) {
            const i = Math.floor(random() * m!);
            const j = Math.floor(random() * n!);
            let sum = 0;
            let size = Math.abs(before[i * n! + j]!);
            for (let p = 0; p < k!; p++) {
              const term = 2 * A[i + p * m!]! * B[p * n! + j]!;
              sum += term;
              size += Math.abs(term);
            }
            const error = Math.abs(C[i * n! + j]! - sum - before[i * n! + j]!);
            expect(error).to.be.at.most((k! + 4) * unit * size);
          }
        }
      }
    });
  }
});

function call(
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: Elements,
  la: Layout,
  b: Elements,
  lb: Layout,
  beta: number,
  c: Elements,
  lc: Layout,
): void {
  gemm(m, n, k, alpha, a, la.offset, la.row, la.col, b, lb.offset, lb.row, lb.col, beta, c, lc.offset, lc.row, lc.col); // prettier-ignore
}
