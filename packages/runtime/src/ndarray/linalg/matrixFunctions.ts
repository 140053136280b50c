import { complexSchur, type ComplexSchur } from './complexSchur.js';
import { triangularLogarithm, triangularRoot } from './triangularFunctions.js';

/** Why a real matrix has no principal logarithm or square root that is real. */
export interface NoRealResult {
  /** The eigenvalue on the closed negative real axis. */
  readonly eigenvalue: number;
}

/**
 * The principal logarithm of a real matrix without eigenvalues on the closed negative real axis, which is real. NaN where an entry is not finite.
 * @param A  n×n, row by row
 */
export function logarithm(A: Float64Array, n: number): Float64Array | NoRealResult {
  return throughSchur(A, n, triangularLogarithm);
}

/**
 * The principal square root of a real matrix without eigenvalues on the closed negative real axis, which is real. NaN where an entry is not finite.
 * @param A  n×n, row by row
 */
export function squareRootOf(A: Float64Array, n: number): Float64Array | NoRealResult {
  return throughSchur(A, n, triangularRoot);
}

/** Zᴴ·f(T)·Z. */
function throughSchur(
  A: Float64Array,
  n: number,
  f: (T: Float64Array, n: number) => Float64Array,
): Float64Array | NoRealResult {
  const schur = A.every(Number.isFinite) ? complexSchur(A.slice(), n) : undefined;
  if (schur === undefined) return new Float64Array(n * n).fill(NaN);
  for (let k = 0; k < n; k++) {
    const [re, im] = [schur.values[2 * k], schur.values[2 * k + 1]];
    if (im === 0 && re <= 0) return { eigenvalue: re };
  }
  return realSandwich(schur, f(schur.T, n), n);
}

/** The real part of Zᴴ·F·Z, F upper triangular. */
function realSandwich({ Z }: ComplexSchur, F: Float64Array, n: number): Float64Array {
  const inner = new Float64Array(2 * n * n);
  for (let i = 0; i < n; i++) {
    for (let k = i; k < n; k++) {
      const re = F[2 * (i * n + k)];
      const im = F[2 * (i * n + k) + 1];
      for (let j = 0; j < 2 * n; j += 2) {
        const zRe = Z[2 * k * n + j];
        const zIm = Z[2 * k * n + j + 1];
        inner[2 * i * n + j] += re * zRe - im * zIm;
        inner[2 * i * n + j + 1] += re * zIm + im * zRe;
      }
    }
  }
  const out = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      const re = Z[2 * (k * n + i)];
      const im = Z[2 * (k * n + i) + 1];
      for (let j = 0; j < n; j++)
        out[i * n + j] += re * inner[2 * (k * n + j)] + im * inner[2 * (k * n + j) + 1];
    }
  }
  return out;
}
