import { divideAt, quotientOf } from './complexDivision.js';

/** Functions of upper triangular complex matrices, real and imaginary parts side by side, row by row. */

/** The principal square root of x + iy; on the cut, where x < 0 and y = 0, on the side that the sign of y tells. */
function squareRoot(x: number, y: number): [re: number, im: number] {
  const size = Math.hypot(x, y);
  if (size === 0) return [0, y];
  if (x >= 0) {
    const re = Math.sqrt((size + x) / 2);
    return [re, y / (2 * re)];
  }
  const im = Math.sqrt((size - x) / 2);
  return y < 0 || Object.is(y, -0) ? [-y / (2 * im), -im] : [y / (2 * im), im];
}

/**
 * The principal square root of T, whose diagonal is not 0.
 *
 * Reference: Björck & Hammarling, Linear Algebra Appl. 52/53, 1983; Higham, Functions of Matrices, 2008, algorithm 6.3.
 */
export function triangularRoot(T: Float64Array, n: number): Float64Array {
  const R = new Float64Array(2 * n * n);
  for (let j = 0; j < n; j++) {
    const corner = 2 * (j * n + j);
    [R[corner], R[corner + 1]] = squareRoot(T[corner], T[corner + 1]);
    for (let i = j - 1; i >= 0; i--) {
      const at = 2 * (i * n + j);
      let re = T[at];
      let im = T[at + 1];
      for (let k = i + 1; k < j; k++) {
        const p = 2 * (i * n + k);
        const q = 2 * (k * n + j);
        re -= R[p] * R[q] - R[p + 1] * R[q + 1];
        im -= R[p] * R[q + 1] + R[p + 1] * R[q];
      }
      const first = 2 * (i * n + i);
      [R[at], R[at + 1]] = quotientOf(re, im, R[first] + R[corner], R[first + 1] + R[corner + 1]);
    }
  }
  return R;
}

/** Points and weights of Gauss and Legendre on [0, 1], 7 of them. */
const [POINTS, WEIGHTS] = /* @__PURE__ */ gaussLegendre(7);
/** The greatest 1-norm of X for which 7 points give log(I + X) to rounding (Higham 2008, table 11.1). */
const ENOUGH = 0.264;

/** By Newton's method on the Legendre polynomial. */
function gaussLegendre(count: number): [points: Float64Array, weights: Float64Array] {
  const points = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let k = 0; k < count; k++) {
    let x = Math.cos((Math.PI * (k + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let turn = 0; turn < 20; turn++) {
      let [before, now] = [1, x];
      for (let j = 2; j <= count; j++) [before, now] = [now, ((2 * j - 1) * x * now - (j - 1) * before) / j];
      slope = (count * (x * now - before)) / (x * x - 1);
      x -= now / slope;
    }
    points[k] = (1 - x) / 2;
    weights[k] = 1 / ((1 - x * x) * slope * slope);
  }
  return [points, weights];
}

/**
 * The principal logarithm of T, whose diagonal is not 0, by inverse scaling and squaring: square roots until T is near to I, and then the diagonal
 * Padé approximant of log(1 + x) as a sum of partial fractions. The diagonal of the roots less 1, the diagonal and the first superdiagonal of the
 * result are computed without cancellation.
 *
 * Reference: Al-Mohy & Higham, "Improved inverse scaling and squaring algorithms for the matrix logarithm", SIAM J. Sci. Comput. 34(4), 2012; Dieci,
 * Morini & Papini, SIAM J. Matrix Anal. Appl. 17(3), 1996 (partial fractions); Al-Mohy, "A more accurate Briggs method for the logarithm", Numer.
 * Algorithms 59(3), 2012.
 */
export function triangularLogarithm(T: Float64Array, n: number): Float64Array {
  let R = T;
  let roots = 0;
  while (distanceToUnit(R, n) > ENOUGH && roots < 100) {
    R = triangularRoot(R, n);
    roots++;
  }
  const X = R.slice();
  for (let i = 0; i < n; i++) {
    const at = 2 * (i * n + i);
    [X[at], X[at + 1]] = rootLessOne(T[at], T[at + 1], roots);
  }
  const L = new Float64Array(2 * n * n);
  for (let k = 0; k < POINTS.length; k++) addFraction(L, X, n, POINTS[k], WEIGHTS[k]);
  const factor = 2 ** roots;
  for (let i = 0; i < L.length; i++) L[i] *= factor;
  for (let i = 0; i < n; i++) {
    const at = 2 * (i * n + i);
    L[at] = Math.log(Math.hypot(T[at], T[at + 1]));
    L[at + 1] = Math.atan2(T[at + 1], T[at]);
  }
  for (let i = 0; i + 1 < n; i++) setSuperdiagonal(L, T, n, i);
  return L;
}

/** The 1-norm of R − I. */
function distanceToUnit(R: Float64Array, n: number): number {
  let greatest = 0;
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let i = 0; i <= j; i++) {
      const at = 2 * (i * n + j);
      sum += Math.hypot(i === j ? R[at] - 1 : R[at], R[at + 1]);
    }
    greatest = Math.max(greatest, sum);
  }
  return greatest;
}

