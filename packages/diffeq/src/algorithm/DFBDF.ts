import { fixedLeadingBdf } from '../stepper/fixedLeadingBdf.js';
import type { Algorithm } from './Algorithm.js';
import { bdfOptions } from './bdfOptions.js';
import { constantCall } from './constantCall.js';
import type { BdfOptions, FixedOrderBdfOptions } from './QNDF.js';

/**
 * `FBDF()` for fully implicit problems F(du/dt, u, t) = 0 of index 0 and 1, as in IDA: variable order 1 to 5 and variable steps.
 *
 * Cost: about 2 evaluations of F a step; ∂F/∂u̇ and ∂F/∂u and a factorisation where the iteration converges badly or after 50 steps.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example solve(new DAEProblem(F, du0, u0, [0, 10]), DFBDF(), { rtol: 1e-6 })
 *
 * Reference: Brenan, Campbell & Petzold, Numerical Solution of Initial-Value Problems in Differential-Algebraic Equations, SIAM 1996,
 * ch. 5; A. C. Hindmarsh et al., SUNDIALS, ACM TOMS 31(3), 2005, pp. 363–396.
 */
export function DFBDF(options: BdfOptions = {}): Algorithm {
  const { maxOrder, linearSolver } = bdfOptions('DFBDF', options, 5);
  return fixedLeadingBdf({ name: 'DFBDF', isOfResidual: true, maxOrder, fixedOrder: false, linearSolver });
}

/**
 * The implicit Euler method for F(du/dt, u, t) = 0, with variable or fixed steps.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example solve(new DAEProblem(F, du0, u0, [0, 10]), DImplicitEuler(), { rtol: 1e-2 })
 */
export function DImplicitEuler(options: FixedOrderBdfOptions = {}): Algorithm {
  const { linearSolver } = bdfOptions('DImplicitEuler', options, undefined);
  return fixedLeadingBdf({
    name: 'DImplicitEuler',
    isOfResidual: true,
    maxOrder: 1,
    fixedOrder: true,
    linearSolver,
  });
}

/**
 * `ABDF2()` for F(du/dt, u, t) = 0, with variable or fixed steps.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example solve(new DAEProblem(F, du0, u0, [0, 10]), DABDF2(), { rtol: 1e-3 })
 */
export function DABDF2(options: FixedOrderBdfOptions = {}): Algorithm {
  const { linearSolver } = bdfOptions('DABDF2', options, undefined);
  return fixedLeadingBdf({ name: 'DABDF2', isOfResidual: true, maxOrder: 2, fixedOrder: true, linearSolver });
}

for (const make of [DFBDF, DImplicitEuler, DABDF2]) constantCall(make);
