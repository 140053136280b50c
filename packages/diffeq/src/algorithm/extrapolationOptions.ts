import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';

/** Options of extrapolation methods. */
export interface ExtrapolationOptions {
  /** Columns of the table at the first step, of every step if steps are fixed; default by the tolerance. */
  columns?: number;
  /** Columns of the table at most. */
  maxColumns?: number;
}

/**
 * Checks them.
 *
 * @throws DIFF5005, DIFF5008
 */
export function checkExtrapolationOptions(
  name: string,
  options: ExtrapolationOptions,
  most: number,
  more: readonly string[] = [],
): void {
  checkKeys(options, ['columns', 'maxColumns', ...more], name);
  const { maxColumns = most, columns = 2 } = options;
  for (const [key, value, least, largest] of [
    ['maxColumns', maxColumns, 3, most],
    ['columns', columns, 2, maxColumns],
  ] as const) {
    if (Number.isInteger(value) && value >= least && value <= largest) continue;
    throw solverError(
      'DIFF5008',
      `${name}: ${key} is ${shown(value)}`,
      `It is a whole number from ${least} to ${largest}.`,
    );
  }
}
