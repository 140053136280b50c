import { solverError } from '../diagnostics/solverError.js';
import type { ODEProblem } from '../problem/ODEProblem.js';
import { capturesVariables } from '../problem/ODEProblem.js';

/**
 * Refuses a right-hand side that captures variables of the function being differentiated.
 *
 * @throws DIFF5014
 */
export function refuseClosure(problem: ODEProblem, method: string): void {
  if (!capturesVariables(problem)) return;
  throw solverError(
    'DIFF5014',
    `the right-hand side${problem.f.name === '' ? '' : ` ${problem.f.name}`} captures variables of the function that is differentiated, and ${method}() cannot follow them`,
    'Pass what it captures as the parameters p, or use DiscreteAdjoint().',
  );
}
