import { rosenbrock } from '../stepper/rosenbrock.js';
import type { RosenbrockOptions } from '../stepper/rosenbrock.js';
import { ros3PTableau } from '../tableau/ros3P.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

/**
 * A Rosenbrock method of order 3(2) that keeps its order on discretised parabolic equations.
 *
 * Cost: a Jacobian, a factorisation, 4 solves and 2 evaluations of f a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 *
 * @example solve(problem, ROS3P(), { rtol: 1e-6 })
 *
 * Reference: J. Lang & J. Verwer, ROS3P — an accurate third-order Rosenbrock solver designed for parabolic problems, BIT
 * Numerical Mathematics 41, 2001, pp. 731–738.
 */
export function ROS3P(options: RosenbrockOptions = {}): Algorithm {
  return rosenbrock(ros3PTableau, options);
}

constantCall(ROS3P);
