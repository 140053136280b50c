import { DiffError } from '../errors/DiffError.js';
import * as windowsAny from './generated/any/windows.js';
import * as windows32 from './generated/float32/windows.js';
import * as windows64 from './generated/float64/windows.js';
import type { Windows } from './generated/float64/windows.js';
import type { Elements } from './Kernels.js';

export type { Windows };

/** How windows slide. */
export interface WindowOptions {
  /** Distance between positions. Default 1 in each dimension. */
  readonly stride?: readonly number[];
  /** Zeros in front and behind. Default 0. */
  readonly padding?: readonly number[];
  /** Zeros behind where they are not as many as in front. */
  readonly paddingBehind?: readonly number[];
  /** Distance between elements of the window. Default 1. */
  readonly dilation?: readonly number[];
}

/**
 * Windows of the size `kernel` over arrays [channels, ...size], of any number of dimensions.
 * @throws DIFF3003 where the numbers do not fit one another
 */
export function windowsOf(
  channels: number,
  size: readonly number[],
  kernel: readonly number[],
  options: WindowOptions = {},
): Windows {
  const each = (value: number): number[] => size.map(() => value);
  const { stride = each(1), padding = each(0), paddingBehind = padding, dilation = each(1) } = options;
  const check = (what: string, numbers: readonly number[], least: number): void => {
    if (numbers.length !== size.length || !numbers.every((v) => Number.isInteger(v) && v >= least)) {
      throw new DiffError(
        'DIFF3003',
        `${what} of windows is [${numbers.join(', ')}], where ${String(size.length)} whole numbers from ${String(least)} on are needed.`,
      );
    }
  };
  check('the size', kernel, 1);
  check('the stride', stride, 1);
  check('the padding', padding, 0);
  check('the padding', paddingBehind, 0);
  check('the dilation', dilation, 1);
  const output = size.map((length, d) => {
    const room = length + padding[d]! + paddingBehind[d]! - (kernel[d]! - 1) * dilation[d]! - 1;
    return room < 0 ? 0 : Math.floor(room / stride[d]!) + 1;
  });
  return { channels, size, kernel, stride, padding, dilation, output };
}

/**
 * Y[c·kernel + q, o] = X[c, o·stride + q·dilation − padding], zero outside of X: a convolution is a product of matrices with Y.
 *
 * @param xStrides  of the channels and of each dimension
 * @param yRow  distance between rows of Y: [channels·∏kernel, ∏output]
 */
// prettier-ignore
export function im2col(
  windows: Windows,
  x: Elements, xOffset: number, xStrides: readonly number[],
  y: Elements, yOffset: number, yRow: number,
): void {
  if (x instanceof Float64Array && y instanceof Float64Array)
    windows64.im2col(windows, x, xOffset, xStrides, y, yOffset, yRow);
  else if (x instanceof Float32Array && y instanceof Float32Array)
    windows32.im2col(windows, x, xOffset, xStrides, y, yOffset, yRow);
  else windowsAny.im2col(windows, x, xOffset, xStrides, y, yOffset, yRow);
}

/** The transpose of `im2col`: X[c, o·stride + q·dilation − padding] += Y[c·kernel + q, o]. */
// prettier-ignore
export function col2im(
  windows: Windows,
  y: Elements, yOffset: number, yRow: number,
  x: Elements, xOffset: number, xStrides: readonly number[],
): void {
  if (x instanceof Float64Array && y instanceof Float64Array)
    windows64.col2im(windows, y, yOffset, yRow, x, xOffset, xStrides);
  else if (x instanceof Float32Array && y instanceof Float32Array)
    windows32.col2im(windows, y, yOffset, yRow, x, xOffset, xStrides);
  else windowsAny.col2im(windows, y, yOffset, yRow, x, xOffset, xStrides);
}
