import { eachLine } from './lines.js';
import type { Roots } from './roots.js';
import type { Transform } from './Transform.js';
import { halfRootsOf, transformOf } from './transformOf.js';

/** Numbers in a strided view; those of complex elements lie side by side, and strides count numbers. */
export interface NumbersView {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
  readonly complex: boolean;
}

export type FloatNumbers = Float64Array | Float32Array;

/** The strides of an array in rows without gaps, of `unit` numbers an element. */
function rowStrides(shape: readonly number[], unit: number): number[] {
  const stride = new Array<number>(shape.length);
  for (let a = shape.length - 1, step = unit; a >= 0; step *= shape[a], a--) stride[a] = step;
  return stride;
}

function withLength(shape: readonly number[], axis: number, n: number): number[] {
  return shape.map((length, a) => (a === axis ? n : length));
}

/**
 * Fourier transforms of length n along an axis, whose lines are cut off or filled up with zeros to n.
 * @param out  gets complex numbers in rows; it may be the data of `x` where shape and layout are the same
 * @param sign  −1 for exp(−2πijk/n), 1 for the inverse
 */
export function transformAxis(
  x: NumbersView,
  axis: number,
  n: number,
  sign: -1 | 1,
  scale: number,
  out: FloatNumbers,
): void {
  if (n === 0 || out.length === 0) return;
  const transform = transformOf(n);
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  const outStride = rowStrides(withLength(x.shape, axis, n), 2);
  eachLine(x.shape, axis, x.stride, x.offset, outStride, 0, (at, outAt) => {
    loadLine(x, axis, at, n, re, im);
    if (sign < 0) transform.run(re, im);
    else transform.run(im, re);
    storeComplex(re, im, n, scale, out, outAt, outStride[axis]);
  });
}

function loadLine(
  x: NumbersView,
  axis: number,
  at: number,
  n: number,
  re: Float64Array,
  im: Float64Array,
): void {
  const { data } = x;
  const count = Math.min(n, x.shape[axis]);
  const step = x.stride[axis];
  re.fill(0, count);
  im.fill(0, x.complex ? count : 0);
  for (let i = 0, p = at; i < count; i++, p += step) re[i] = data[p];
  if (x.complex) for (let i = 0, p = at + 1; i < count; i++, p += step) im[i] = data[p];
}

function storeComplex(
  re: Float64Array,
  im: Float64Array,
  count: number,
  scale: number,
  out: FloatNumbers,
  at: number,
  step: number,
): void {
  for (let i = 0, p = at; i < count; i++, p += step) {
    out[p] = re[i] * scale;
    out[p + 1] = im[i] * scale;
  }
}

/**
 * The first ⌊n/2⌋ + 1 numbers of the transforms of real lines, cut off or filled up with zeros to n. For even n, a transform of half the length
 * does the even and odd places as real and imaginary parts.
 * @param interior  a factor for the numbers that stand for two of the whole transform, all but the first and, for even n, the last
 * Reference: Sorensen, Jones, Heideman & Burrus, IEEE Trans. Acoust. 35, 1987.
 */
export function realTransformAxis(
  x: NumbersView,
  axis: number,
  n: number,
  scale: number,
  interior: number,
  out: FloatNumbers,
): void {
  const count = Math.floor(n / 2) + 1;
  const outStride = rowStrides(withLength(x.shape, axis, count), 2);
  const halved = n % 2 === 0;
  const length = halved ? n / 2 : n;
  const transform = transformOf(length);
  const roots = halved ? halfRootsOf(n) : undefined;
  const line = new Float64Array(n);
  const none = new Float64Array(0);
  const re = new Float64Array(count);
  const im = new Float64Array(count);
  const zRe = halved ? new Float64Array(length) : line;
  const zIm = new Float64Array(length);
  const real = { ...x, complex: false };
  eachLine(x.shape, axis, x.stride, x.offset, outStride, 0, (at, outAt) => {
    loadLine(real, axis, at, n, line, none);
    if (roots === undefined) {
      zIm.fill(0);
      transform.run(zRe, zIm);
      scaleInterior(zRe, zIm, n, interior);
      storeComplex(zRe, zIm, count, scale, out, outAt, outStride[axis]);
      return;
    }
    for (let i = 0; i < length; i++) {
      zRe[i] = line[2 * i];
      zIm[i] = line[2 * i + 1];
    }
    transform.run(zRe, zIm);
    untangle(zRe, zIm, length, roots, re, im);
    scaleInterior(re, im, n, interior);
    storeComplex(re, im, count, scale, out, outAt, outStride[axis]);
  });
}

