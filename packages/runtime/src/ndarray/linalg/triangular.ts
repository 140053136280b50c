import { gemm } from '../../kernels/dispatch.js';

/** A triangular matrix within an array. Its transpose is the other triangle with the strides exchanged. */
export interface Triangle {
  readonly data: Float64Array;
  readonly offset: number;
  readonly row: number;
  readonly col: number;
  readonly lower: boolean;
  /** Is its diagonal 1, whatever stands there? */
  readonly unit: boolean;
}

/** Sizes up to this are solved row by row, larger ones by halves, so that the greater part of the work is products. */
const DIRECT = 32;

/**
 * X ← T⁻¹X for a triangular n×n matrix T; X: [n, columns], rows `xRow` apart, a row's numbers neighbours. Divides by what stands on the
 * diagonal, 0 included.
 *
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §3.1.4.
 */
export function solveTriangle(
  n: number,
  T: Triangle,
  columns: number,
  X: Float64Array,
  xOffset: number,
  xRow: number,
): void {
  if (n <= DIRECT) {
    if (columns === 1) solveColumn(n, T, X, xOffset, xRow);
    else solveRows(n, T, columns, X, xOffset, xRow);
    return;
  }
  const { data, offset, row, col, lower } = T;
  const half = n >> 1;
  const rest = n - half;
  const second: Triangle = { ...T, offset: offset + half * (row + col) };
  const below = xOffset + half * xRow;
  if (lower) {
    solveTriangle(half, T, columns, X, xOffset, xRow);
    const block = offset + half * row;
    gemm(rest, columns, half, -1, data, block, row, col, X, xOffset, xRow, 1, 1, X, below, xRow, 1);
    solveTriangle(rest, second, columns, X, below, xRow);
  } else {
    solveTriangle(rest, second, columns, X, below, xRow);
    const block = offset + half * col;
    gemm(half, columns, rest, -1, data, block, row, col, X, below, xRow, 1, 1, X, xOffset, xRow, 1);
    solveTriangle(half, T, columns, X, xOffset, xRow);
  }
}

function solveColumn(n: number, T: Triangle, X: Float64Array, xOffset: number, xRow: number): void {
  const { data, offset, row, col, lower, unit } = T;
  for (let step = 0; step < n; step++) {
    const i = lower ? step : n - 1 - step;
    const [from, to] = lower ? [0, i] : [i + 1, n];
    let sum = X[xOffset + i * xRow];
    for (let j = from; j < to; j++) sum -= data[offset + i * row + j * col] * X[xOffset + j * xRow];
    X[xOffset + i * xRow] = unit ? sum : sum / data[offset + i * (row + col)];
  }
}

function solveRows(
  n: number,
  T: Triangle,
  columns: number,
  X: Float64Array,
  xOffset: number,
  xRow: number,
): void {
  const { data, offset, row, col, lower, unit } = T;
  for (let step = 0; step < n; step++) {
    const i = lower ? step : n - 1 - step;
    const xi = xOffset + i * xRow;
    const [from, to] = lower ? [0, i] : [i + 1, n];
    for (let j = from; j < to; j++) {
      const factor = data[offset + i * row + j * col];
      const xj = xOffset + j * xRow;
      for (let q = 0; q < columns; q++) X[xi + q] -= factor * X[xj + q];
    }
    if (unit) continue;
    const pivot = data[offset + i * (row + col)];
    for (let q = 0; q < columns; q++) X[xi + q] /= pivot;
  }
}
