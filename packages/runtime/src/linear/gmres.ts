/** A linear map of vectors of one length, v ↦ A·v. */
export type LinearMap = (v: Float64Array) => Float64Array;

/** What an iteration found. */
export interface IterativeSolution {
  readonly x: Float64Array;
  /** ‖b − A·x‖₂ / ‖b‖₂ */
  readonly error: number;
}

/** Vectors kept before the method begins anew from where it is. */
const RESTART = 100;

/**
 * x with A·x ≈ b by GMRES, restarted, from 0; A is only applied.
 *
 * Reference: Saad & Schultz, SIAM J. Sci. Stat. Comput. 7(3), 1986, algorithms 3 and 4.
 *
 * @param tolerance  for ‖b − A·x‖₂ / ‖b‖₂
 * @param limit  how often A is applied at most
 */
export function gmres(A: LinearMap, b: Float64Array, tolerance: number, limit: number): IterativeSolution {
  const n = b.length;
  const x = new Float64Array(n);
  const size = norm(b);
  if (size === 0) return { x, error: 0 };
  let error = 1;
  for (let count = 0; count < limit;) {
    const residual = count === 0 ? b.slice() : minus(b, A(x));
    const beta = norm(residual);
    error = beta / size;
    if (!(error > tolerance)) return { x, error };
    const used = cycle(A, x, residual, beta, Math.min(RESTART, n, limit - count), tolerance * size);
    count += used + 1;
  }
  error = norm(minus(b, A(x))) / size;
  return { x, error };
}

/** One cycle: adds to `x` what is best in the Krylov space of the residual. @returns its dimension */
function cycle(
  A: LinearMap,
  x: Float64Array,
  residual: Float64Array,
  beta: number,
  most: number,
  enough: number,
): number {
  const basis = [scaled(residual, 1 / beta)];
  /** Columns of the triangular matrix to which rotations bring that of Hessenberg's form. */
  const columns: Float64Array[] = [];
  const cosines: number[] = [];
  const sines: number[] = [];
  const right = [beta];
  for (let k = 0; k < most; k++) {
    const w = A(basis[k]).slice();
    const column = new Float64Array(k + 2);
    for (let i = 0; i <= k; i++) {
      column[i] = dot(w, basis[i]);
      for (let q = 0; q < w.length; q++) w[q] -= column[i] * basis[i][q];
    }
    const height = (column[k + 1] = norm(w));
    for (let i = 0; i < k; i++) {
      const [a, c] = [column[i], column[i + 1]];
      column[i] = cosines[i] * a + sines[i] * c;
      column[i + 1] = cosines[i] * c - sines[i] * a;
    }
    const length = Math.hypot(column[k], column[k + 1]);
    if (length === 0 || Number.isNaN(length)) break;
    cosines.push(column[k] / length);
    sines.push(column[k + 1] / length);
    column[k] = length;
    columns.push(column);
    right.push(-sines[k] * right[k]);
    right[k] *= cosines[k];
    if (Math.abs(right[k + 1]) <= enough || height === 0) break;
    basis.push(scaled(w, 1 / height));
  }
  const count = columns.length;
  const y = new Float64Array(count);
  for (let i = count - 1; i >= 0; i--) {
    y[i] = right[i];
    for (let j = i + 1; j < count; j++) y[i] -= columns[j][i] * y[j];
    y[i] /= columns[i][i];
  }
  for (let i = 0; i < count; i++) for (let q = 0; q < x.length; q++) x[q] += y[i] * basis[i][q];
  return count;
}

/**
 * x with A·x ≈ b by x ← x + (b − A·x), which converges where I − A is a contraction: the adjoint of a fixed-point iteration, at its rate.
 * @param tolerance  for ‖b − A·x‖₂ / ‖b‖₂
 */
export function richardson(
  A: LinearMap,
  b: Float64Array,
  tolerance: number,
  limit: number,
): IterativeSolution {
  const size = norm(b);
  const x = b.slice();
  let error = size === 0 ? 0 : Infinity;
  for (let count = 0; count < limit && error > tolerance; count++) {
    const residual = minus(b, A(x));
    error = norm(residual) / size;
    if (!Number.isFinite(error)) break;
    for (let q = 0; q < x.length; q++) x[q] += residual[q];
  }
  return { x, error };
}

function norm(v: Float64Array): number {
  return Math.sqrt(dot(v, v));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function minus(a: Float64Array, b: ArrayLike<number>): Float64Array {
  return a.map((x, i) => x - b[i]);
}

function scaled(v: Float64Array, by: number): Float64Array {
  return v.map((x) => x * by);
}
