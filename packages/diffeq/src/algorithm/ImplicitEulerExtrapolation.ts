import { checkLinearSolver } from '../linear/linearSystems.js';
import type { ImplicitExtrapolationOptions } from '../stepper/eulerExtrapolation.js';
import { eulerColumns, eulerExtrapolation } from '../stepper/eulerExtrapolation.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import { checkExtrapolationOptions } from './extrapolationOptions.js';

const name = 'ImplicitEulerExtrapolation';
const plain = eulerExtrapolation(name, {});

/**
 * Extrapolation of the linearly implicit Euler method, with order and step size chosen as Hairer and Wanner's code SEULEX does: for stiff and
 * differential-algebraic problems M du/dt = f(u, p, t). Order k with k columns, in fixed steps of `columns` of them.
 *
 * Cost: a step of k columns takes one Jacobian, k factorisations and (k + 1)(k + 2)/2 − 1 evaluations of f and solves. Dense output is of the
 * order of the steps, up to 7.
 * Step size control is the method's own; the option `controller` of `solve` is not read.
 *
 * @param options  `columns`: of the first step, of every step if they are fixed, default by the tolerance; `maxColumns`, default 11;
 *   `linearSolver`
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example solve(robertson, ImplicitEulerExtrapolation(), { rtol: 1e-8, atol: 1e-10 })
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed., §IV.9; P. Deuflhard, SIAM Review 27, 1985,
 * pp. 505–535; E. Hairer & A. Ostermann, Numerische Mathematik 58, 1990, pp. 419–439.
 */
export function ImplicitEulerExtrapolation(options?: ImplicitExtrapolationOptions): Algorithm {
  if (options === undefined) return plain;
  checkExtrapolationOptions(name, options, eulerColumns, ['linearSolver']);
  checkLinearSolver(options.linearSolver, name);
  return eulerExtrapolation(name, options);
}

constantCall(ImplicitEulerExtrapolation);
