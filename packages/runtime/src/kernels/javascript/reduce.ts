import type { Elements, Kernels } from '../Kernels.js';
import type { ReduceOperation } from '../operations.js';
import * as reduceAny from '../generated/any/reduce.js';
import * as rowsAny from '../generated/any/rows.js';
import * as reduce32 from '../generated/float32/reduce.js';
import * as rows32 from '../generated/float32/rows.js';
import * as reduce64 from '../generated/float64/reduce.js';
import * as rows64 from '../generated/float64/rows.js';

type ReduceLoops<N> = Readonly<Record<ReduceOperation, (n: number, x: N, xi: number, xs: number) => number>>;

const reduceLoops64: ReduceLoops<Float64Array> = reduce64;
const reduceLoops32: ReduceLoops<Float32Array> = reduce32;
const reduceLoops: ReduceLoops<Elements> = reduceAny;

/** The kernel `dot` in JavaScript. */
export const dot = (
  n: number,
  a: Elements,
  aOffset: number,
  aStride: number,
  b: Elements,
  bOffset: number,
  bStride: number,
): number => {
  if (a instanceof Float64Array && b instanceof Float64Array)
    return reduce64.dot(n, a, aOffset, aStride, b, bOffset, bStride);
  if (a instanceof Float32Array && b instanceof Float32Array)
    return reduce32.dot(n, a, aOffset, aStride, b, bOffset, bStride);
  return reduceAny.dot(n, a, aOffset, aStride, b, bOffset, bStride);
};

/** The kernel `reduce` in JavaScript. */
export const reduce = (
  operation: ReduceOperation,
  n: number,
  x: Elements,
  xOffset: number,
  xStride: number,
): number => {
  if (x instanceof Float64Array) return reduceLoops64[operation](n, x, xOffset, xStride);
  if (x instanceof Float32Array) return reduceLoops32[operation](n, x, xOffset, xStride);
  return reduceLoops[operation](n, x, xOffset, xStride);
};

/** Columns that are added up before they are added to the totals of the rows. */
const BLOCK = 128;
/** Rows whose totals are held at a time. */
const ROWS = 512;

let totals: Float64Array | null = null;
let parts: Float64Array | null = null;

/** The kernel `reduceRows` in JavaScript. Sums of rows whose elements lie far apart are made a column at a time, in the order of the memory. */
// prettier-ignore
export const reduceRows: Kernels['reduceRows'] = (operation, m, n, x, xOffset, xRow, xCol, y, yOffset, yStride) => {
  if ((operation === 'sum' || operation === 'sumSquares') && m > 1 && Math.abs(xRow) < Math.abs(xCol))
    addUpColumns(operation, m, n, x, xOffset, xRow, xCol, y, yOffset, yStride);
  else
    for (let i = 0; i < m; i++) y[yOffset + i * yStride] = reduce(operation, n, x, xOffset + i * xRow, xCol);
};

/** By blocks of columns, so that the error grows with the number of blocks. */
// prettier-ignore
function addUpColumns(
  operation: 'sum' | 'sumSquares',
  m: number, n: number,
  x: Elements, xOffset: number, xRow: number, xCol: number,
  y: Elements, yOffset: number, yStride: number,
): void {
  totals ??= new Float64Array(ROWS);
  parts ??= new Float64Array(ROWS);
  for (let i = 0; i < m; i += ROWS) {
    const rows = Math.min(ROWS, m - i);
    totals.fill(0);
    for (let j = 0; j < n; j += BLOCK) {
      const sums: Float64Array = n > BLOCK ? parts.fill(0) : totals;
      addColumns(operation, rows, Math.min(BLOCK, n - j), x, xOffset + i * xRow + j * xCol, xRow, xCol, sums);
      if (sums === parts) for (let r = 0; r < rows; r++) totals[r]! += parts[r]!;
    }
    putNumbers(rows, totals, y, yOffset + i * yStride, yStride);
  }
}

// prettier-ignore
function addColumns(
  operation: 'sum' | 'sumSquares',
  m: number, n: number, x: Elements, xOffset: number, xRow: number, xCol: number, sums: Float64Array,
): void {
  const name = operation === 'sum' ? 'addColumns' : 'addSquaresOfColumns';
  if (x instanceof Float64Array) rows64[name](m, n, x, xOffset, xRow, xCol, sums);
  else if (x instanceof Float32Array) rows32[name](m, n, x, xOffset, xRow, xCol, sums);
  else rowsAny[name](m, n, x, xOffset, xRow, xCol, sums);
}

function putNumbers(n: number, from: Float64Array, y: Elements, offset: number, stride: number): void {
  if (y instanceof Float64Array) rows64.put(n, from, y, offset, stride);
  else if (y instanceof Float32Array) rows32.put(n, from, y, offset, stride);
  else rowsAny.put(n, from, y, offset, stride);
}
