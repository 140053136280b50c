import type { NDArray } from '@diffjs/runtime';
import { ravel } from '@diffjs/runtime';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { MassMatrix } from './System.js';

/** A mass matrix: its diagonal [n], its rows [n][n], or an ndarray [n, n]. */
export type MassMatrixLike = ArrayLike<number> | readonly (readonly number[])[] | NDArray;

/**
 * A mass matrix in the form that solvers read; undefined for the identity.
 *
 * @throws DIFF5008 for another shape or entries that are not finite, DIFF5015 where differential and algebraic equations cannot be told
 *   apart: M is singular without a row of zeros for each algebraic equation
 */
export function massMatrix(
  given: MassMatrixLike | undefined,
  n: number,
  where: string,
): MassMatrix | undefined {
  if (given === undefined) return undefined;
  const numbers = typeof given === 'object' && given !== null ? ravel(given) : new Float64Array(0);
  const isDiagonal = numbers.length === n && (n > 1 || !Array.isArray((given as unknown[])[0]));
  if ((!isDiagonal && numbers.length !== n * n) || !numbers.every(Number.isFinite)) {
    throw solverError(
      'DIFF5008',
      `${where}: massMatrix is ${shown(given)}, and the state has length ${n}`,
      `It is a diagonal of ${n} numbers, ${n} rows of ${n}, or an ndarray [${n}, ${n}], all finite.`,
    );
  }
  const diagonal = isDiagonal ? numbers : diagonalOf(numbers, n);
  if (diagonal !== undefined) {
    if (diagonal.every((x) => x === 1)) return undefined;
    const algebraic = [...diagonal.keys()].filter((i) => diagonal[i] === 0);
    return { diagonal, dense: undefined, algebraic };
  }
  const algebraic = [...Array(n).keys()].filter((i) =>
    numbers.subarray(i * n, (i + 1) * n).every((x) => x === 0),
  );
  const rank = rankOf(numbers, n);
  if (rank < n - algebraic.length) {
    throw solverError(
      'DIFF5015',
      `${where}: massMatrix has rank ${rank} and ${algebraic.length} rows of zeros`,
      'A singular mass matrix has one row of zeros for each algebraic equation; combine the equations so that it has.',
    );
  }
  return { diagonal: undefined, dense: numbers, algebraic };
}

function diagonalOf(numbers: Float64Array, n: number): Float64Array | undefined {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) if (i !== j && numbers[i * n + j] !== 0) return undefined;
  return Float64Array.from({ length: n }, (_, i) => numbers[i * n + i]);
}

/** Rank by elimination with complete pivoting, entries below 1e-12 of the largest taken for 0. */
function rankOf(matrix: Float64Array, n: number): number {
  const a = Float64Array.from(matrix);
  const largest = a.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const rows = [...Array(n).keys()];
  const columns = [...Array(n).keys()];
  for (let k = 0; k < n; k++) {
    let [pi, pj, most] = [k, k, 0];
    for (let i = k; i < n; i++) {
      for (let j = k; j < n; j++) {
        const size = Math.abs(a[rows[i] * n + columns[j]]);
        if (size > most) [pi, pj, most] = [i, j, size];
      }
    }
    if (most <= 1e-12 * largest) return k;
    [rows[k], rows[pi]] = [rows[pi], rows[k]];
    [columns[k], columns[pj]] = [columns[pj], columns[k]];
    for (let i = k + 1; i < n; i++) {
      const factor = a[rows[i] * n + columns[k]] / a[rows[k] * n + columns[k]];
      for (let j = k; j < n; j++) a[rows[i] * n + columns[j]] -= factor * a[rows[k] * n + columns[j]];
    }
  }
  return n;
}
