import { rosenbrock } from '../stepper/rosenbrock.js';
import type { RosenbrockOptions } from '../stepper/rosenbrock.js';
import { rodas4Tableau } from '../tableau/rodas4.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

/**
 * The stiffly accurate, L-stable Rosenbrock method of order 4(3) of the code RODAS.
 *
 * Cost: a Jacobian, a factorisation, 6 solves and 6 evaluations of f a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 *
 * @example solve(problem, Rodas4(), { rtol: 1e-6 })
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.7 and §VI.4; coefficients of the code
 * RODAS.
 */
export function Rodas4(options: RosenbrockOptions = {}): Algorithm {
  return rosenbrock(rodas4Tableau, options);
}

constantCall(Rodas4);
