import { expect } from 'chai';
import fc from 'fast-check';
import {
  realInverseAxis,
  realTransformAxis,
  transformAxis,
} from '../../../../packages/runtime/dist/cjs/ndarray/fft/transformAxis.cjs';
import { transformOf } from '../../../../packages/runtime/dist/cjs/ndarray/fft/transformOf.cjs';
import { seededRandom } from '../../../support/seededRandom';

/** Sums straight from the definition, of interleaved numbers. */
function naive(x: Float64Array, sign: -1 | 1): Float64Array {
  const n = x.length / 2;
  const out = new Float64Array(2 * n);
  for (let k = 0; k < n; k++) {
    for (let j = 0; j < n; j++) {
      const angle = (2 * Math.PI * ((j * k) % n)) / n;
      const c = Math.cos(angle);
      const s = sign * Math.sin(angle);
      out[2 * k] += x[2 * j] * c - x[2 * j + 1] * s;
      out[2 * k + 1] += x[2 * j] * s + x[2 * j + 1] * c;
    }
  }
  return out;
}

function norm(x: ArrayLike<number>): number {
  return Math.sqrt(Array.from(x).reduce((sum, v) => sum + v * v, 0));
}

function distance(x: ArrayLike<number>, y: ArrayLike<number>): number {
  expect(x.length).to.equal(y.length);
  return norm(Array.from(x, (v, i) => v - y[i]));
}

describe('Fourier transforms of lines', () => {
  const random = seededRandom(3);
  const numbers = (count: number): Float64Array => Float64Array.from({ length: count }, () => random() - 0.5);
  const lengths = [
    ...Array.from({ length: 66 }, (_, i) => i + 1),
    97,
    101,
    120,
    128,
    143,
    210,
    241,
    360,
    500,
    514,
  ];
  const vector = (data: Float64Array, complex: boolean) => ({
    data,
    shape: [complex ? data.length / 2 : data.length],
    stride: [complex ? 2 : 1],
    offset: 0,
    complex,
  });

  for (const sign of [-1, 1] as const) {
    it(`complex numbers of any length, sign ${sign}`, () => {
      for (const n of lengths) {
        const x = numbers(2 * n);
        const out = new Float64Array(2 * n);
        transformAxis(vector(x, true), 0, n, sign, 1, out);
        const expected = naive(x, sign);
        expect(distance(out, expected), `length ${n}`).to.be.at.most(1e-15 * (n + 4) * norm(x) + 1e-16);
      }
    });
  }

  it('errors grow with the logarithm of the length', () => {
    for (const n of [1024, 3 ** 7, 5 ** 5, 4099, 2 * 2053, 60000, 65536, 65537]) {
      const x = numbers(2 * n);
      const there = new Float64Array(2 * n);
      const back = new Float64Array(2 * n);
      transformAxis(vector(x, true), 0, n, -1, 1, there);
      transformAxis(vector(there, true), 0, n, 1, 1 / n, back);
      expect(distance(back, x) / norm(x), `there and back, length ${n}`).to.be.at.most(
        2.3e-16 * Math.log2(n),
      );
      expect(norm(there) / Math.sqrt(n) / norm(x), `Parseval, length ${n}`).to.be.closeTo(1, 1e-14);
    }
  });

  it('one wave has one coefficient', () => {
    for (const n of [64, 97, 1000, 4099]) {
      const re = Float64Array.from({ length: n }, (_, j) => Math.cos((2 * Math.PI * ((5 * j) % n)) / n));
      const im = Float64Array.from({ length: n }, (_, j) => Math.sin((2 * Math.PI * ((5 * j) % n)) / n));
      transformOf(n).run(re, im);
      re[5] -= n;
      expect(Math.max(...re.map(Math.abs), ...im.map(Math.abs)), `length ${n}`).to.be.at.most(3e-15 * n);
    }
  });

  it('real numbers: half of the complex transform, and back', () => {
    for (const n of lengths) {
      const x = numbers(n);
      const count = Math.floor(n / 2) + 1;
      const out = new Float64Array(2 * count);
      realTransformAxis(vector(x, false), 0, n, 1, 1, out);
      const full = naive(
        Float64Array.from({ length: 2 * n }, (_, i) => (i % 2 === 0 ? x[i / 2] : 0)),
        -1,
      ).subarray(0, 2 * count);
      expect(distance(out, full), `length ${n}`).to.be.at.most(1e-15 * (n + 4) * norm(x) + 1e-16);
      const back = new Float64Array(n);
      // What the imaginary parts of numbers that must be real hold does not matter.
      out[1] = 7;
      if (n % 2 === 0) out[2 * count - 1] = -3;
      realInverseAxis(vector(out, true), 0, n, 1 / n, 1, back);
      expect(distance(back, x), `back, length ${n}`).to.be.at.most(1e-15 * norm(x) * Math.log2(n + 2));
    }
  });

  it('lines along any axis of strided views, cut off or filled up', () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        shapes,
        fc.nat(),
        fc.integer({ min: 1, max: 8 }),
        fc.boolean(),
        (shape, which, n, complex) => {
          const axis = which % shape.length;
          const unit = complex ? 2 : 1;
          // Columns first, backwards along the last axis.
          const stride: number[] = [];
          let step = unit;
          for (const length of shape) {
            stride.push(step);
            step *= length;
          }
          const last = shape.length - 1;
          stride[last] = -stride[last];
          const data = numbers(step);
          const view = { data, shape, stride, offset: -stride[last] * (shape[last] - 1), complex };
          const outShape = shape.map((length, a) => (a === axis ? n : length));
          const out = new Float64Array(2 * outShape.reduce((p, length) => p * length, 1));
          transformAxis(view, axis, n, -1, 0.5, out);
          const index = shape.map(() => 0);
          const visit = (a: number): void => {
            if (a === shape.length) return checkLine(index.slice());
            const end = a === axis ? 1 : shape[a];
            for (index[a] = 0; index[a] < end; index[a]++) visit(a + 1);
            index[a] = 0;
          };
          const checkLine = (start: number[]): void => {
            const line = new Float64Array(2 * n);
            const got = new Float64Array(2 * n);
            for (let i = 0; i < n; i++) {
              const at = start.map((s, a) => (a === axis ? i : s));
              const from = view.offset + at.reduce((sum, s, a) => sum + s * stride[a], 0);
              if (i < shape[axis]) {
                line[2 * i] = data[from] * 0.5;
                line[2 * i + 1] = complex ? data[from + 1] * 0.5 : 0;
              }
              const to = 2 * at.reduce((sum, s, a) => sum * outShape[a] + s, 0);
              got[2 * i] = out[to];
              got[2 * i + 1] = out[to + 1];
            }
            expect(distance(got, naive(line, -1))).to.be.at.most(1e-14);
          };
          visit(0);
        },
      ),
      { numRuns: 150, seed: 11 },
    );
  });
});
