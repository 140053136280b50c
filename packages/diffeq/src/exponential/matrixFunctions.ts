import type { NDArray } from '@diffjs/runtime';
import { ravel } from '@diffjs/runtime';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { LinearOperator } from './KrylovPhi.js';
import { KrylovPhi } from './KrylovPhi.js';
import { PhiMatrices } from './PhiMatrices.js';

/** A square matrix: its rows, an ndarray [n, n], or its n² numbers by rows. */
export type SquareMatrix = readonly (readonly number[])[] | NDArray | ArrayLike<number>;

/** Options of `expv` and `phiv`. */
export interface KrylovOptions {
  /** Error in the Euclidean norm, relative to that of the vectors; default 1e-12. */
  tolerance?: number;
  /** Basis vectors of a Krylov space at most, default 30. */
  krylov?: number;
}

/**
 * The exponential of a matrix, exp(A), to rounding.
 *
 * @param A  square matrix of n rows, dense
 * @returns its n² numbers by rows
 * @throws DIFF5065 for what is no square matrix of finite numbers
 * @example expm([[0, 1], [-1, 0]])[0]   // cos(1)
 *
 * Reference: see `phim`.
 */
export function expm(A: SquareMatrix): Float64Array {
  return phim(A, 0)[0];
}

/**
 * φ₀(A), …, φ_k(A) of a dense matrix: φ₀ = exp, φ_(j+1)(z) = (φ_j(z) − 1/j!)/z, by scaling and squaring.
 *
 * Cost: 6 + k + s (k + 1) products of matrices with s ≈ log₂ ‖A‖ + 1.
 *
 * @param A  square matrix of n rows, dense
 * @param k  the last function, a whole number ≥ 0
 * @returns k + 1 matrices, the n² numbers of each by rows
 * @throws DIFF5065 for what is no square matrix of finite numbers
 * @example phim([[-1]], 1)[1][0]   // 1 − exp(−1)
 *
 * Reference: B. Skaflestad & W. M. Wright, Applied Numerical Mathematics 59, 2009, pp. 783–799.
 */
export function phim(A: SquareMatrix, k: number): Float64Array[] {
  const { numbers, n } = squareMatrix(A);
  const phi = new PhiMatrices(n, k);
  phi.compute(numbers, 1);
  return [...phi.phi];
}

/**
 * exp(tA) v by Krylov spaces, for A that is large: only its products with vectors are taken.
 *
 * @param A  square matrix, or a function (out, x) that writes A x into `out`
 * @param v  vector [n]
 * @param options  `tolerance`, relative, default 1e-12; `krylov`, basis vectors at most, default 30
 * @returns [n]
 * @throws DIFF5065 for what is no square matrix of the size of v, or if the tolerance was not reached
 * @example expv(2, (out, x) => { out[0] = -x[0]; }, [1])[0]   // exp(−2)
 *
 * Reference: J. Niesen & W. M. Wright, ACM Transactions on Mathematical Software 38(3), 2012, 22.
 */
export function expv(
  t: number,
  A: SquareMatrix | LinearOperator,
  v: ArrayLike<number>,
  options: KrylovOptions = {},
): Float64Array {
  return phiv(t, A, [v], options);
}

/**
 * φ₀(tA) b₀ + t φ₁(tA) b₁ + … + tᵖ φ_p(tA) b_p by Krylov spaces: u(t) of u' = A u + b₁ + t b₂ + t²/2 b₃ + …, u(0) = b₀.
 *
 * @param A  square matrix, or a function (out, x) that writes A x into `out`
 * @param b  p + 1 vectors [n]
 * @param options  `tolerance`, relative, default 1e-12; `krylov`, basis vectors at most, default 30
 * @returns [n]
 * @throws DIFF5065 for what is no square matrix of the size of the vectors, or if the tolerance was not reached
 * @example phiv(1, [[-1]], [[0], [1]])[0]   // 1 − exp(−1)
 *
 * Reference: J. Niesen & W. M. Wright, ACM Transactions on Mathematical Software 38(3), 2012, 22.
 */
export function phiv(
  t: number,
  A: SquareMatrix | LinearOperator,
  b: readonly ArrayLike<number>[],
  { tolerance = 1e-12, krylov = 30 }: KrylovOptions = {},
): Float64Array {
  const vectors = b.map((vector) => Float64Array.from(vector));
  const n = vectors[0].length;
  const operator = typeof A === 'function' ? A : productWith(A, n);
  const out = new Float64Array(n);
  const size = vectors.reduce((sum, vector, j) => sum + Math.abs(t) ** j * Math.hypot(...vector), 0);
  const reached = new KrylovPhi(n, b.length - 1, krylov).apply(out, operator, t, vectors, tolerance * size);
  if (reached) return out;
  throw solverError(
    'DIFF5065',
    `phiv did not reach the tolerance ${tolerance} with Krylov spaces of ${krylov} vectors`,
    'Loosen the tolerance, or raise krylov; A and the vectors must be finite.',
  );
}

function productWith(A: SquareMatrix, length: number): LinearOperator {
  const { numbers, n } = squareMatrix(A);
  if (n !== length) {
    throw solverError(
      'DIFF5065',
      `the matrix has ${n} rows, and the vector ${length} numbers`,
      'Both have the same size.',
    );
  }
  return (out, x) => {
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += numbers[i * n + j] * x[j];
      out[i] = sum;
    }
  };
}

function squareMatrix(A: unknown): { numbers: Float64Array; n: number } {
  const numbers = typeof A === 'object' && A !== null ? ravel(A) : new Float64Array(0);
  const n = Math.round(Math.sqrt(numbers.length));
  if (n > 0 && n * n === numbers.length && numbers.every(Number.isFinite)) return { numbers, n };
  throw solverError(
    'DIFF5065',
    `the matrix is ${shown(A)}`,
    'It is given as n rows of n finite numbers, as an ndarray [n, n], or as n² numbers by rows.',
  );
}
