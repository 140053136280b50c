import { exponentialRosenbrock } from '../stepper/exponentialRosenbrock.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';
import { implicitAlgorithm } from './ImplicitOptions.js';

const make = implicitAlgorithm('Exprb43', ({ linearSolver }) =>
  exponentialRosenbrock('Exprb43', linearSolver),
);

/**
 * Hochbruck, Ostermann and Schweitzer's exponential Rosenbrock pair of order 4(3), for stiff problems du/dt = f(u, p, t): the Jacobian is
 * taken at every step, and its flow followed exactly, by Krylov spaces. Cubic Hermite output.
 *
 * Where it goes wrong: very stiff problems whose Krylov spaces do not converge in some tens of vectors; an implicit method that factors the
 * Jacobian is cheaper there.
 *
 * Cost: 3 evaluations of f, one Jacobian and 4 Krylov spaces of up to 30 products with it a step.
 *
 * @param options  `linearSolver`: in what form the Jacobian is held; its systems are not solved
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, Exprb43(), { rtol: 1e-6 })
 *
 * Reference: M. Hochbruck, A. Ostermann & J. Schweitzer, SIAM Journal on Numerical Analysis 47, 2009, pp. 786–803.
 */
export function Exprb43(options?: ImplicitOptions): Algorithm {
  return make(options);
}

constantCall(Exprb43);
