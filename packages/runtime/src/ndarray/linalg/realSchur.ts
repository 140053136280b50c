import { makeReflector, reflectColumns, reflectRows } from './householder.js';
import { rotateRows, unitMatrix } from './vectors.js';

/** How many steps an eigenvalue may take, on average. */
const STEPS = 60;

/** A = Zᵀ·T·Z. */
export interface RealSchur {
  /** Upper triangular apart from 2×2 blocks on the diagonal, one for each pair of complex eigenvalues. */
  readonly T: Float64Array;
  /** Orthogonal; its rows are Schur vectors. */
  readonly Z: Float64Array;
}

/**
 * The real Schur form: Hessenberg form by Householder reflectors, then Francis' implicit double-shift QR steps.
 *
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §7.4.2–7.5.6.
 *
 * @param A  n×n, row by row, finite; it is overwritten
 * @returns undefined if it did not converge
 */
export function realSchur(A: Float64Array, n: number): RealSchur | undefined {
  const Z = unitMatrix(n);
  reduceToHessenberg(A, Z, n);
  let left = STEPS * Math.max(n, 1);
  let high = n - 1;
  for (let steps = 0; high > 0;) {
    const low = deflate(A, n, high);
    if (low === high) high--;
    else if (low === high - 1) {
      splitPair(A, Z, n, low);
      high -= 2;
    } else {
      if (left-- === 0) return undefined;
      steps++;
      francisStep(A, Z, n, low, high, steps);
      continue;
    }
    steps = 0;
  }
  return { T: A, Z };
}

/** A ← Q·A·Qᵀ, Z ← Q·Z. */
function reduceToHessenberg(A: Float64Array, Z: Float64Array, n: number): void {
  const v = new Float64Array(n);
  const work = new Float64Array(n);
  for (let k = 0; k + 2 < n; k++) {
    const count = n - k - 1;
    for (let i = 0; i < count; i++) v[i] = A[(k + 1 + i) * n + k];
    const tau = makeReflector(v, 0, 1, count);
    A[(k + 1) * n + k] = v[0];
    for (let i = 1; i < count; i++) A[(k + 1 + i) * n + k] = 0;
    v[0] = 1;
    reflectRows(tau, v, 0, 1, count, A, n, k + 1, k + 1, n, work);
    reflectColumns(tau, v, count, A, n, k + 1, 0, n);
    reflectRows(tau, v, 0, 1, count, Z, n, k + 1, 0, n, work);
  }
}

/** Where the unreduced block that ends at `high` begins; what lies before it is set to 0. */
function deflate(H: Float64Array, n: number, high: number): number {
  for (let i = high; i > 0; i--) {
    const below = Math.abs(H[i * n + i - 1]);
    if (below === 0) return i;
    let size = Math.abs(H[(i - 1) * n + i - 1]) + Math.abs(H[i * n + i]);
    if (size === 0) size = rowSize(H, n, i - 1) + rowSize(H, n, i);
    if (below > Number.EPSILON * size) continue;
    H[i * n + i - 1] = 0;
    return i;
  }
  return 0;
}

function rowSize(H: Float64Array, n: number, i: number): number {
  let size = 0;
  for (let j = Math.max(0, i - 1); j < n; j++) size += Math.abs(H[i * n + j]);
  return size;
}

/** One double-shift step over the block low…high, of three rows at least. */
function francisStep(
  H: Float64Array,
  Z: Float64Array,
  n: number,
  low: number,
  high: number,
  steps: number,
): void {
  const v = new Float64Array(3);
  const start = firstColumn(H, n, low, high, steps, v);
  for (let k = start; k < high; k++) {
    const count = Math.min(3, high - k + 1);
    if (k > start) for (let i = 0; i < count; i++) v[i] = H[(k + i) * n + k - 1];
    const tau = makeReflector(v, 0, 1, count);
    if (k > start) {
      H[k * n + k - 1] = v[0];
      for (let i = 1; i < count; i++) H[(k + i) * n + k - 1] = 0;
    } else if (k > low) H[k * n + k - 1] *= 1 - tau;
    const third = count === 3 ? v[2] : 0;
    reflectThree(tau, v[1], third, count, H, k * n + k, n, 1, n - k);
    reflectThree(tau, v[1], third, count, H, k, 1, n, Math.min(k + 3, high) + 1);
    reflectThree(tau, v[1], third, count, Z, k * n, n, 1, n);
  }
}

