import { rosenbrock } from '../stepper/rosenbrock.js';
import type { RosenbrockOptions } from '../stepper/rosenbrock.js';
import { rodas4PTableau } from '../tableau/rodas4P.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

/**
 * A stiffly accurate Rosenbrock method of order 4(3) that keeps its order on linear parabolic equations and has order 3 on other
 * ones.
 *
 * Cost: a Jacobian, a factorisation, 6 solves and 6 evaluations of f a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 *
 * @example solve(problem, Rodas4P(), { rtol: 1e-6 })
 *
 * Reference: G. Steinebach, Order reduction of ROW methods for DAEs and method of lines applications, Preprint 1741, TH
 * Darmstadt, 1995.
 */
export function Rodas4P(options: RosenbrockOptions = {}): Algorithm {
  return rosenbrock(rodas4PTableau, options);
}

constantCall(Rodas4P);
