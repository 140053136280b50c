import { rosenbrock } from '../stepper/rosenbrock.js';
import type { RosenbrockWOptions } from '../stepper/rosenbrock.js';
import { ros34PW1aTableau } from '../tableau/ros34PW1a.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

/**
 * A Rosenbrock-W method of order 3(2): it holds with any Jacobian, so that an old one will do.
 *
 * Cost: a Jacobian, a factorisation, 5 solves and 4 evaluations of f a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 *
 * @example solve(problem, ROS34PW1a(), { rtol: 1e-6 })
 *
 * Reference: J. Rang & L. Angermann, New Rosenbrock W-methods of order 3 for partial differential algebraic equations of index 1,
 * BIT Numerical Mathematics 45, 2005, pp. 761–787.
 */
export function ROS34PW1a(options: RosenbrockWOptions = {}): Algorithm {
  return rosenbrock(ros34PW1aTableau, options);
}

constantCall(ROS34PW1a);
