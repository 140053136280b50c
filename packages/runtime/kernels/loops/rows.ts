import type { Numbers } from './Numbers.js';

/** totals[i] += Σⱼ X[i, j] for neighbouring rows i and `n` columns j, row by row of the memory. */
export function addColumns(
  m: number,
  n: number,
  x: Numbers,
  offset: number,
  row: number,
  col: number,
  totals: Float64Array,
): void {
  for (let j = 0; j < n; j++) {
    let at = offset + j * col;
    for (let i = 0; i < m; i++, at += row) totals[i]! += x[at]!;
  }
}

/** totals[i] += Σⱼ X[i, j]². */
export function addSquaresOfColumns(
  m: number,
  n: number,
  x: Numbers,
  offset: number,
  row: number,
  col: number,
  totals: Float64Array,
): void {
  for (let j = 0; j < n; j++) {
    let at = offset + j * col;
    for (let i = 0; i < m; i++, at += row) totals[i]! += x[at]! * x[at]!;
  }
}

/** Puts numbers into y. */
export function put(n: number, from: Float64Array, y: Numbers, offset: number, stride: number): void {
  for (let i = 0; i < n; i++, offset += stride) y[offset] = from[i]!;
}

/** y = x + α. */
export function shift(
  n: number,
  alpha: number,
  x: Numbers,
  xi: number,
  xs: number,
  y: Numbers,
  yi: number,
  ys: number,
): void {
  for (let i = 0; i < n; i++, xi += xs, yi += ys) y[yi] = x[xi]! + alpha;
}

/** x = αx. */
export function scaleRow(n: number, alpha: number, x: Numbers, xi: number, xs: number): void {
  for (let i = 0; i < n; i++, xi += xs) x[xi]! *= alpha;
}

/** Σ exp x. */
export function sumExp(n: number, x: Numbers, xi: number, xs: number): number {
  let s = 0;
  for (let i = 0; i < n; i++, xi += xs) s += Math.exp(x[xi]!);
  return s;
}
