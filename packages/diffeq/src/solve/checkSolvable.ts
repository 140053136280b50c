import type { Algorithm } from '../algorithm/Algorithm.js';
import { solverError } from '../diagnostics/solverError.js';
import type { System } from '../problem/System.js';

/** What a kind of problem is called. */
const NEEDED = {
  split: 'a SplitODEProblem',
  partitioned: 'a SecondOrderODEProblem, DynamicalODEProblem or HamiltonianProblem',
  implicit: 'a DAEProblem',
} as const;

/**
 * Refuses problems that the method cannot solve.
 *
 * @throws DIFF5018
 */
export function checkSolvable(algorithm: Algorithm, { mass, parts }: System): void {
  const { name, massMatrix, needs } = algorithm;
  if (needs !== undefined && parts?.kind !== needs) {
    throw solverError(
      'DIFF5018',
      `solve: ${name} is for ${NEEDED[needs]}`,
      'Pose the problem so, or choose a method for du/dt = f.',
    );
  }
  if (parts?.kind === 'implicit' && needs !== 'implicit') {
    throw solverError(
      'DIFF5018',
      `solve: ${name} is for du/dt = f, and the problem is F(du/dt, u, t) = 0`,
      'Use DFBDF().',
    );
  }
  if (mass === undefined) return;
  if (massMatrix === undefined || (massMatrix === 'regular' && mass.algebraic.length > 0)) {
    throw solverError(
      'DIFF5018',
      `solve: ${name} takes no ${massMatrix === undefined ? '' : 'singular '}mass matrix`,
      'Use Rodas5P(), FBDF() or RadauIIA5().',
    );
  }
}
