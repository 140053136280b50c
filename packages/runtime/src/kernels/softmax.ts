import { reduce, unary } from './dispatch.js';
import type { Elements } from './Kernels.js';
import * as rowsAny from './generated/any/rows.js';
import * as rows32 from './generated/float32/rows.js';
import * as rows64 from './generated/float64/rows.js';

/**
 * Y[i, j] = exp(X[i, j]) / Σⱼ exp(X[i, j]) for each row, without overflow: the greatest of the row is subtracted first. X, Y: [m, n].
 * Y may be X with the same strides.
 */
// prettier-ignore
export function softmax(
  m: number, n: number,
  x: Elements, xOffset: number, xRow: number, xCol: number,
  y: Elements, yOffset: number, yRow: number, yCol: number,
): void {
  for (let i = 0; i < m; i++) shiftRow(n, x, xOffset + i * xRow, xCol, y, yOffset + i * yRow, yCol);
  if (yRow === n * yCol) unary('exp', m * n, y, yOffset, yCol, y, yOffset, yCol);
  else
    for (let i = 0; i < m; i++) unary('exp', n, y, yOffset + i * yRow, yCol, y, yOffset + i * yRow, yCol);
  for (let i = 0; i < m; i++) {
    const at = yOffset + i * yRow;
    scaleRow(n, 1 / reduce('sum', n, y, at, yCol), y, at, yCol);
  }
}

/** Y[i, j] = X[i, j] − log Σⱼ exp(X[i, j]) for each row, without overflow. X, Y: [m, n]. Y may be X with the same strides. */
// prettier-ignore
export function logSoftmax(
  m: number, n: number,
  x: Elements, xOffset: number, xRow: number, xCol: number,
  y: Elements, yOffset: number, yRow: number, yCol: number,
): void {
  for (let i = 0; i < m; i++) {
    const at = yOffset + i * yRow;
    shiftRow(n, x, xOffset + i * xRow, xCol, y, at, yCol);
    addToRow(n, -Math.log(sumExp(n, y, at, yCol)), y, at, yCol, y, at, yCol);
  }
}

/** y = x − max x. */
// prettier-ignore
function shiftRow(n: number, x: Elements, xi: number, xs: number, y: Elements, yi: number, ys: number): void {
  addToRow(n, -reduce('max', n, x, xi, xs), x, xi, xs, y, yi, ys);
}

// prettier-ignore
function addToRow(n: number, alpha: number, x: Elements, xi: number, xs: number, y: Elements, yi: number, ys: number): void {
  if (x instanceof Float64Array && y instanceof Float64Array) rows64.shift(n, alpha, x, xi, xs, y, yi, ys);
  else if (x instanceof Float32Array && y instanceof Float32Array) rows32.shift(n, alpha, x, xi, xs, y, yi, ys);
  else rowsAny.shift(n, alpha, x, xi, xs, y, yi, ys);
}

function scaleRow(n: number, alpha: number, y: Elements, yi: number, ys: number): void {
  if (y instanceof Float64Array) rows64.scaleRow(n, alpha, y, yi, ys);
  else if (y instanceof Float32Array) rows32.scaleRow(n, alpha, y, yi, ys);
  else rowsAny.scaleRow(n, alpha, y, yi, ys);
}

function sumExp(n: number, y: Elements, yi: number, ys: number): number {
  if (y instanceof Float64Array) return rows64.sumExp(n, y, yi, ys);
  if (y instanceof Float32Array) return rows32.sumExp(n, y, yi, ys);
  return rowsAny.sumExp(n, y, yi, ys);
}
