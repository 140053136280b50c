import { factoriseLU, solveLU } from './lu.js';
import { product } from './product.js';

/**
 * Greatest 1-norms for which the diagonal Padé approximants of degree 3, 5, 7, 9 and 13 have backward errors below 2⁻⁵³, and the coefficients of
 * their numerators (Higham 2005, table 2.3 and eq. 2.2).
 */
const APPROXIMANTS: readonly { readonly bound: number; readonly b: readonly number[] }[] = [
  { bound: 1.495585217958292e-2, b: [120, 60, 12, 1] },
  { bound: 2.53939833006323e-1, b: [30240, 15120, 3360, 420, 30, 1] },
  { bound: 9.504178996162932e-1, b: [17297280, 8648640, 1995840, 277200, 25200, 1512, 56, 1] },
  {
    bound: 2.097847961257068,
    b: [17643225600, 8821612800, 2075673600, 302702400, 30270240, 2162160, 110880, 3960, 90, 1],
  },
];
const BOUND_13 = 5.371920351148152;
const B13 = [
  64764752532480000, 32382376266240000, 7771770303897600, 1187353796428800, 129060195264000, 10559470521600,
  670442572800, 33522128640, 1323241920, 40840800, 960960, 16380, 182, 1,
];

/**
 * e^A by scaling and squaring of Padé approximants. NaN where an entry is not finite.
 *
 * Reference: Higham, "The scaling and squaring method for the matrix exponential revisited", SIAM J. Matrix Anal. Appl. 26(4), 2005, algorithm 2.3.
 *
 * @param A  n×n, row by row
 */
export function exponential(A: Float64Array, n: number): Float64Array {
  const size = norm1(A, n);
  if (!Number.isFinite(size)) return new Float64Array(n * n).fill(NaN);
  const small = APPROXIMANTS.find(({ bound }) => size <= bound);
  if (small !== undefined) return quotient(...polynomials(A, n, small.b), n);
  const squarings = Math.max(0, Math.ceil(Math.log2(size / BOUND_13)));
  let X = quotient(
    ...polynomials13(
      A.map((value) => value * 2 ** -squarings),
      n,
    ),
    n,
  );
  for (let i = 0; i < squarings; i++) X = product(X, X, n, n, n);
  return X;
}

/** The greatest sum of sizes of a column. */
function norm1(A: Float64Array, n: number): number {
  const sums = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) sums[j] += Math.abs(A[i * n + j]);
  return sums.reduce((greatest, sum) => (sum <= greatest ? greatest : sum), 0);
}

/** (V − U)⁻¹·(V + U). */
function quotient(U: Float64Array, V: Float64Array, n: number): Float64Array {
  const below = V.map((value, i) => value - U[i]);
  const out = V.map((value, i) => value + U[i]);
  solveLU(below, factoriseLU(below, n).order, n, out, n);
  return out;
}

/** The odd part U and the even part V of the numerator. */
function polynomials(A: Float64Array, n: number, b: readonly number[]): [U: Float64Array, V: Float64Array] {
  const square = product(A, A, n, n, n);
  let power = square;
  const odd = combination(n, b[1], [b[3], square]);
  const even = combination(n, b[0], [b[2], square]);
  for (let k = 4; k < b.length; k += 2) {
    power = product(power, square, n, n, n);
    addTo(odd, b[k + 1], power);
    addTo(even, b[k], power);
  }
  return [product(A, odd, n, n, n), even];
}

function polynomials13(A: Float64Array, n: number): [U: Float64Array, V: Float64Array] {
  const b = B13;
  const A2 = product(A, A, n, n, n);
  const A4 = product(A2, A2, n, n, n);
  const A6 = product(A2, A4, n, n, n);
  const odd = product(A6, combination(n, 0, [b[13], A6], [b[11], A4], [b[9], A2]), n, n, n);
  const even = product(A6, combination(n, 0, [b[12], A6], [b[10], A4], [b[8], A2]), n, n, n);
  addTo(odd, 1, combination(n, b[1], [b[7], A6], [b[5], A4], [b[3], A2]));
  addTo(even, 1, combination(n, b[0], [b[6], A6], [b[4], A4], [b[2], A2]));
  return [product(A, odd, n, n, n), even];
}

/** unit·I + Σ factor·M. */
function combination(n: number, unit: number, ...terms: readonly [number, Float64Array][]): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = unit;
  for (const [factor, M] of terms) addTo(out, factor, M);
  return out;
}

function addTo(out: Float64Array, factor: number, M: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] += factor * M[i];
}
