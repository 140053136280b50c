import { expect } from 'chai';
import fc from 'fast-check';
import {
  convolve,
  convolveToImages,
  convolveToWeights,
} from '../../../../packages/runtime/dist/cjs/ndarray/conv/convolve.cjs';
import {
  adaptiveWindows,
  addAtPlaces,
  argmaxOfWindows,
  averageWindows,
  slidingWindows,
  spreadWindows,
  takePlaces,
} from '../../../../packages/runtime/dist/cjs/ndarray/conv/pool.cjs';
import { seededRandom } from '../../../support/seededRandom';

type Triple = [number, number, number];

interface Geometry {
  batch: number;
  groups: number;
  channels: number;
  outChannels: number;
  size: Triple;
  kernel: Triple;
  out: Triple;
  stride: Triple;
  dilation: Triple;
  before: Triple;
}

const random = seededRandom(17);
const numbers = (count: number): Float64Array => Float64Array.from({ length: count }, () => random() - 0.5);
const volume = (t: Triple): number => t[0] * t[1] * t[2];
const inner = (x: Float64Array, y: Float64Array): number => x.reduce((sum, v, i) => sum + v * y[i], 0);

/** Straight from the definition. */
function naive(g: Geometry, x: Float64Array, w: Float64Array): Float64Array {
  const y = new Float64Array(g.batch * g.groups * g.outChannels * volume(g.out));
  let at = 0;
  for (let b = 0; b < g.batch; b++)
    for (let o = 0; o < g.groups * g.outChannels; o++)
      for (let d = 0; d < g.out[0]; d++)
        for (let h = 0; h < g.out[1]; h++)
          for (let v = 0; v < g.out[2]; v++, at++)
            for (let c = 0; c < g.channels; c++)
              for (let kd = 0; kd < g.kernel[0]; kd++)
                for (let kh = 0; kh < g.kernel[1]; kh++)
                  for (let kw = 0; kw < g.kernel[2]; kw++) {
                    const pd = d * g.stride[0] + kd * g.dilation[0] - g.before[0];
                    const ph = h * g.stride[1] + kh * g.dilation[1] - g.before[1];
                    const pw = v * g.stride[2] + kw * g.dilation[2] - g.before[2];
                    if (pd < 0 || ph < 0 || pw < 0 || pd >= g.size[0] || ph >= g.size[1] || pw >= g.size[2])
                      continue;
                    const channel = Math.floor(o / g.outChannels) * g.channels + c;
                    const pixel =
                      (((b * g.groups * g.channels + channel) * g.size[0] + pd) * g.size[1] + ph) *
                        g.size[2] +
                      pw;
                    const tap =
                      (((o * g.channels + c) * g.kernel[0] + kd) * g.kernel[1] + kh) * g.kernel[2] + kw;
                    y[at] += x[pixel] * w[tap];
                  }
  return y;
}

const axis = fc
  .record({
    size: fc.integer({ min: 1, max: 6 }),
    kernel: fc.integer({ min: 1, max: 3 }),
    stride: fc.integer({ min: 1, max: 3 }),
    dilation: fc.integer({ min: 1, max: 2 }),
    before: fc.integer({ min: 0, max: 3 }),
    after: fc.integer({ min: 0, max: 3 }),
  })
  .map((a) => ({
    ...a,
    out: Math.max(
      0,
      Math.floor((a.size + a.before + a.after - a.dilation * (a.kernel - 1) - 1) / a.stride) + 1,
    ),
  }));

const geometries = fc
  .record({
    batch: fc.integer({ min: 0, max: 2 }),
    groups: fc.integer({ min: 1, max: 2 }),
    channels: fc.integer({ min: 1, max: 3 }),
    outChannels: fc.integer({ min: 1, max: 2 }),
    axes: fc.tuple(axis, axis, axis),
  })
  .map(({ axes, ...rest }): Geometry => {
    const of = (key: 'size' | 'kernel' | 'out' | 'stride' | 'dilation' | 'before'): Triple => [
      axes[0][key],
      axes[1][key],
      axes[2][key],
    ];
    return {
      ...rest,
      size: of('size'),
      kernel: of('kernel'),
      out: of('out'),
      stride: of('stride'),
      dilation: of('dilation'),
      before: of('before'),
    };
  });

