import { balance } from './balance.js';
import { quotientOf } from './complexDivision.js';
import { complexSchur } from './complexSchur.js';
import { greatestMagnitude, scaleToUnit } from './vectors.js';

/** Eigenvalues and eigenvectors in complex numbers, real and imaginary parts side by side. */
export interface Eigen {
  readonly values: Float64Array;
  /** n×n, row by row; column j belongs to value j, has length 1, and its greatest entry is real. */
  readonly vectors: Float64Array;
}

/**
 * A·V = V·Λ of a real matrix: balancing, Schur form, and back substitution. Values of a pair are exactly conjugate, as are their vectors; vectors
 * of real values are real. All NaN where an entry is not finite.
 *
 * Reference: Golub & Van Loan, Matrix Computations, 4th ed. 2013, §7.5.7 and §7.6.4.
 *
 * @param A  n×n, row by row; it is overwritten
 */
export function eigen(A: Float64Array, n: number, withVectors: boolean): Eigen {
  const scale = scaleToUnit(A);
  const failed = (): Eigen => ({
    values: new Float64Array(2 * n).fill(NaN),
    vectors: new Float64Array(withVectors ? 2 * n * n : 0).fill(NaN),
  });
  if (Number.isNaN(scale)) return failed();
  for (let i = 0; i < A.length; i++) A[i] *= scale;
  const { order, scales } = balance(A, n);
  const schur = complexSchur(A, n);
  if (schur === undefined) return failed();
  const { T, Z } = schur;
  const values = schur.values.map((value) => value / scale);
  const vectors = new Float64Array(withVectors ? 2 * n * n : 0);
  if (!withVectors) return { values, vectors };
  const floor = Math.max(Number.EPSILON * greatestMagnitude(T), 1e-300);
  const x = new Float64Array(2 * n);
  const v = new Float64Array(2 * n);
  for (let k = 0; k < n; k++) {
    backSubstitute(T, n, k, floor, x);
    applyAdjoint(Z, n, k, x, v);
    for (let i = 0; i < n; i++) {
      v[2 * i] *= scales[i];
      v[2 * i + 1] *= scales[i];
    }
    normalise(v, schur.values[2 * k + 1] === 0);
    for (let i = 0; i < n; i++) {
      vectors[2 * (order[i] * n + k)] = v[2 * i];
      vectors[2 * (order[i] * n + k) + 1] = v[2 * i + 1];
    }
    if (schur.values[2 * k + 1] === 0) continue;
    k++;
    for (let i = 0; i < n; i++) {
      vectors[2 * (order[i] * n + k)] = v[2 * i];
      vectors[2 * (order[i] * n + k) + 1] = -v[2 * i + 1];
    }
  }
  return { values, vectors };
}

/** x with (T − t_kk)·x = 0, x[k] = 1; differences of eigenvalues count for `floor` at least, so that equal ones give a vector too. */
function backSubstitute(T: Float64Array, n: number, k: number, floor: number, x: Float64Array): void {
  const re = T[2 * (k * n + k)];
  const im = T[2 * (k * n + k) + 1];
  x.fill(0);
  x[2 * k] = 1;
  for (let i = k - 1; i >= 0; i--) {
    const row = 2 * i * n;
    let sumRe = 0;
    let sumIm = 0;
    for (let j = 2 * (i + 1); j <= 2 * k; j += 2) {
      sumRe -= T[row + j] * x[j] - T[row + j + 1] * x[j + 1];
      sumIm -= T[row + j] * x[j + 1] + T[row + j + 1] * x[j];
    }
    let gapRe = T[row + 2 * i] - re;
    let gapIm = T[row + 2 * i + 1] - im;
    const size = Math.hypot(gapRe, gapIm);
    if (size === 0) gapRe = floor;
    else if (size < floor) {
      // In its direction, so that gaps to conjugate eigenvalues stay conjugate.
      gapRe *= floor / size;
      gapIm *= floor / size;
    }
    const [quotientRe, quotientIm] = quotientOf(sumRe, sumIm, gapRe, gapIm);
    x[2 * i] = quotientRe;
    x[2 * i + 1] = quotientIm;
    const greatest = Math.max(Math.abs(quotientRe), Math.abs(quotientIm));
    // Vectors of a Jordan block grow by 1/ε from entry to entry.
    if (greatest > 1e100) for (let j = 2 * i; j < 2 * k + 2; j++) x[j] /= greatest;
  }
}

/** v = Zᴴ·x, of which the first k + 1 numbers are not 0. */
function applyAdjoint(Z: Float64Array, n: number, k: number, x: Float64Array, v: Float64Array): void {
  v.fill(0);
  for (let j = 0; j <= k; j++) {
    const row = 2 * j * n;
    const xRe = x[2 * j];
    const xIm = x[2 * j + 1];
    for (let i = 0; i < 2 * n; i += 2) {
      v[i] += Z[row + i] * xRe + Z[row + i + 1] * xIm;
      v[i + 1] += Z[row + i] * xIm - Z[row + i + 1] * xRe;
    }
  }
}

/**
 * Brings v to length 1, its greatest entry to the real axis; all of it if it is to be real. (A real matrix maps the real part of a vector of a real
 * eigenvalue as the vector itself.)
 */
function normalise(v: Float64Array, real: boolean): void {
  const unit = greatestMagnitude(v);
  let best = 0;
  let most = -1;
  for (let i = 0; i < v.length; i += 2) {
    const size = (v[i] / unit) ** 2 + (v[i + 1] / unit) ** 2;
    if (size > most) [best, most] = [i, size];
  }
  const head = Math.hypot(v[best], v[best + 1]);
  const re = v[best] / head;
  const im = v[best + 1] / head;
  let sum = 0;
  for (let i = 0; i < v.length; i += 2) {
    const [vRe, vIm] = [v[i] / head, v[i + 1] / head];
    v[i] = vRe * re + vIm * im;
    v[i + 1] = real || i === best ? 0 : vIm * re - vRe * im;
    sum += v[i] * v[i] + v[i + 1] * v[i + 1];
  }
  const length = Math.sqrt(sum);
  for (let i = 0; i < v.length; i++) v[i] /= length;
}
