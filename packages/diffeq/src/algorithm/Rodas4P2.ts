import { rosenbrock } from '../stepper/rosenbrock.js';
import type { RosenbrockOptions } from '../stepper/rosenbrock.js';
import { rodas4P2Tableau } from '../tableau/rodas4P2.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

/**
 * `Rodas4P` improved: order 2 even with an inexact Jacobian.
 *
 * Cost: a Jacobian, a factorisation, 6 solves and 6 evaluations of f a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 *
 * @example solve(problem, Rodas4P2(), { rtol: 1e-6 })
 *
 * Reference: G. Steinebach, Improvement of Rosenbrock–Wanner method RODASP, in Progress in Differential-Algebraic Equations II,
 * Springer, 2020, pp. 165–184.
 */
export function Rodas4P2(options: RosenbrockOptions = {}): Algorithm {
  return rosenbrock(rodas4P2Tableau, options);
}

constantCall(Rodas4P2);
