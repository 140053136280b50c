import { DiffError, type Elements } from '@diffjs/runtime';
import { expect } from 'chai';
import fc from 'fast-check';
import { col2im, im2col, windowsOf } from '../../../packages/runtime/dist/cjs/kernels/windows.cjs';
import { seededRandom } from '../../support/seededRandom';

const kinds: readonly ((length: number) => Elements)[] = [
  (length) => new Float64Array(length),
  (length) => new Float32Array(length),
  (length) => new Array<number>(length).fill(0),
];

const product = (numbers: readonly number[]): number => numbers.reduce((p, n) => p * n, 1);

/** The digits of a number in mixed bases, the last running fastest. */
function digits(value: number, bases: readonly number[]): number[] {
  const result: number[] = [];
  for (const base of [...bases].reverse()) {
    result.unshift(value % base);
    value = Math.floor(value / base);
  }
  return result;
}

const dimension = fc.record({
  size: fc.integer({ min: 1, max: 7 }),
  kernel: fc.integer({ min: 1, max: 4 }),
  stride: fc.integer({ min: 1, max: 3 }),
  padding: fc.integer({ min: 0, max: 3 }),
  behind: fc.integer({ min: 0, max: 3 }),
  dilation: fc.integer({ min: 1, max: 3 }),
});

describe('windows over arrays', () => {
  it('im2col is what each element of the window sees; col2im is its transpose', () => {
    fc.assert(
      fc.property(
        fc.array(dimension, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        fc.constantFrom(...kinds),
        (dimensions, channels, channelsLast, make) => {
          const of = (name: keyof (typeof dimensions)[number]): number[] => dimensions.map((d) => d[name]);
          const windows = windowsOf(channels, of('size'), of('kernel'), {
            stride: of('stride'),
            padding: of('padding'),
            paddingBehind: of('behind'),
            dilation: of('dilation'),
          });
          const strides = dimensions.map((_, d) => product(of('size').slice(d + 1)));
          const xStrides = channelsLast
            ? [1, ...strides.map((s) => s * channels)]
            : [product(of('size')), ...strides];
          const x = make(2 + channels * product(of('size')));
          const random = seededRandom(3);
          for (let i = 0; i < x.length; i++) x[i] = Math.fround(random());
          const [taps, places] = [product(of('kernel')), product(windows.output)];
          const yRow = places + 1;
          const y = make(1 + channels * taps * yRow).fill(9) as Elements;
          im2col(windows, x, 2, xStrides, y, 1, yRow);

          const back = make(x.length);
          const expected = make(x.length);
          col2im(windows, y, 1, yRow, back, 2, xStrides);
          for (let c = 0; c < channels; c++) {
            for (let q = 0; q < taps; q++) {
              const row = 1 + (c * taps + q) * yRow;
              for (let o = 0; o < places; o++) {
                const tap = digits(q, of('kernel'));
                const at = digits(o, windows.output).map(
                  (p, d) => p * of('stride')[d]! + tap[d]! * of('dilation')[d]! - of('padding')[d]!,
                );
                const inside = at.every((i, d) => i >= 0 && i < of('size')[d]!);
                const index = at.reduce((s, i, d) => s + i * xStrides[d + 1]!, 2 + c * xStrides[0]!);
                expect(y[row + o]).to.equal(inside ? x[index] : 0);
                if (inside) expected[index]! += y[row + o]!;
              }
              if (row + places < y.length) expect(y[row + places]).to.equal(9);
            }
          }
          for (let i = 0; i < x.length; i++) expect(back[i]).to.be.closeTo(expected[i]!, 1e-5);
        },
      ),
      { numRuns: 200, seed: 2 },
    );
  });

  it('refuses what does not fit', () => {
    for (const make of [
      () => windowsOf(1, [4], [0]),
      () => windowsOf(1, [4, 4], [3]),
      () => windowsOf(1, [4], [3], { stride: [0] }),
      () => windowsOf(1, [4], [3], { padding: [-1] }),
      () => windowsOf(1, [4], [3], { dilation: [1.5] }),
    ])
      expect(make).to.throw(DiffError, /DIFF3003/);
    expect(windowsOf(1, [2], [5]).output).to.deep.equal([0]);
  });
});
