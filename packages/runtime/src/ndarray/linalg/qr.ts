import { gemm } from '../../kernels/dispatch.js';
import { makeReflector, reflectRows } from './householder.js';

/** How many reflectors are applied together. */
const BLOCK = 24;

/** A in place of its factors: R on and above the diagonal, the reflectors, whose product is Q, below it. */
export interface Reflectors {
  readonly factors: Float64Array;
  readonly taus: Float64Array;
}

/**
 * A = Q·R by Householder reflectors, in place; the signs are LAPACK's, and so NumPy's. More than a few columns are taken by blocks, so that most of
 * the work is products of matrices.
 *
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §5.2.1.
 *
 * @param A  m×n, row by row; it is overwritten
 */
export function factoriseQR(A: Float64Array, m: number, n: number): Reflectors {
  const count = Math.min(m, n);
  const reflectors = { factors: A, taus: new Float64Array(count) };
  const work = new Float64Array(n);
  const width = count > BLOCK ? BLOCK : n;
  for (let start = 0; start < count; start += width) {
    const end = Math.min(start + width, count);
    const last = width === n ? n : end;
    for (let k = start; k < end; k++) {
      const tau = (reflectors.taus[k] = makeReflector(A, k * n + k, n, m - k));
      reflectRows(tau, A, k * n + k, n, m - k, A, n, k, k + 1, last, work);
    }
    if (last < n) applyBlock(reflectors, m, n, start, end, true, A, n, last, n);
  }
  return reflectors;
}

/**
 * X ← Q·X, or Qᵀ·X, for the reflectors `start` to `end`, whose product Q is I − V·T·Vᵀ; columns `from` to `to` of X, which has m rows.
 *
 * Reference: Schreiber & Van Loan, SIAM J. Sci. Stat. Comput. 10(1), 1989 (compact WY form).
 */
function applyBlock(
  { factors, taus }: Reflectors,
  m: number,
  n: number,
  start: number,
  end: number,
  transposed: boolean,
  X: Float64Array,
  width: number,
  from: number,
  to: number,
): void {
  const rows = m - start;
  const count = end - start;
  const columns = to - from;
  const V = new Float64Array(rows * count);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < Math.min(i, count); j++) V[i * count + j] = factors[(start + i) * n + start + j];
  for (let j = 0; j < Math.min(rows, count); j++) V[j * count + j] = 1;
  const T = blockFactor(V, taus, rows, count, start);
  const at = start * width + from;
  const inner = new Float64Array(count * columns);
  gemm(count, columns, rows, 1, V, 0, 1, count, X, at, width, 1, 0, inner, 0, columns, 1);
  const turned = new Float64Array(count * columns);
  const [row, col] = transposed ? [1, count] : [count, 1];
  gemm(count, columns, count, 1, T, 0, row, col, inner, 0, columns, 1, 0, turned, 0, columns, 1);
  gemm(rows, columns, count, -1, V, 0, count, 1, turned, 0, columns, 1, 1, X, at, width, 1);
}

/** T, upper triangular: column j is −τⱼ·T·Vᵀ·vⱼ above τⱼ. */
function blockFactor(
  V: Float64Array,
  taus: Float64Array,
  rows: number,
  count: number,
  start: number,
): Float64Array {
  const T = new Float64Array(count * count);
  const products = new Float64Array(count * count);
  gemm(count, count, rows, 1, V, 0, 1, count, V, 0, count, 1, 0, products, 0, count, 1);
  for (let j = 0; j < count; j++) {
    const tau = taus[start + j];
    for (let i = 0; i < j; i++) {
      let sum = 0;
      for (let k = i; k < j; k++) sum += T[i * count + k] * products[k * count + j];
      T[i * count + j] = -tau * sum;
    }
    T[j * count + j] = tau;
  }
  return T;
}