describe('convolutions', () => {
  const check = (g: Geometry): void => {
    const x = numbers(g.batch * g.groups * g.channels * volume(g.size));
    const w = numbers(g.groups * g.outChannels * g.channels * volume(g.kernel));
    const z = numbers(g.batch * g.groups * g.outChannels * volume(g.out));
    const y = new Float64Array(z.length).fill(NaN);
    convolve(g, x, w, y);
    const expected = naive(g, x, w);
    y.forEach((v, i) => expect(v, `result ${i}`).to.be.closeTo(expected[i], 1e-12));
    const xBar = new Float64Array(x.length);
    const wBar = new Float64Array(w.length);
    convolveToImages(g, z, w, xBar);
    convolveToWeights(g, x, z, wBar);
    const form = inner(expected, z);
    expect(inner(x, xBar), 'adjoint with respect to the images').to.be.closeTo(form, 1e-11);
    expect(inner(w, wBar), 'adjoint with respect to the weights').to.be.closeTo(form, 1e-11);
  };

  it('equals the definition, and its adjoints are adjoint', () => {
    fc.assert(fc.property(geometries, check), { numRuns: 300, seed: 5 });
  });

  it('kernels of one place without stride, and results that are done in parts', () => {
    const one: Triple = [1, 1, 1];
    const flat: Triple = [0, 0, 0];
    const plain = { batch: 2, groups: 2, channels: 3, outChannels: 2, stride: one, dilation: one };
    check({ ...plain, size: [2, 3, 4], out: [2, 3, 4], kernel: one, before: flat });
    // 12·9 taps of 80·80 results are more than a matrix of columns holds.
    const large = { ...plain, batch: 1, groups: 1, channels: 12 };
    check({ ...large, size: [1, 80, 80], out: [1, 80, 80], kernel: [1, 3, 3], before: [0, 1, 1] });
  });
});

describe('pooling', () => {
  const pools = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.tuple(axis, axis, axis), fc.boolean());

  it('takes the greatest number and the average of each window, and its adjoints are adjoint', () => {
    fc.assert(
      fc.property(pools, ([planes, axes, clipped]) => {
        const size = axes.map((a) => a.size) as Triple;
        const out = axes.map((a) => a.out) as Triple;
        const windows = axes.map((a) =>
          slidingWindows(a.size, a.out, a.kernel, a.stride, a.dilation, a.before),
        ) as [
          ReturnType<typeof slidingWindows>,
          ReturnType<typeof slidingWindows>,
          ReturnType<typeof slidingWindows>,
        ];
        const area = volume(size);
        const outArea = volume(out);
        const x = numbers(planes * area);
        const z = numbers(planes * outArea);
        const places = new Int32Array(z.length);
        argmaxOfWindows(planes, size, windows, x, places);
        const greatest = new Float64Array(z.length);
        takePlaces(planes, area, outArea, places, x, greatest, -Infinity);
        const average = new Float64Array(z.length);
        const taps = axes.reduce((n, a) => n * a.kernel, 1);
        averageWindows(planes, size, windows, clipped ? undefined : taps, x, average);
        for (let i = 0; i < z.length; i++) {
          const t = [Math.floor(i / (out[1] * out[2])) % out[0], Math.floor(i / out[2]) % out[1], i % out[2]];
          const inWindow: number[] = [];
          for (let p = 0; p < area; p++) {
            const at = [Math.floor(p / (size[1] * size[2])), Math.floor(p / size[2]) % size[1], p % size[2]];
            const inside = axes.every((a, k) => {
              const tap = (at[k] - t[k] * a.stride + a.before) / a.dilation;
              return Number.isInteger(tap) && tap >= 0 && tap < a.kernel;
            });
            if (inside) inWindow.push(x[Math.floor(i / outArea) * area + p]);
          }
          expect(greatest[i]).to.equal(Math.max(...inWindow));
          const mean = inWindow.reduce((s, v) => s + v, 0) / (clipped ? Math.max(1, inWindow.length) : taps);
          expect(average[i]).to.be.closeTo(mean, 1e-14);
        }
        const xBar = new Float64Array(x.length);
        spreadWindows(planes, size, windows, clipped ? undefined : taps, z, xBar);
        expect(inner(x, xBar)).to.be.closeTo(inner(average, z), 1e-12);
        xBar.fill(0);
        addAtPlaces(planes, area, outArea, places, z, xBar);
        const finite = greatest.map((v) => (v === -Infinity ? 0 : v));
        expect(inner(x, xBar)).to.be.closeTo(inner(finite, z), 1e-12);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  it('adaptive windows cover everything evenly', () => {
    for (const [size, out] of [
      [7, 3],
      [6, 3],
      [3, 5],
      [5, 1],
      [1, 1],
    ] as const) {
      const { first, count } = adaptiveWindows(size, out);
      expect(first[0]).to.equal(0);
      expect(first[out - 1] + count[out - 1]).to.equal(size);
      first.forEach((f, t) => {
        expect(f).to.equal(Math.floor((t * size) / out));
        expect(f + count[t]).to.equal(Math.ceil(((t + 1) * size) / out));
      });
    }
  });

  it('NaN is the greatest', () => {
    const x = Float64Array.of(1, NaN, 3, 2, -1, 0);
    const one = slidingWindows(1, 1, 1, 1, 1, 0);
    const places = new Int32Array(3);
    argmaxOfWindows(1, [1, 1, 6], [one, one, slidingWindows(6, 3, 2, 2, 1, 0)], x, places);
    expect([...places]).to.deep.equal([1, 2, 5]);
  });
});
