import { rosenbrock } from '../stepper/rosenbrock.js';
import type { RosenbrockOptions } from '../stepper/rosenbrock.js';
import { rodas3PTableau } from '../tableau/rodas3P.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

/**
 * A stiffly accurate Rosenbrock method of order 3(2) with dense output of order 3, which keeps its order on linear parabolic
 * equations.
 *
 * Cost: a Jacobian, a factorisation, 5 solves and 4 evaluations of f a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 *
 * @example solve(problem, Rodas3P(), { rtol: 1e-6 })
 *
 * Reference: G. Steinebach, Rosenbrock methods within OrdinaryDiffEq.jl: overview, recent developments and applications, JuliaCon
 * Proceedings, 2024.
 */
export function Rodas3P(options: RosenbrockOptions = {}): Algorithm {
  return rosenbrock(rodas3PTableau, options);
}

constantCall(Rodas3P);
