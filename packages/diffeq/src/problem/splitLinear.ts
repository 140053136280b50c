import { ravel } from '@diffjs/runtime';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { MassMatrixLike } from './massMatrix.js';

/**
 * The matrix [n·n], row-major, of a part that is said to be linear; undefined if it is not.
 *
 * @param evaluate  writes the part at u, for finding the matrix column by column
 * @throws DIFF5008 for a matrix of another shape or entries that are not finite
 */
export function matrixOfPart(
  given: MassMatrixLike | true | undefined,
  n: number,
  evaluate: (out: Float64Array, u: Float64Array) => void,
  where: string,
): Float64Array | undefined {
  if (given === undefined) return undefined;
  const matrix = new Float64Array(n * n);
  if (given === true) {
    const unit = new Float64Array(n);
    const column = new Float64Array(n);
    for (let j = 0; j < n; j++) {
      unit[j] = 1;
      evaluate(column, unit);
      unit[j] = 0;
      for (let i = 0; i < n; i++) matrix[i * n + j] = column[i];
    }
    return matrix;
  }
  const numbers = typeof given === 'object' && given !== null ? ravel(given) : new Float64Array(0);
  const isDiagonal = numbers.length === n && (n > 1 || !Array.isArray((given as unknown[])[0]));
  if ((!isDiagonal && numbers.length !== n * n) || !numbers.every(Number.isFinite)) {
    throw solverError(
      'DIFF5008',
      `${where}: linear is ${shown(given)}, and the state has length ${n}`,
      `It is true, a diagonal of ${n} numbers, ${n} rows of ${n}, or an ndarray [${n}, ${n}], all finite.`,
    );
  }
  if (!isDiagonal) return numbers;
  for (let i = 0; i < n; i++) matrix[i * n + i] = numbers[i];
  return matrix;
}
