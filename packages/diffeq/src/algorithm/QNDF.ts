import type { LinearSolver } from '../linear/LinearSolver.js';
import type { DifferenceMethod } from '../stepper/quasiConstantBdf.js';
import { quasiConstantBdf } from '../stepper/quasiConstantBdf.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import { bdfOptions } from './bdfOptions.js';

/** Options of methods of one order. */
export interface FixedOrderBdfOptions {
  /** Default: by the pattern and the size of the problem. */
  linearSolver?: LinearSolver;
}

/** Options of methods that choose their order. */
export interface BdfOptions extends FixedOrderBdfOptions {
  /** The largest order, 1 to 5; default 5. Orders above 2 are not stable for oscillations that are not damped. */
  maxOrder?: number;
}

/** κ that lets the longest steps be taken at the same error, of orders 1 to 5. */
const KAPPA = [-0.185, -1 / 9, -0.0823, -0.0415, 0];

/**
 * Numerical differentiation formulas of variable order 1 to 5 with quasi-constant steps: for stiff problems, also large ones, and
 * differential-algebraic ones of index 1 given by a singular mass matrix. It chooses order and step size itself, and reads no `controller`.
 * With fixed steps it begins at order 1, whose error stays. Dense output is the polynomial of the step.
 *
 * Cost: about 2 evaluations of the right-hand side a step; a factorisation where order or step size change, a Jacobian only where the
 * iteration converges badly or after 50 steps. After an event it begins again at order 1.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example solve(problem, QNDF(), { rtol: 1e-6, atol: 1e-9 })
 *
 * Reference: L. F. Shampine & M. W. Reichelt, The MATLAB ODE suite, SIAM J. Sci. Comput. 18(1), 1997, pp. 1–22.
 */
export function QNDF(options: BdfOptions = {}): Algorithm {
  return differences('QNDF', options, KAPPA);
}

/**
 * As `QNDF()`, with the backward differentiation formulas themselves (κ = 0): a little more stable at orders 3 and 4, steps a little
 * shorter.
 *
 * @example solve(problem, QBDF(), { rtol: 1e-6 })
 */
export function QBDF(options: BdfOptions = {}): Algorithm {
  return differences('QBDF', options, [0, 0, 0, 0, 0]);
}

/**
 * The formula of order 1 of `QNDF()`, L-stable, for loose tolerances; also with fixed steps.
 *
 * @example solve(problem, QNDF1(), { rtol: 1e-2 })
 */
export function QNDF1(options: FixedOrderBdfOptions = {}): Algorithm {
  return ofOrder('QNDF1', 1, options, KAPPA);
}

/**
 * The formula of order 2 of `QNDF()`, L-stable, its first step of order 1; also with fixed steps.
 *
 * @example solve(problem, QNDF2(), { rtol: 1e-3 })
 */
export function QNDF2(options: FixedOrderBdfOptions = {}): Algorithm {
  return ofOrder('QNDF2', 2, options, KAPPA);
}

/**
 * The implicit Euler method in the form of `QBDF()`, its error estimated by a difference.
 *
 * @example solve(problem, QBDF1(), { rtol: 1e-2 })
 */
export function QBDF1(options: FixedOrderBdfOptions = {}): Algorithm {
  return ofOrder('QBDF1', 1, options, [0]);
}

/**
 * BDF of order 2 in the form of `QBDF()`, its first step of order 1; also with fixed steps.
 *
 * @example solve(problem, QBDF2(), { rtol: 1e-3 })
 */
export function QBDF2(options: FixedOrderBdfOptions = {}): Algorithm {
  return ofOrder('QBDF2', 2, options, [0, 0]);
}

function differences(name: string, options: BdfOptions, kappa: readonly number[]): Algorithm {
  const { maxOrder, linearSolver } = bdfOptions(name, options, 5);
  return quasiConstantBdf({ name, maxOrder, fixedOrder: false, kappa, linearSolver });
}

function ofOrder(
  name: string,
  maxOrder: number,
  options: FixedOrderBdfOptions,
  kappa: DifferenceMethod['kappa'],
): Algorithm {
  const { linearSolver } = bdfOptions(name, options, undefined);
  return quasiConstantBdf({ name, maxOrder, fixedOrder: true, kappa, linearSolver });
}

for (const make of [QNDF, QBDF, QNDF1, QNDF2, QBDF1, QBDF2]) constantCall(make);