/**
 * A·P = Q·R with column pivoting: the diagonal of R falls in size.
 *
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §5.4.2; Drmač & Bujanović, ACM TOMS 35(2), 2008 (when norms are taken anew).
 *
 * @param A  m×n, row by row; it is overwritten
 * @returns also `order`: column k of A·P is column `order[k]` of A
 */
export function factorisePivotedQR(
  A: Float64Array,
  m: number,
  n: number,
): Reflectors & { readonly order: Int32Array } {
  const count = Math.min(m, n);
  const taus = new Float64Array(count);
  const work = new Float64Array(n);
  const order = Int32Array.from({ length: n }, (_, j) => j);
  const norms = columnNorms(A, m, n, 0);
  const exact = norms.slice();
  for (let k = 0; k < count; k++) {
    let pivot = k;
    for (let j = k + 1; j < n; j++) if (norms[j] > norms[pivot]) pivot = j;
    if (pivot !== k) {
      for (let i = 0; i < m; i++) [A[i * n + k], A[i * n + pivot]] = [A[i * n + pivot], A[i * n + k]];
      [order[k], order[pivot]] = [order[pivot], order[k]];
      norms[pivot] = norms[k];
      exact[pivot] = exact[k];
    }
    const start = k * n + k;
    taus[k] = makeReflector(A, start, n, m - k);
    reflectRows(taus[k], A, start, n, m - k, A, n, k, k + 1, n, work);
    for (let j = k + 1; j < n; j++) {
      if (norms[j] === 0) continue;
      const left = Math.max(0, 1 - (A[k * n + j] / norms[j]) ** 2);
      const trust = left * (norms[j] / exact[j]) ** 2;
      if (trust <= 1e-8) norms[j] = exact[j] = columnNorm(A, m, n, k + 1, j);
      else norms[j] *= Math.sqrt(left);
    }
  }
  return { factors: A, taus, order };
}

function columnNorms(A: Float64Array, m: number, n: number, from: number): Float64Array {
  return Float64Array.from({ length: n }, (_, j) => columnNorm(A, m, n, from, j));
}

function columnNorm(A: Float64Array, m: number, n: number, from: number, j: number): number {
  let greatest = 0;
  for (let i = from; i < m; i++) greatest = Math.max(greatest, Math.abs(A[i * n + j]));
  if (greatest === 0) return 0;
  let sum = 0;
  for (let i = from; i < m; i++) sum += (A[i * n + j] / greatest) ** 2;
  return greatest * Math.sqrt(sum);
}

/** The first `columns` columns of Q: [m, columns]; `columns` is the number of reflectors at least. */
export function orthogonalFactor(
  { factors, taus }: Reflectors,
  m: number,
  n: number,
  columns: number,
): Float64Array {
  const Q = new Float64Array(m * columns);
  for (let i = 0; i < Math.min(m, columns); i++) Q[i * columns + i] = 1;
  applyQ({ factors, taus }, m, n, Q, columns);
  return Q;
}

/** X ← Q·X; X: [m, columns]. */
export function applyQ(
  { factors, taus }: Reflectors,
  m: number,
  n: number,
  X: Float64Array,
  columns: number,
): void {
  const count = taus.length;
  if (count > BLOCK && columns > 1) {
    for (let start = Math.floor((count - 1) / BLOCK) * BLOCK; start >= 0; start -= BLOCK) {
      const end = Math.min(start + BLOCK, count);
      applyBlock({ factors, taus }, m, n, start, end, false, X, columns, 0, columns);
    }
    return;
  }
  const work = new Float64Array(columns);
  for (let k = count - 1; k >= 0; k--)
    reflectRows(taus[k], factors, k * n + k, n, m - k, X, columns, k, 0, columns, work);
}

/** The first `rows` rows of R: [rows, n]. */
export function triangularFactor({ factors }: Reflectors, n: number, rows: number): Float64Array {
  const R = factors.slice(0, rows * n);
  for (let i = 1; i < rows; i++) R.fill(0, i * n, i * n + Math.min(i, n));
  return R;
}
