import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { LinearSolver } from '../linear/LinearSolver.js';
import { checkLinearSolver } from '../linear/linearSystems.js';

/**
 * Options of a multistep method, checked.
 *
 * @param highest  the default and largest value of `maxOrder`; undefined if the method has no such option
 * @throws DIFF5005, DIFF5008
 */
export function bdfOptions(
  name: string,
  options: { linearSolver?: LinearSolver; maxOrder?: number },
  highest: number | undefined,
): { linearSolver: LinearSolver | undefined; maxOrder: number } {
  checkKeys(options, highest === undefined ? ['linearSolver'] : ['linearSolver', 'maxOrder'], name);
  const { linearSolver, maxOrder = highest ?? 1 } = options;
  checkLinearSolver(linearSolver, name);
  if (!(Number.isInteger(maxOrder) && maxOrder >= 1 && maxOrder <= (highest ?? 1))) {
    throw solverError(
      'DIFF5008',
      `${name}: maxOrder is ${shown(maxOrder)}`,
      `It is a whole number from 1 to ${highest}.`,
    );
  }
  return { linearSolver, maxOrder };
}