/**
 * Applies I − τ·v·vᵀ, v = (1, second, third), to `length` vectors of two or three numbers: those of one lie `across` apart, vectors `along`.
 */
function reflectThree(
  tau: number,
  second: number,
  third: number,
  count: number,
  A: Float64Array,
  start: number,
  across: number,
  along: number,
  length: number,
): void {
  if (tau === 0) return;
  for (let j = 0, p = start; j < length; j++, p += along) {
    const q = p + across;
    let sum = A[p] + second * A[q];
    if (count === 3) sum += third * A[q + across];
    sum *= tau;
    A[p] -= sum;
    A[q] -= sum * second;
    if (count === 3) A[q + across] -= sum * third;
  }
}

/**
 * The first column of (H − σ₁)(H − σ₂), over its last entry's factor, for the part of the block in which a step makes sense: it begins behind two
 * subdiagonal entries whose product is negligible. Written with differences of diagonal entries, which do not cancel.
 * @returns where that part begins
 */
function firstColumn(
  H: Float64Array,
  n: number,
  low: number,
  high: number,
  steps: number,
  v: Float64Array,
): number {
  const at = (i: number, j: number): number => H[i * n + j];
  let last = at(high, high);
  let before = at(high - 1, high - 1);
  let cross = at(high, high - 1) * at(high - 1, high);
  if (steps % 10 === 0) {
    // Another shift where the usual one runs in circles.
    const size = Math.abs(at(high, high - 1)) + Math.abs(at(high - 1, high - 2));
    last = before = last + 0.75 * size;
    cross = -0.4375 * size * size;
  }
  for (let m = high - 2; ; m--) {
    const corner = at(m, m);
    const first = last - corner;
    const second = before - corner;
    v[0] = (first * second - cross) / at(m + 1, m) + at(m, m + 1);
    v[1] = at(m + 1, m + 1) - corner - first - second;
    v[2] = at(m + 2, m + 1);
    const size = Math.abs(v[0]) + Math.abs(v[1]) + Math.abs(v[2]);
    if (size > 0) for (let i = 0; i < 3; i++) v[i] /= size;
    if (m === low) return m;
    const around = Math.abs(at(m - 1, m - 1)) + Math.abs(corner) + Math.abs(at(m + 1, m + 1));
    const fill = Math.abs(at(m, m - 1)) * (Math.abs(v[1]) + Math.abs(v[2]));
    if (fill <= Number.EPSILON * Math.abs(v[0]) * around) return m;
  }
}

/** Brings the 2×2 block at `k` to triangular form if its eigenvalues are real, else to equal diagonal entries. */
function splitPair(H: Float64Array, Z: Float64Array, n: number, k: number): void {
  const a = H[k * n + k];
  const b = H[k * n + k + 1];
  const c = H[(k + 1) * n + k];
  const d = H[(k + 1) * n + k + 1];
  if (c === 0) return;
  const half = (a - d) / 2;
  // Scaled, so that squares stay in range.
  const size = Math.max(Math.abs(half), Math.abs(b), Math.abs(c));
  const discriminant = (half / size) * (half / size) + (b / size) * (c / size);
  let x: number;
  let y: number;
  if (discriminant >= 0) {
    // (λ − d, c) is an eigenvector.
    const root = size * Math.sqrt(discriminant);
    x = half + (half >= 0 ? root : -root);
    y = c;
  } else {
    // The rotation by half the angle of (b + c, d − a) makes the diagonal entries equal.
    const angle = Math.atan2(d - a, b + c) / 2;
    x = Math.cos(angle);
    y = Math.sin(angle);
  }
  const length = Math.hypot(x, y);
  const cosine = x / length;
  const sine = -y / length;
  rotateRows(n - k, H, k * n + k, (k + 1) * n + k, cosine, sine);
  for (let i = 0; i < k + 2; i++) {
    const left = H[i * n + k];
    const right = H[i * n + k + 1];
    H[i * n + k] = cosine * left - sine * right;
    H[i * n + k + 1] = sine * left + cosine * right;
  }
  rotateRows(n, Z, k * n, (k + 1) * n, cosine, sine);
  if (discriminant >= 0) H[(k + 1) * n + k] = 0;
  else {
    const mean = (a + d) / 2;
    H[k * n + k] = mean;
    H[(k + 1) * n + k + 1] = mean;
  }
}
