import { fixedLeadingBdf } from '../stepper/fixedLeadingBdf.js';
import type { Algorithm } from './Algorithm.js';
import { bdfOptions } from './bdfOptions.js';
import { constantCall } from './constantCall.js';
import type { BdfOptions, FixedOrderBdfOptions } from './QNDF.js';

/**
 * Backward differentiation formulas of variable order 1 to 5 with a fixed leading coefficient: for stiff problems, also large ones,
 * and differential-algebraic ones of index 1 given by a singular mass matrix. It chooses order and step size itself, and reads no
 * `controller`. With fixed steps it begins at order 1, whose error stays. Dense output is the polynomial of the step.
 *
 * Cost: about 2 evaluations of the right-hand side a step; a factorisation where order or step size change much, a Jacobian only where
 * the iteration converges badly or after 50 steps. After an event it begins again at order 1.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example solve(problem, FBDF(), { rtol: 1e-6, atol: 1e-9 })
 *
 * Reference: K. R. Jackson & R. Sacks-Davis, ACM TOMS 6(3), 1980, pp. 295–318; Brenan, Campbell & Petzold, Numerical Solution of
 * Initial-Value Problems in Differential-Algebraic Equations, SIAM 1996, ch. 5.
 */
export function FBDF(options: BdfOptions = {}): Algorithm {
  const { maxOrder, linearSolver } = bdfOptions('FBDF', options, 5);
  return fixedLeadingBdf({ name: 'FBDF', isOfResidual: false, maxOrder, fixedOrder: false, linearSolver });
}

/**
 * BDF of order 2 with variable steps, L-stable: for stiff problems at loose tolerances, and with fixed steps. Its first steps are of
 * order 1. Otherwise as `FBDF()`.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example solve(problem, ABDF2(), { rtol: 1e-3 })
 *
 * Reference: E. Alberdi Celaya, J. J. Anza Aguirrezabala & P. Chatzipantelidis, Procedia Computer Science 29, 2014, pp. 1014–1026.
 */
export function ABDF2(options: FixedOrderBdfOptions = {}): Algorithm {
  const { linearSolver } = bdfOptions('ABDF2', options, undefined);
  return fixedLeadingBdf({ name: 'ABDF2', isOfResidual: false, maxOrder: 2, fixedOrder: true, linearSolver });
}

constantCall(FBDF);
constantCall(ABDF2);
