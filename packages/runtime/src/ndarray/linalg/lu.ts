import { gemm } from '../../kernels/dispatch.js';
import { solveTriangle } from './triangular.js';
import { unitMatrix } from './vectors.js';

/** Panels of up to so many columns are factorised column by column. */
const PANEL = 16;

/** What row interchanges of a factorisation found. */
export interface Pivoting {
  /** Row i of P·A is row `order[i]` of A. */
  readonly order: Int32Array;
  /** The sign of the permutation. */
  readonly sign: 1 | -1;
  /** The first column whose pivots are all 0; −1 if there is none. The factorisation goes on behind it. */
  readonly singular: number;
}

/**
 * P·A = L·U in place, with partial pivoting: L, whose diagonal is 1, below the diagonal of A, U on and above it.
 *
 * Columns are halved, so that the greater part of the work is products of matrices.
 * Reference: Toledo, SIAM J. Matrix Anal. Appl. 18(4), 1997; Golub & Van Loan, Matrix Computations, 4th ed. 2013, §3.4.
 *
 * @param A  n×n, row by row; it is overwritten
 */
export function factoriseLU(A: Float64Array, n: number): Pivoting {
  const state = { A, n, order: identityOrder(n), sign: 1 as 1 | -1, singular: -1 };
  factoriseColumns(state, 0, n);
  return state;
}

/** 0, 1, 2, … */
function identityOrder(n: number): Int32Array {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  return order;
}

interface State {
  readonly A: Float64Array;
  readonly n: number;
  readonly order: Int32Array;
  sign: 1 | -1;
  singular: number;
}

/** Columns from `start` up to `end`, rows from `start`; row interchanges reach over these columns only. */
function factoriseColumns(state: State, start: number, end: number): void {
  if (end - start <= PANEL) return factorisePanel(state, start, end);
  const { A, n } = state;
  const middle = (start + end) >> 1;
  const rest = n - middle;
  const width = end - middle;
  const before = state.order.slice(start);
  factoriseColumns(state, start, middle);
  permuteRows(state, before, start, middle, end);
  const left = middle - start;
  const L = { data: A, offset: start * (n + 1), row: n, col: 1, lower: true, unit: true };
  solveTriangle(left, L, width, A, start * n + middle, n);
  const corner = middle * (n + 1);
  gemm(rest, width, left, -1, A, middle * n + start, n, 1, A, start * n + middle, n, 1, 1, A, corner, n, 1);
  const between = state.order.slice(middle);
  factoriseColumns(state, middle, end);
  permuteRows(state, between, middle, start, middle);
}

/** Brings rows below `start`, which stood in the order `before`, into the order of now, in columns `from` to `to`. */
function permuteRows(
  { A, n, order }: State,
  before: Int32Array,
  start: number,
  from: number,
  to: number,
): void {
  const place = new Map<number, number>();
  for (let i = 0; i < before.length; i++) if (before[i] !== order[start + i]) place.set(before[i], start + i);
  if (place.size === 0) return;
  const kept = new Map<number, Float64Array>();
  for (const [row, i] of place) kept.set(row, A.slice(i * n + from, i * n + to));
  for (const i of place.values()) A.set(kept.get(order[i])!, i * n + from);
}

function factorisePanel(state: State, start: number, end: number): void {
  const { A, n, order } = state;
  for (let k = start; k < end; k++) {
    let pivot = k;
    let size = Math.abs(A[k * n + k]);
    for (let i = k + 1; i < n; i++) {
      const other = Math.abs(A[i * n + k]);
      if (other > size) {
        pivot = i;
        size = other;
      }
    }
    if (size === 0) {
      if (state.singular < 0) state.singular = k;
      continue;
    }
    if (pivot !== k) {
      swapParts(A, k * n + start, pivot * n + start, end - start);
      [order[k], order[pivot]] = [order[pivot], order[k]];
      state.sign = -state.sign as 1 | -1;
    }
    const top = A[k * n + k];
    for (let i = k + 1; i < n; i++) {
      const factor = (A[i * n + k] /= top);
      if (factor !== 0) for (let j = k + 1; j < end; j++) A[i * n + j] -= factor * A[k * n + j];
    }
  }
}

function swapParts(a: Float64Array, first: number, second: number, count: number): void {
  for (let j = 0; j < count; j++) {
    const kept = a[first + j];
    a[first + j] = a[second + j];
    a[second + j] = kept;
  }
}

/** X ← A⁻¹X, or A⁻ᵀX, of factors that `factoriseLU` gave; X: [n, columns], row by row. */
export function solveLU(
  F: Float64Array,
  order: Int32Array,
  n: number,
  X: Float64Array,
  columns: number,
  transposed = false,
): void {
  const lower = { data: F, offset: 0, row: n, col: 1, lower: true, unit: true };
  const upper = { data: F, offset: 0, row: n, col: 1, lower: false, unit: false };
  if (!transposed) {
    const given = X.slice();
    for (let i = 0; i < n; i++) copyRow(given, order[i], X, i, columns);
    solveTriangle(n, lower, columns, X, 0, columns);
    solveTriangle(n, upper, columns, X, 0, columns);
  } else {
    solveTriangle(n, { ...upper, row: 1, col: n, lower: true }, columns, X, 0, columns);
    solveTriangle(n, { ...lower, row: 1, col: n, lower: false }, columns, X, 0, columns);
    const solved = X.slice();
    for (let i = 0; i < n; i++) copyRow(solved, i, X, order[i], columns);
  }
}

function copyRow(from: Float64Array, i: number, to: Float64Array, k: number, columns: number): void {
  for (let j = 0; j < columns; j++) to[k * columns + j] = from[i * columns + j];
}

/** A⁻¹ of factors that `factoriseLU` gave. */
export function inverseLU(F: Float64Array, order: Int32Array, n: number): Float64Array {
  const out = unitMatrix(n);
  solveLU(F, order, n, out, n);
  return out;
}

/** The sign of det A and log |det A| of factors that `factoriseLU` gave: (0, −∞) for a singular matrix, (1, 0) for n = 0. */
export function logDeterminant(F: Float64Array, sign: number, n: number): [sign: number, log: number] {
  let log = 0;
  for (let i = 0; i < n; i++) {
    const pivot = F[i * n + i];
    if (pivot === 0) return [0, -Infinity];
    if (pivot < 0) sign = -sign;
    log += Math.log(Math.abs(pivot));
  }
  return Number.isNaN(log) ? [NaN, NaN] : [sign, log];
}

/** det A of factors that `factoriseLU` gave; products that would leave the range of numbers on the way do not. */
export function determinant(F: Float64Array, sign: number, n: number): number {
  let mantissa = sign;
  let exponent = 0;
  for (let i = 0; i < n; i++) {
    mantissa *= F[i * n + i];
    if (mantissa === 0 || !Number.isFinite(mantissa)) return mantissa;
    const size = Math.floor(Math.log2(Math.abs(mantissa))) + 1;
    // In halves: 2 ** size alone may be out of range.
    const half = size >> 1;
    mantissa = mantissa * 2 ** -half * 2 ** (half - size);
    exponent += size;
  }
  const half = Math.trunc(exponent / 2);
  return mantissa * 2 ** half * 2 ** (exponent - half);
}
