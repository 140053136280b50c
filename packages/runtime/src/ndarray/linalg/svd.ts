import { applyQ, factorisePivotedQR, type Reflectors } from './qr.js';
import { dotOf, rotateRows, scaleToUnit, transposed, unitMatrix } from './vectors.js';

/** Rounds of rotations over all pairs; quadratic convergence ends after 4 to 10. */
const SWEEPS = 60;
/** Rows shorter than this, in a matrix whose entries are 1 at most, are zeros. */
const NOTHING = 1e-150;

/** A = U·diag(s)·Vᵀ. */
export interface SVD {
  /** Orthonormal columns: [m, m] or [m, min(m, n)]. */
  readonly u: Float64Array;
  /** Falling, not negative: [min(m, n)]. */
  readonly s: Float64Array;
  /** The transpose of V, orthonormal rows: [n, n] or [min(m, n), n]. */
  readonly vt: Float64Array;
}

/**
 * Singular values and vectors by one-sided Jacobi rotations on the triangular factor of a QR decomposition with column pivoting. All NaN where an
 * entry is not finite.
 *
 * Small singular values keep their relative accuracy where the matrix determines them. Cost: some 6·n²·m + 20·n³ multiplications, m ≥ n.
 * Reference: Drmač & Veselić, SIAM J. Matrix Anal. Appl. 29(4), 2008, parts I and II; Golub & Van Loan, Matrix Computations, 4th ed. 2013, §8.6.3.
 *
 * @param A  m×n, row by row
 * @param full  square U and Vᵀ
 */
export function singularValues(
  A: Float64Array,
  m: number,
  n: number,
  full: boolean,
  withVectors = true,
): SVD {
  if (m < n) {
    const { u, s, vt } = singularValues(transposed(A, m, n), n, m, full, withVectors);
    if (!withVectors) return { u, s, vt };
    const width = full ? n : m;
    return { u: transposed(vt, m, m), s, vt: transposed(u, n, width) };
  }
  const width = full ? m : n;
  const scale = scaleToUnit(A);
  if (Number.isNaN(scale)) return nothing(m, n, width, withVectors);
  const reflectors = factorisePivotedQR(
    A.map((value) => value * scale),
    m,
    n,
  );
  // Rows of R; rotating them gives W·R with orthogonal rows σ·vᵀ, and R = Wᵀ·Σ·Vᵀ.
  const rows = upperRows(reflectors, n);
  const turns = withVectors ? unitMatrix(n) : new Float64Array(0);
  if (!rotate(rows, turns, n)) return nothing(m, n, width, withVectors);
  const norms = Float64Array.from({ length: n }, (_, i) => Math.sqrt(dotOf(n, rows, i * n, rows, i * n)));
  const order = Array.from(norms.keys()).sort((a, b) => norms[b] - norms[a]);
  const s = Float64Array.from(order, (k) => norms[k] / scale);
  const empty = new Float64Array(0);
  if (!withVectors) return { u: empty, s, vt: empty };
  const vt = rightRows(rows, norms, order, reflectors.order, n);
  const u = new Float64Array(m * width);
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) u[i * width + j] = turns[order[j] * n + i];
  for (let i = n; i < width; i++) u[i * width + i] = 1;
  applyQ(reflectors, m, n, u, width);
  return { u, s, vt };
}

function nothing(m: number, n: number, width: number, withVectors: boolean): SVD {
  const of = (size: number): Float64Array => new Float64Array(withVectors ? size : 0).fill(NaN);
  return { u: of(m * width), s: new Float64Array(n).fill(NaN), vt: of(n * n) };
}

function upperRows({ factors }: Reflectors, n: number): Float64Array {
  const rows = factors.slice(0, n * n);
  for (let i = 1; i < n; i++) rows.fill(0, i * n, i * n + i);
  return rows;
}

/** Rotates pairs of rows until all are orthogonal to rounding; the same rotations go over `turns`. @returns did it end? */
function rotate(rows: Float64Array, turns: Float64Array, n: number): boolean {
  const tolerance = Number.EPSILON * Math.max(2, Math.sqrt(n));
  const squares = new Float64Array(n);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let i = 0; i < n; i++) squares[i] = dotOf(n, rows, i * n, rows, i * n);
    let turned = false;
    for (let p = 0; p + 1 < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const alpha = squares[p];
        const beta = squares[q];
        if (alpha < NOTHING * NOTHING || beta < NOTHING * NOTHING) continue;
        const gamma = dotOf(n, rows, p * n, rows, q * n);
        if (!(Math.abs(gamma) > tolerance * Math.sqrt(alpha) * Math.sqrt(beta))) continue;
        turned = true;
        const zeta = (beta - alpha) / (2 * gamma);
        const tangent = 1 / (zeta + (zeta >= 0 ? Math.hypot(1, zeta) : -Math.hypot(1, zeta)));
        const c = 1 / Math.hypot(1, tangent);
        const s = c * tangent;
        rotateRows(n, rows, p * n, q * n, c, s);
        if (turns.length > 0) rotateRows(n, turns, p * n, q * n, c, s);
        squares[p] = moved(rows, n, p, alpha, alpha - tangent * gamma);
        squares[q] = moved(rows, n, q, beta, beta + tangent * gamma);
      }
    }
    if (!turned) return true;
  }
  return false;
}

/** The square of a row after a rotation, which the old one and the change tell, unless most of it cancels. */
function moved(rows: Float64Array, n: number, row: number, before: number, after: number): number {
  return after > 0.1 * before ? after : dotOf(n, rows, row * n, rows, row * n);
}

/** Rows σ·vᵀ over σ, in order, columns where they were before pivoting; where σ is 0, whatever completes an orthonormal basis. */
function rightRows(
  rows: Float64Array,
  norms: Float64Array,
  order: readonly number[],
  columns: Int32Array,
  n: number,
): Float64Array {
  const vt = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    const from = order[k] * n;
    const norm = norms[order[k]];
    if (norm < NOTHING) completeRow(vt, k, n);
    else for (let j = 0; j < n; j++) vt[k * n + columns[j]] = rows[from + j] / norm;
  }
  return vt;
}

/** Sets row k to a unit vector that is orthogonal to the rows above. */
function completeRow(vt: Float64Array, k: number, n: number): void {
  // The unit vector that lies least in the space of the rows above has a part of at least √(1 − k/n) outside.
  const inside = new Float64Array(n);
  for (let i = 0; i < k; i++) for (let j = 0; j < n; j++) inside[j] += vt[i * n + j] ** 2;
  const best = inside.indexOf(inside.reduce((least, size) => Math.min(least, size), Infinity));
  const start = k * n;
  vt.fill(0, start, start + n);
  vt[start + best] = 1;
  for (let turn = 0; turn < 2; turn++) {
    for (let i = 0; i < k; i++) {
      const part = dotOf(n, vt, i * n, vt, start);
      for (let j = 0; j < n; j++) vt[start + j] -= part * vt[i * n + j];
    }
    const norm = Math.sqrt(dotOf(n, vt, start, vt, start));
    for (let j = 0; j < n; j++) vt[start + j] /= norm;
  }
}
