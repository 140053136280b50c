import { rosenbrock } from '../stepper/rosenbrock.js';
import type { RosenbrockWOptions } from '../stepper/rosenbrock.js';
import { ros34PW2Tableau } from '../tableau/ros34PW2.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

/**
 * A stiffly accurate Rosenbrock-W method of order 3(2), for differential-algebraic equations too.
 *
 * Cost: a Jacobian, a factorisation, 4 solves and 4 evaluations of f a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 *
 * @example solve(problem, ROS34PW2(), { rtol: 1e-6 })
 *
 * Reference: J. Rang & L. Angermann, New Rosenbrock W-methods of order 3 for partial differential algebraic equations of index 1,
 * BIT Numerical Mathematics 45, 2005, pp. 761–787.
 */
export function ROS34PW2(options: RosenbrockWOptions = {}): Algorithm {
  return rosenbrock(ros34PW2Tableau, options);
}

constantCall(ROS34PW2);
