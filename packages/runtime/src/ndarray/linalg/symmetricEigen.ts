import { makeReflector, reflectRows } from './householder.js';
import { addMultiple, dotOf, rotateRows, scaleToUnit, transposed, unitMatrix } from './vectors.js';

/** How many steps an eigenvalue may take, on average. */
const STEPS = 40;

/** Eigenvalues in rising order and, as columns, orthonormal eigenvectors. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  /** n×n, row by row; column j belongs to `values[j]`. */
  readonly vectors: Float64Array;
}

/**
 * A = V·Λ·Vᵀ of a symmetric matrix, of which the lower triangle is read: tridiagonal form by Householder reflectors, then the QL method with
 * implicit shifts. All NaN where an entry is not finite.
 *
 * Errors are a few units of rounding of ‖A‖. Cost: about 4n³/3 + 3n³ multiplications with vectors, 4n³/3 without.
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §8.3; Parlett, The Symmetric Eigenvalue Problem, 1998, §8.11–8.13.
 *
 * @param A  n×n, row by row; it is overwritten
 */
export function symmetricEigen(A: Float64Array, n: number, withVectors: boolean): SymmetricEigen {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) A[j * n + i] = A[i * n + j];
  const scale = scaleToUnit(A);
  if (Number.isNaN(scale))
    return { values: new Float64Array(n).fill(NaN), vectors: new Float64Array(n * n).fill(NaN) };
  for (let i = 0; i < A.length; i++) A[i] *= scale;
  const { diagonal, beside, taus } = tridiagonalise(A, n);
  // Rows are eigenvectors until the end, since rotations work on neighbouring numbers then.
  const rows = withVectors ? transposed(accumulate(A, n, taus), n, n) : new Float64Array(0);
  implicitQL(n, diagonal, beside, rows);
  const order = Array.from(diagonal.keys()).sort((a, b) => diagonal[a] - diagonal[b]);
  const values = Float64Array.from(order, (k) => diagonal[k] / scale);
  const vectors = new Float64Array(withVectors ? n * n : 0);
  if (withVectors)
    for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) vectors[i * n + j] = rows[order[j] * n + i];
  return { values, vectors };
}

interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** beside[i] stands at (i, i + 1) and (i + 1, i). */
  readonly beside: Float64Array;
  readonly taus: Float64Array;
}

/** Qᵀ·A·Q = T; reflector k stands in row k, from column k + 1. */
function tridiagonalise(A: Float64Array, n: number): Tridiagonal {
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(n);
  const taus = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k + 1 < n; k++) {
    const v = k * n + k + 1;
    const count = n - k - 1;
    diagonal[k] = A[k * n + k];
    const tau = (taus[k] = makeReflector(A, v, 1, count));
    beside[k] = A[v];
    A[v] = 1;
    if (tau === 0) continue;
    // A ← A − v·wᵀ − w·vᵀ with w = p − (τ/2)(pᵀv)·v, p = τ·A·v.
    for (let i = 0; i < count; i++) w[i] = tau * dotOf(count, A, v, A, (k + 1 + i) * n + k + 1);
    addMultiple(count, (-tau / 2) * dotOf(count, w, 0, A, v), A, v, w, 0);
    for (let i = 0; i < count; i++) {
      const row = (k + 1 + i) * n + k + 1;
      const vi = A[v + i];
      const wi = w[i];
      for (let j = 0; j < count; j++) A[row + j] -= vi * w[j] + wi * A[v + j];
    }
  }
  if (n > 0) diagonal[n - 1] = A[n * n - 1];
  return { diagonal, beside, taus };
}

/** Q, row by row. */
function accumulate(A: Float64Array, n: number, taus: Float64Array): Float64Array {
  const Q = unitMatrix(n);
  const work = new Float64Array(n);
  for (let k = n - 2; k >= 0; k--)
    reflectRows(taus[k], A, k * n + k + 1, 1, n - k - 1, Q, n, k + 1, k + 1, n, work);
  return Q;
}

/** Brings T to its eigenvalues, in `d`; each rotation is applied to rows of `rows` too, if there are any. */
function implicitQL(n: number, d: Float64Array, e: Float64Array, rows: Float64Array): void {
  const withVectors = rows.length > 0;
  let left = STEPS * n;
  for (let low = 0; low < n; low++) {
    for (;;) {
      let high = low;
      while (high + 1 < n && !isNegligible(d, e, high)) high++;
      if (high === low) break;
      if (left-- === 0) {
        d.fill(NaN);
        rows.fill(NaN);
        return;
      }
      stepQL(d, e, low, high, n, rows, withVectors);
    }
  }
}

function isNegligible(d: Float64Array, e: Float64Array, i: number): boolean {
  const sizes = Math.abs(d[i]) + Math.abs(d[i + 1]);
  return sizes + Math.abs(e[i]) === sizes;
}

/** One step over the unreduced block low…high, from below to above, with Wilkinson's shift. */
function stepQL(
  d: Float64Array,
  e: Float64Array,
  low: number,
  high: number,
  n: number,
  rows: Float64Array,
  withVectors: boolean,
): void {
  const half = (d[low + 1] - d[low]) / (2 * e[low]);
  const root = Math.hypot(half, 1);
  let g = d[high] - d[low] + e[low] / (half + (half >= 0 ? root : -root));
  let s = 1;
  let c = 1;
  let p = 0;
  for (let i = high - 1; i >= low; i--) {
    const f = s * e[i];
    const b = c * e[i];
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      // The block falls apart here.
      d[i + 1] -= p;
      e[high] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    const next = d[i + 1] - p;
    const q = (d[i] - next) * s + 2 * c * b;
    p = s * q;
    d[i + 1] = next + p;
    g = c * q - b;
    if (withVectors) rotateRows(n, rows, i * n, (i + 1) * n, c, s);
  }
  d[low] -= p;
  e[low] = g;
  e[high] = 0;
}
