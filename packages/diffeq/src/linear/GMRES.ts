import { constantCall } from '../algorithm/constantCall.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { Preconditioner } from './KrylovSystem.js';
import { KrylovSystem } from './KrylovSystem.js';
import type { LinearSolver } from './LinearSolver.js';

/** Options of `GMRES`. */
export interface GMRESOptions {
  /** Vectors kept before the iteration begins anew, default 30. */
  restart?: number;
  /** Products with J for one linear system, default 300; beyond, the step is tried again with half the size or less. */
  maxIterations?: number;
  /** Where the iteration ends: the residual over the right-hand side, weighted by tolerances; default rtol/1000. */
  tol?: number;
  /** Makes approximate inverses of s M − J; default none. */
  preconditioner?: Preconditioner;
}

/**
 * Linear systems by restarted GMRES with products J v and no matrix: exact ones if the right-hand side is differentiable, else differences
 * of it. For systems too large for elimination; stiff ones need a preconditioner.
 *
 * Cost: a product an iteration; memory for `restart` states.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example
 * const preconditioner = (system, u, t, shift) => (b) => { for (let i = 0; i < b.length; i++) b[i] /= shift + 2; };
 * solve(problem, Rodas5P({ linearSolver: GMRES({ preconditioner }) }))
 *
 * Reference: Saad & Schultz, SIAM J. Sci. Stat. Comput. 7(3), 1986; Brown & Hindmarsh, Appl. Math. Comput. 31, 1989 (J v by
 * differences).
 */
export function GMRES(options: GMRESOptions = {}): LinearSolver {
  checkKeys(options, ['restart', 'maxIterations', 'tol', 'preconditioner'], 'GMRES');
  const { restart = 30, maxIterations = 300, tol, preconditioner } = options;
  for (const [name, value] of Object.entries({ restart, maxIterations })) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw solverError('DIFF5008', `GMRES: ${name} is ${shown(value)}`, 'It is a whole number from 1.');
  }
  if (tol !== undefined && !(tol > 0 && tol < 1)) {
    throw solverError('DIFF5008', `GMRES: tol is ${shown(tol)}`, 'It is a number between 0 and 1.');
  }
  if (preconditioner !== undefined && typeof preconditioner !== 'function') {
    throw solverError(
      'DIFF5008',
      `GMRES: preconditioner is ${shown(preconditioner)}`,
      'It is a function (system, u, t, shift) that returns one that overwrites its argument.',
    );
  }
  const settings = { restart, maxIterations, tol, preconditioner };
  return { name: 'GMRES', create: (problem) => new KrylovSystem(problem, settings) };
}

constantCall(GMRES);