/** Multiplies all numbers of a half spectrum that stand for two of the whole. */
function scaleInterior(re: Float64Array, im: Float64Array, n: number, factor: number): void {
  if (factor === 1) return;
  for (let k = 1; k < n / 2; k++) {
    re[k] *= factor;
    im[k] *= factor;
  }
}

/** Xₖ = (Zₖ + Z*₋ₖ)/2 − i ωᵏ (Zₖ − Z*₋ₖ)/2. */
function untangle(
  zRe: Float64Array,
  zIm: Float64Array,
  h: number,
  w: Roots,
  re: Float64Array,
  im: Float64Array,
): void {
  for (let k = 0; k <= h; k++) {
    const a = k === h ? 0 : k;
    const b = k === 0 ? 0 : h - k;
    const evenRe = 0.5 * (zRe[a] + zRe[b]);
    const evenIm = 0.5 * (zIm[a] - zIm[b]);
    const oddRe = 0.5 * (zIm[a] + zIm[b]);
    const oddIm = 0.5 * (zRe[b] - zRe[a]);
    re[k] = evenRe + oddRe * w.re[k] - oddIm * w.im[k];
    im[k] = evenIm + oddRe * w.im[k] + oddIm * w.re[k];
  }
  // These are real.
  im[0] = 0;
  im[h] = 0;
}

/**
 * Real lines of length n from the first ⌊n/2⌋ + 1 numbers of their transforms (times n, but for `scale`); numbers that are missing count as zeros, and the
 * imaginary part of the first, for even n of the last too, is not looked at. `interior` is a factor as for `realTransformAxis`.
 */
export function realInverseAxis(
  x: NumbersView,
  axis: number,
  n: number,
  scale: number,
  interior: number,
  out: FloatNumbers,
): void {
  if (n === 0) return;
  const count = Math.floor(n / 2) + 1;
  const outStride = rowStrides(withLength(x.shape, axis, n), 1);
  const halved = n % 2 === 0;
  const length = halved ? n / 2 : n;
  const transform: Transform = transformOf(length);
  const roots = halved ? halfRootsOf(n) : undefined;
  const re = new Float64Array(count);
  const im = new Float64Array(count);
  const zRe = new Float64Array(length);
  const zIm = new Float64Array(length);
  eachLine(x.shape, axis, x.stride, x.offset, outStride, 0, (at, outAt) => {
    loadLine(x, axis, at, count, re, im);
    scaleInterior(re, im, n, interior);
    im[0] = 0;
    const step = outStride[axis];
    if (roots === undefined) {
      for (let k = 0; k < count; k++) {
        zRe[k] = re[k];
        zIm[k] = im[k];
        if (k === 0) continue;
        zRe[n - k] = re[k];
        zIm[n - k] = -im[k];
      }
      transform.run(zIm, zRe);
      for (let i = 0, p = outAt; i < n; i++, p += step) out[p] = zRe[i] * scale;
      return;
    }
    im[length] = 0;
    tangle(re, im, length, roots, zRe, zIm);
    transform.run(zIm, zRe);
    for (let i = 0, p = outAt; i < length; i++, p += 2 * step) {
      out[p] = zRe[i] * scale;
      out[p + step] = zIm[i] * scale;
    }
  });
}

/** Zₖ = Xₖ + X*ₕ₋ₖ + i ω⁻ᵏ (Xₖ − X*ₕ₋ₖ). */
function tangle(
  re: Float64Array,
  im: Float64Array,
  h: number,
  w: Roots,
  zRe: Float64Array,
  zIm: Float64Array,
): void {
  for (let k = 0; k < h; k++) {
    const dRe = re[k] - re[h - k];
    const dIm = im[k] + im[h - k];
    zRe[k] = re[k] + re[h - k] - (dIm * w.re[k] - dRe * w.im[k]);
    zIm[k] = im[k] - im[h - k] + (dRe * w.re[k] + dIm * w.im[k]);
  }
}