/** (x + iy)^(1/2^roots) − 1. */
function rootLessOne(x: number, y: number, roots: number): [re: number, im: number] {
  if (roots === 0) return [x - 1, y];
  // z^(1/2ˢ) − 1 = (z₁ − 1)/Π(1 + z_j), z_j the roots after the first (if z is not to the left of the imaginary axis, after none).
  let left = roots;
  let [re, im] = [x, y];
  if (Math.abs(Math.atan2(y, x)) >= Math.PI / 2) {
    [re, im] = squareRoot(re, im);
    left--;
  }
  const top = [re - 1, im];
  let below: [number, number] = [1, 0];
  for (let k = 0; k < left; k++) {
    [re, im] = squareRoot(re, im);
    below = [below[0] * (1 + re) - below[1] * im, below[0] * im + below[1] * (1 + re)];
  }
  return quotientOf(top[0], top[1], below[0], below[1]);
}

/** L += weight·(I + point·X)⁻¹·X. */
function addFraction(L: Float64Array, X: Float64Array, n: number, point: number, weight: number): void {
  const Y = X.slice();
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) {
      const re = point * X[2 * (i * n + k)];
      const im = point * X[2 * (i * n + k) + 1];
      for (let j = k; j < n; j++) {
        const q = 2 * (k * n + j);
        Y[2 * (i * n + j)] -= re * Y[q] - im * Y[q + 1];
        Y[2 * (i * n + j) + 1] -= re * Y[q + 1] + im * Y[q];
      }
    }
    const re = 1 + point * X[2 * (i * n + i)];
    const im = point * X[2 * (i * n + i) + 1];
    for (let j = i; j < n; j++) divideAt(Y, 2 * (i * n + j), re, im);
  }
  for (let i = 0; i < L.length; i++) L[i] += weight * Y[i];
}

/** The entry at (i, i + 1): t·(log λ₂ − log λ₁)/(λ₂ − λ₁), which has to be written without cancellation (Higham 2008, eq. 11.28). */
function setSuperdiagonal(L: Float64Array, T: Float64Array, n: number, i: number): void {
  const p = 2 * (i * n + i);
  const q = 2 * ((i + 1) * n + i + 1);
  const at = p + 2;
  const [aRe, aIm, bRe, bIm] = [T[p], T[p + 1], T[q], T[q + 1]];
  const gap = [bRe - aRe, bIm - aIm];
  const sum = [bRe + aRe, bIm + aIm];
  const gapSize = Math.hypot(gap[0], gap[1]);
  const sumSize = Math.hypot(sum[0], sum[1]);
  let slope: [number, number];
  if (gapSize === 0) slope = quotientOf(1, 0, aRe, aIm);
  else if (gapSize > 0.5 * sumSize) {
    slope = quotientOf(L[q] - L[p], L[q + 1] - L[p + 1], gap[0], gap[1]);
  } else {
    // log(b/a) = 2·artanh(z), z = (b − a)/(b + a), on the sheet of the two logarithms.
    const z = quotientOf(gap[0], gap[1], sum[0], sum[1]);
    const [re, im] = artanh(z[0], z[1]);
    const turns = Math.round((L[q + 1] - L[p + 1] - 2 * im) / (2 * Math.PI));
    slope = quotientOf(2 * re, 2 * im + 2 * Math.PI * turns, gap[0], gap[1]);
  }
  const [re, im] = [T[at], T[at + 1]];
  L[at] = re * slope[0] - im * slope[1];
  L[at + 1] = re * slope[1] + im * slope[0];
}

/** artanh z for |z| < 1: ½·log((1 + z)/(1 − z)). */
function artanh(x: number, y: number): [number, number] {
  const square = x * x + y * y;
  return [0.25 * Math.log1p((4 * x) / ((1 - x) ** 2 + y * y)), 0.5 * Math.atan2(2 * y, 1 - square)];
}
