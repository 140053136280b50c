import { rosenbrock } from '../stepper/rosenbrock.js';
import type { RosenbrockWOptions } from '../stepper/rosenbrock.js';
import { rodas23WTableau } from '../tableau/rodas23W.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

/**
 * The stages of `Rodas3P` with order 2 for any Jacobian: for loose tolerances, differential-algebraic equations too.
 *
 * Cost: a Jacobian, a factorisation, 5 solves and 4 evaluations of f a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 *
 * @example solve(problem, Rodas23W(), { rtol: 1e-6 })
 *
 * Reference: G. Steinebach, Rosenbrock methods within OrdinaryDiffEq.jl: overview, recent developments and applications, JuliaCon
 * Proceedings, 2024.
 */
export function Rodas23W(options: RosenbrockWOptions = {}): Algorithm {
  return rosenbrock(rodas23WTableau, options);
}

constantCall(Rodas23W);
