import { shown, solverError } from '../diagnostics/solverError.js';
import type { MidpointExtrapolationOptions } from '../stepper/midpointExtrapolation.js';
import { denseMidpointColumns } from '../stepper/denseMidpointExtrapolation.js';
import { midpointColumns, midpointExtrapolation } from '../stepper/midpointExtrapolation.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import { checkExtrapolationOptions } from './extrapolationOptions.js';

const name = 'ExtrapolationMidpointHairerWanner';
const plain = midpointExtrapolation(name, {});

/**
 * Extrapolation of Gragg's explicit midpoint rule, with order and step size chosen as Hairer and Wanner's code ODEX does: for smooth non-stiff
 * problems at tolerances from 1e-8 down to rounding. Order 2k with k columns, in fixed steps of `columns` of them.
 *
 * Dense output is of the order of the steps, up to 12.
 *
 * Cost: 2k² + 1 evaluations of f a step of k columns; k² + k + 1 with `dense: false`. Memory: some 100 states; 15 without dense output of its
 * own. Step size control is the method's own; the option `controller` of `solve` is not read.
 *
 * @param options  `columns`: of the first step, of every step if they are fixed, default by the tolerance; `maxColumns`, default 8 (10 with
 *   `dense: false`); `dense`: false for a cheaper table and cubic dense output
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example solve(orbit, ExtrapolationMidpointHairerWanner(), { rtol: 1e-12, atol: 1e-12 })
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.9; E. Hairer & A. Ostermann,
 * Numerische Mathematik 58, 1990, pp. 419–439; W. B. Gragg, SIAM Journal on Numerical
 * Analysis 2, 1965, pp. 384–403.
 */
export function ExtrapolationMidpointHairerWanner(options?: MidpointExtrapolationOptions): Algorithm {
  if (options === undefined) return plain;
  checkExtrapolationOptions(name, options, options.dense === false ? midpointColumns : denseMidpointColumns, [
    'dense',
  ]);
  if (options.dense !== undefined && typeof options.dense !== 'boolean') {
    throw solverError('DIFF5008', `${name}: dense is ${shown(options.dense)}`, 'It is true or false.');
  }
  return midpointExtrapolation(name, options);
}

constantCall(ExtrapolationMidpointHairerWanner);
