import { rosenbrock } from '../stepper/rosenbrock.js';
import type { RosenbrockOptions } from '../stepper/rosenbrock.js';
import { rodas42Tableau } from '../tableau/rodas42.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

/**
 * The second set of coefficients of the code RODAS, order 4(3), for problems on which the first does poorly.
 *
 * Cost: a Jacobian, a factorisation, 6 solves and 6 evaluations of f a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 *
 * @example solve(problem, Rodas42(), { rtol: 1e-6 })
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.7 and §VI.4; coefficients of the code
 * RODAS, method 2.
 */
export function Rodas42(options: RosenbrockOptions = {}): Algorithm {
  return rosenbrock(rodas42Tableau, options);
}

constantCall(Rodas42);
