import { addMultiple, dotOf } from './vectors.js';

const SMALL = 2 ** -900;

/**
 * The Householder reflector H = I − τ·v·vᵀ, v[0] = 1, that brings x to (β, 0, …, 0): overwrites x by (β, v[1], v[2], …).
 *
 * β has the sign opposite to that of x[0], as LAPACK's; x = (x[0], 0, …) is left as it is, with τ = 0.
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §5.1.3; Anderson et al., LAPACK Users' Guide, dlarfg.
 *
 * @param x  the numbers `start`, `start + stride`, …, `count` of them
 * @returns τ
 */
export function makeReflector(x: Float64Array, start: number, stride: number, count: number): number {
  let greatest = 0;
  for (let i = 1; i < count; i++) greatest = Math.max(greatest, Math.abs(x[start + i * stride]));
  if (greatest === 0) return 0;
  const alpha = x[start];
  const unit = Math.max(greatest, Math.abs(alpha));
  if (unit < SMALL) {
    // Quotients of subnormal numbers are nowhere near.
    for (let i = 0; i < count; i++) x[start + i * stride] /= SMALL;
    const tau = makeReflector(x, start, stride, count);
    x[start] *= SMALL;
    return tau;
  }
  let sum = (alpha / unit) ** 2;
  for (let i = 1; i < count; i++) sum += (x[start + i * stride] / unit) ** 2;
  const length = unit * Math.sqrt(sum);
  const beta = alpha > 0 ? -length : length;
  const head = alpha - beta;
  for (let i = 1; i < count; i++) x[start + i * stride] /= head;
  x[start] = beta;
  return -head / beta;
}

/**
 * A ← H·A for H = I − τ·v·vᵀ and the rows `row`, `row + 1`, … of A (row by row, `width` apart), columns `from` to `to`.
 * @param v  its first number is taken for 1, whatever stands there
 */
export function reflectRows(
  tau: number,
  v: Float64Array,
  vStart: number,
  vStride: number,
  count: number,
  A: Float64Array,
  width: number,
  row: number,
  from: number,
  to: number,
  work: Float64Array,
): void {
  if (tau === 0 || to <= from) return;
  const columns = to - from;
  for (let j = 0; j < columns; j++) work[j] = A[row * width + from + j];
  for (let i = 1; i < count; i++)
    addMultiple(columns, v[vStart + i * vStride], A, (row + i) * width + from, work, 0);
  addMultiple(columns, -tau, work, 0, A, row * width + from);
  for (let i = 1; i < count; i++)
    addMultiple(columns, -tau * v[vStart + i * vStride], work, 0, A, (row + i) * width + from);
}

/**
 * A ← A·H for H = I − τ·v·vᵀ and the columns `column`, `column + 1`, … of A, rows `from` to `to`; the numbers of v are neighbours, the first of
 * them 1.
 */
export function reflectColumns(
  tau: number,
  v: Float64Array,
  count: number,
  A: Float64Array,
  width: number,
  column: number,
  from: number,
  to: number,
): void {
  if (tau === 0) return;
  for (let i = from; i < to; i++) {
    const start = i * width + column;
    addMultiple(count, -tau * dotOf(count, v, 0, A, start), v, 0, A, start);
  }
}
