import { midpointColumns, midpointExtrapolation } from '../stepper/midpointExtrapolation.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import type { ExtrapolationOptions } from './extrapolationOptions.js';
import { checkExtrapolationOptions } from './extrapolationOptions.js';

const name = 'ExtrapolationMidpointHairerWanner';
const plain = midpointExtrapolation(name, {});

/**
 * Extrapolation of Gragg's explicit midpoint rule, with order and step size chosen as Hairer and Wanner's code ODEX does: for smooth non-stiff
 * problems at tolerances from 1e-8 down to rounding. Order 2k with k columns, in fixed steps of `columns` of them.
 *
 * Cost: k² + k + 1 evaluations of f a step of k columns. Memory: 15 states. Cubic Hermite output: between steps, which are long, it is less
 * accurate than at their ends; use `saveat` with care, or `dtmax`. Step size control is the method's own; the option `controller` of `solve`
 * is not read.
 *
 * @param options  `columns`: of the first step, of every step if they are fixed, default by the tolerance; `maxColumns`, default 10
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example solve(orbit, ExtrapolationMidpointHairerWanner(), { rtol: 1e-12, atol: 1e-12 })
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.9; W. B. Gragg, SIAM Journal on Numerical
 * Analysis 2, 1965, pp. 384–403.
 */
export function ExtrapolationMidpointHairerWanner(options?: ExtrapolationOptions): Algorithm {
  if (options === undefined) return plain;
  checkExtrapolationOptions(name, options, midpointColumns);
  return midpointExtrapolation(name, options);
}

constantCall(ExtrapolationMidpointHairerWanner);
