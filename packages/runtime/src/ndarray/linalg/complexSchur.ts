import { realSchur } from './realSchur.js';

/** A = Zᴴ·T·Z of a real matrix, in complex numbers (real and imaginary parts side by side). */
export interface ComplexSchur {
  /** Upper triangular. */
  readonly T: Float64Array;
  /** Unitary; its rows are the conjugates of Schur vectors. */
  readonly Z: Float64Array;
  /** The diagonal of T; the eigenvalues of a pair are exactly conjugate, that above the real axis first. */
  readonly values: Float64Array;
}

/**
 * The complex Schur form of a real matrix, from the real one: a unitary rotation makes each 2×2 block triangular.
 *
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §7.4.1 and §7.5.
 *
 * @param A  n×n, row by row, finite; it is overwritten
 * @returns undefined if it did not converge
 */
export function complexSchur(A: Float64Array, n: number): ComplexSchur | undefined {
  const real = realSchur(A, n);
  if (real === undefined) return undefined;
  const T = complexCopy(real.T);
  const Z = complexCopy(real.Z);
  const values = new Float64Array(2 * n);
  for (let k = 0; k < n; k++) {
    values[2 * k] = real.T[k * n + k];
    if (k + 1 === n || real.T[(k + 1) * n + k] === 0) continue;
    const b = real.T[k * n + k + 1];
    const c = real.T[(k + 1) * n + k];
    const square = Math.abs(b * c);
    const omega = square > 1e-290 ? Math.sqrt(square) : Math.sqrt(Math.abs(b)) * Math.sqrt(Math.abs(c));
    rotatePair(T, Z, n, k, omega, c);
    values[2 * k + 1] = omega;
    values[2 * k + 2] = values[2 * k];
    values[2 * k + 3] = -omega;
    k++;
  }
  for (let k = 0; k < n; k++) {
    T[2 * (k * n + k)] = values[2 * k];
    T[2 * (k * n + k) + 1] = values[2 * k + 1];
  }
  return { T, Z, values };
}

/** The numbers of a real array as complex ones. */
function complexCopy(a: Float64Array): Float64Array {
  const out = new Float64Array(2 * a.length);
  for (let i = 0; i < a.length; i++) out[2 * i] = a[i];
  return out;
}

/** Rows k and k + 1 of T and Z, and columns of T, by the unitary matrix whose first row is the conjugate of (iω, c) over its length. */
function rotatePair(T: Float64Array, Z: Float64Array, n: number, k: number, omega: number, c: number): void {
  const length = Math.hypot(omega, c);
  const w = omega / length;
  const r = c / length;
  for (const M of [T, Z]) {
    for (let j = 0; j < n; j++) {
      const p = 2 * (k * n + j);
      const q = p + 2 * n;
      const [pRe, pIm, qRe, qIm] = [M[p], M[p + 1], M[q], M[q + 1]];
      M[p] = w * pIm + r * qRe;
      M[p + 1] = -w * pRe + r * qIm;
      M[q] = -r * pRe - w * qIm;
      M[q + 1] = -r * pIm + w * qRe;
    }
  }
  for (let i = 0; i < k + 2; i++) {
    const p = 2 * (i * n + k);
    const q = p + 2;
    const [pRe, pIm, qRe, qIm] = [T[p], T[p + 1], T[q], T[q + 1]];
    T[p] = -w * pIm + r * qRe;
    T[p + 1] = w * pRe + r * qIm;
    T[q] = -r * pRe + w * qIm;
    T[q + 1] = -r * pIm - w * qRe;
  }
  const below = 2 * ((k + 1) * n + k);
  T[below] = 0;
  T[below + 1] = 0;
}
