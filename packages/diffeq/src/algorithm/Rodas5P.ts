import { rosenbrock } from '../stepper/rosenbrock.js';
import type { RosenbrockOptions } from '../stepper/rosenbrock.js';
import { rodas5PTableau } from '../tableau/rodas5P.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

/**
 * The first choice for stiff problems and differential-algebraic equations of up to some 50 unknowns, at tolerances from 1e-3 to
 * 1e-11: a stiffly accurate Rosenbrock method of order 5(4) with dense output of order 4.
 *
 * Cost: a Jacobian, a factorisation, 8 solves and 8 evaluations of f a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 *
 * @example solve(problem, Rodas5P(), { rtol: 1e-6 })
 *
 * Reference: G. Steinebach, Construction of Rosenbrock–Wanner method Rodas5P and numerical benchmarks within the Julia
 * Differential Equations package, BIT Numerical Mathematics 63, 27, 2023.
 */
export function Rodas5P(options: RosenbrockOptions = {}): Algorithm {
  return rosenbrock(rodas5PTableau, options);
}

constantCall(Rodas5P);
