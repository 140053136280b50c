import { exponentialRosenbrock } from '../stepper/exponentialRosenbrock.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ImplicitOptions } from './ImplicitOptions.js';
import { implicitAlgorithm } from './ImplicitOptions.js';

const make = implicitAlgorithm('EXPRB53s3', ({ linearSolver }) =>
  exponentialRosenbrock('EXPRB53s3', linearSolver),
);

/**
 * Luan and Ostermann's exponential Rosenbrock pair of order 5(3), for stiff problems du/dt = f(u, p, t): the Jacobian is
 * taken at every step, and its flow followed exactly, by Krylov spaces. Cubic Hermite output.
 *
 * Where it goes wrong: very stiff problems whose Krylov spaces do not converge in some tens of vectors; an implicit method that factors the
 * Jacobian is cheaper there.
 *
 * Cost: 3 evaluations of f, one Jacobian and 5 Krylov spaces of up to 30 products with it a step.
 *
 * @param options  `linearSolver`: in what form the Jacobian is held; its systems are not solved
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none
 * @example solve(problem, EXPRB53s3(), { rtol: 1e-6 })
 *
 * Reference: V. T. Luan & A. Ostermann, Journal of Computational and Applied Mathematics 255, 2014, pp. 417–431.
 */
export function EXPRB53s3(options?: ImplicitOptions): Algorithm {
  return make(options);
}

constantCall(EXPRB53s3);
