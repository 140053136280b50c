import { rosenbrock } from '../stepper/rosenbrock.js';
import type { RosenbrockOptions } from '../stepper/rosenbrock.js';
import { rodas5Tableau } from '../tableau/rodas5.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

/**
 * A stiffly accurate Rosenbrock method of order 5(4); `Rodas5P` is mostly better.
 *
 * Cost: a Jacobian, a factorisation, 8 solves and 8 evaluations of f a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 *
 * @example solve(problem, Rodas5(), { rtol: 1e-6 })
 *
 * Reference: G. Di Marzo, RODAS5(4), Méthodes de Rosenbrock d’ordre 5(4) adaptées aux problèmes différentiels-algébriques,
 * thesis, University of Geneva, 1993; dense output as in OrdinaryDiffEq.jl.
 */
export function Rodas5(options: RosenbrockOptions = {}): Algorithm {
  return rosenbrock(rodas5Tableau, options);
}

constantCall(Rodas5);
