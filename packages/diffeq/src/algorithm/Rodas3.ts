import { rosenbrock } from '../stepper/rosenbrock.js';
import type { RosenbrockOptions } from '../stepper/rosenbrock.js';
import { rodas3Tableau } from '../tableau/rodas3.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

/**
 * A stiffly accurate Rosenbrock method of order 3(2).
 *
 * Cost: a Jacobian, a factorisation, 4 solves and 3 evaluations of f a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 *
 * @example solve(problem, Rodas3(), { rtol: 1e-6 })
 *
 * Reference: Sandu, Verwer, Blom, Spee, Carmichael & Potra, Benchmarking stiff ODE solvers for atmospheric chemistry problems II:
 * Rosenbrock solvers, Atmospheric Environment 31, 1997, pp. 3459–3472.
 */
export function Rodas3(options: RosenbrockOptions = {}): Algorithm {
  return rosenbrock(rodas3Tableau, options);
}

constantCall(Rodas3);
