import type { Numbers } from './Numbers.js';

/** How windows slide over an array [channels, ...size]; one entry for each dimension behind the channels. */
export interface Windows {
  readonly channels: number;
  readonly size: readonly number[];
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  /** Zeros in front of the first element. */
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  /** Number of positions. */
  readonly output: readonly number[];
}

/**
 * Y[c·kernel + q, o] = X[c, o·stride + q·dilation − padding], zero outside of X: what each element q of the window sees at each position o.
 *
 * @param xStrides  of the channels and of each dimension
 * @param yRow  distance between rows of Y; the positions of a row lie side by side
 */
export function im2col(
  windows: Windows,
  x: Numbers,
  xOffset: number,
  xStrides: readonly number[],
  y: Numbers,
  yOffset: number,
  yRow: number,
): void {
  const starts = windows.kernel.map(() => 0);
  const taps = windows.kernel.reduce((product, size) => product * size, 1);
  for (let c = 0; c < windows.channels; c++) {
    for (let q = 0; q < taps; q++, yOffset += yRow) {
      placeTap(windows, q, starts);
      read(windows, 0, starts, x, xOffset + c * xStrides[0]!, xStrides, y, yOffset);
    }
  }
}

/** The transpose of `im2col`: X[c, o·stride + q·dilation − padding] += Y[c·kernel + q, o]. */
export function col2im(
  windows: Windows,
  y: Numbers,
  yOffset: number,
  yRow: number,
  x: Numbers,
  xOffset: number,
  xStrides: readonly number[],
): void {
  const starts = windows.kernel.map(() => 0);
  const taps = windows.kernel.reduce((product, size) => product * size, 1);
  for (let c = 0; c < windows.channels; c++) {
    for (let q = 0; q < taps; q++, yOffset += yRow) {
      placeTap(windows, q, starts);
      add(windows, 0, starts, y, yOffset, x, xOffset + c * xStrides[0]!, xStrides);
    }
  }
}

/** Where in X element q of the window lies at the first position, in each dimension. */
function placeTap({ kernel, dilation, padding }: Windows, q: number, starts: number[]): void {
  for (let d = kernel.length - 1; d >= 0; d--) {
    starts[d] = (q % kernel[d]!) * dilation[d]! - padding[d]!;
    q = Math.floor(q / kernel[d]!);
  }
}

/** Elements of Y for each position of dimension `d`. */
function positions({ output }: Windows, d: number): number {
  let count = 1;
  for (let e = d + 1; e < output.length; e++) count *= output[e]!;
  return count;
}

function read(
  windows: Windows,
  d: number,
  starts: readonly number[],
  x: Numbers,
  xi: number,
  xStrides: readonly number[],
  y: Numbers,
  yi: number,
): void {
  const start = starts[d]!;
  const step = windows.stride[d]!;
  const size = windows.size[d]!;
  const count = windows.output[d]!;
  const xs = xStrides[d + 1]!;
  const first = firstInside(start, step, count);
  const end = endInside(start, step, count, size);
  const each = positions(windows, d);
  for (let i = yi; i < yi + Math.min(first, end) * each; i++) y[i] = 0;
  if (d === windows.output.length - 1) {
    let at = xi + (start + first * step) * xs;
    for (let o = first; o < end; o++, at += step * xs) y[yi + o] = x[at]!;
  } else {
    for (let o = first; o < end; o++)
      read(windows, d + 1, starts, x, xi + (start + o * step) * xs, xStrides, y, yi + o * each);
  }
  for (let i = yi + end * each; i < yi + count * each; i++) y[i] = 0;
}

function add(
  windows: Windows,
  d: number,
  starts: readonly number[],
  y: Numbers,
  yi: number,
  x: Numbers,
  xi: number,
  xStrides: readonly number[],
): void {
  const start = starts[d]!;
  const step = windows.stride[d]!;
  const count = windows.output[d]!;
  const xs = xStrides[d + 1]!;
  const first = firstInside(start, step, count);
  const end = endInside(start, step, count, windows.size[d]!);
  if (d === windows.output.length - 1) {
    let at = xi + (start + first * step) * xs;
    for (let o = first; o < end; o++, at += step * xs) x[at]! += y[yi + o]!;
  } else {
    const each = positions(windows, d);
    for (let o = first; o < end; o++)
      add(windows, d + 1, starts, y, yi + o * each, x, xi + (start + o * step) * xs, xStrides);
  }
}

/** The first position at which an element of the window lies inside. */
function firstInside(start: number, step: number, count: number): number {
  return Math.min(count, Math.max(0, Math.ceil(-start / step)));
}

/** The position behind the last such, not before the first. */
function endInside(start: number, step: number, count: number, size: number): number {
  const end = Math.min(count, Math.floor((size - 1 - start) / step) + 1);
  return Math.max(firstInside(start, step, count), end);
}
