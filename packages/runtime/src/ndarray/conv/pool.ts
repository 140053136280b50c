import type { FloatNumbers } from './columns.js';
import type { Triple } from './Geometry.js';

/** The windows along one axis: window t covers `count[t]` places from `first[t]` on, `step` apart, all inside of the image. */
export interface Windows {
  readonly length: number;
  readonly step: number;
  readonly first: Int32Array;
  readonly count: Int32Array;
}

/** Windows of `kernel` places, `dilation` apart, that begin `stride` apart, the first one `before` places outside. */
export function slidingWindows(
  size: number,
  out: number,
  kernel: number,
  stride: number,
  dilation: number,
  before: number,
): Windows {
  const first = new Int32Array(out);
  const count = new Int32Array(out);
  for (let t = 0; t < out; t++) {
    const begin = t * stride - before;
    const skipped = Math.max(0, Math.ceil(-begin / dilation));
    first[t] = begin + skipped * dilation;
    count[t] = Math.max(0, Math.min(kernel - skipped, Math.ceil((size - first[t]) / dilation)));
  }
  return { length: out, step: dilation, first, count };
}

/** `out` windows that cover the image evenly: from ⌊t·size/out⌋ to ⌈(t + 1)·size/out⌉. */
export function adaptiveWindows(size: number, out: number): Windows {
  const first = Int32Array.from({ length: out }, (_, t) => Math.floor((t * size) / out));
  const count = Int32Array.from({ length: out }, (_, t) => Math.ceil(((t + 1) * size) / out) - first[t]);
  return { length: out, step: 1, first, count };
}

export type WindowsTriple = readonly [Windows, Windows, Windows];

/**
 * Places of the greatest number of each window, counted within its plane; the first of equal ones; NaN counts as greatest; −1 for a window
 * without places.
 */
export function argmaxOfWindows(
  planes: number,
  size: Triple,
  windows: WindowsTriple,
  x: FloatNumbers,
  out: Int32Array,
): void {
  const [depths, heights, widths] = windows;
  const [, height, width] = size;
  const area = size[0] * height * width;
  let filled = 0;
  for (let plane = 0; plane < planes; plane++) {
    const base = plane * area;
    for (let td = 0; td < depths.length; td++) {
      for (let th = 0; th < heights.length; th++) {
        for (let tw = 0; tw < widths.length; tw++) {
          let best = -1;
          let greatest = 0;
          for (let i = 0, d = depths.first[td]; i < depths.count[td]; i++, d += depths.step) {
            for (let j = 0, h = heights.first[th]; j < heights.count[th]; j++, h += heights.step) {
              const row = (d * height + h) * width;
              for (let k = 0, w = widths.first[tw]; k < widths.count[tw]; k++, w += widths.step) {
                const value = x[base + row + w];
                if (best < 0 || value > greatest || (value !== value && greatest === greatest)) {
                  best = row + w;
                  greatest = value;
                }
              }
            }
          }
          out[filled++] = best;
        }
      }
    }
  }
}

/** yₚₜ = xₚ[places[p, t]], −∞ where there is none. */
export function takePlaces(
  planes: number,
  area: number,
  outArea: number,
  places: Int32Array,
  x: FloatNumbers,
  y: FloatNumbers,
  none: number,
): void {
  for (let p = 0, i = 0; p < planes; p++)
    for (let t = 0; t < outArea; t++, i++) y[i] = places[i] < 0 ? none : x[p * area + places[i]];
}

/** The adjoint of `takePlaces`: xₚ[places[p, t]] += yₚₜ. */
export function addAtPlaces(
  planes: number,
  area: number,
  outArea: number,
  places: Int32Array,
  y: FloatNumbers,
  x: FloatNumbers,
): void {
  for (let p = 0, i = 0; p < planes; p++)
    for (let t = 0; t < outArea; t++, i++) if (places[i] >= 0) x[p * area + places[i]] += y[i];
}

/** What the sum of each window is divided by: a number for all, or none for how many places of the image it has. */
export type Divisor = number | undefined;

/** Averages of windows. The sum of none is 0. */
export function averageWindows(
  planes: number,
  size: Triple,
  windows: WindowsTriple,
  divisor: Divisor,
  x: FloatNumbers,
  y: FloatNumbers,
): void {
  eachWindowPlace(planes, size, windows, divisor, (at, t, weight) => {
    y[t] += x[at] * weight;
  });
}

/** The adjoint of `averageWindows`. */
export function spreadWindows(
  planes: number,
  size: Triple,
  windows: WindowsTriple,
  divisor: Divisor,
  y: FloatNumbers,
  x: FloatNumbers,
): void {
  eachWindowPlace(planes, size, windows, divisor, (at, t, weight) => {
    x[at] += y[t] * weight;
  });
}

function eachWindowPlace(
  planes: number,
  [depth, height, width]: Triple,
  [depths, heights, widths]: WindowsTriple,
  divisor: Divisor,
  visit: (at: number, t: number, weight: number) => void,
): void {
  let t = 0;
  for (let plane = 0; plane < planes; plane++) {
    const base = plane * depth * height * width;
    for (let td = 0; td < depths.length; td++) {
      for (let th = 0; th < heights.length; th++) {
        for (let tw = 0; tw < widths.length; tw++, t++) {
          const places = depths.count[td] * heights.count[th] * widths.count[tw];
          const weight = 1 / (divisor ?? places);
          for (let i = 0, d = depths.first[td]; i < depths.count[td]; i++, d += depths.step) {
            for (let j = 0, h = heights.first[th]; j < heights.count[th]; j++, h += heights.step) {
              const row = base + (d * height + h) * width;
              for (let k = 0, w = widths.first[tw]; k < widths.count[tw]; k++, w += widths.step)
                visit(row + w, t, weight);
            }
          }
        }
      }
    }
  }
}
