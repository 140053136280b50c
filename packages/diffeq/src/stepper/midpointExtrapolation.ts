import type { Algorithm } from '../algorithm/Algorithm.js';
import type { ExtrapolationOptions } from '../algorithm/extrapolationOptions.js';
import { hermiteIncrement } from '../interpolation/hermiteIncrement.js';
import type { BasicMethod } from './ExtrapolationStepper.js';
import { denseMidpointExtrapolation } from './denseMidpointExtrapolation.js';
import { MidpointExtrapolationStepper } from './MidpointExtrapolationStepper.js';

/** Steps of the midpoint rule: 2, 4, 6, …; f at the start of the step is shared by all rows. */
const sequence = [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22];

const basic: BasicMethod = {
  sequence,
  power: 2,
  work: sequence.map((_, j) => 1 + sequence.slice(0, j + 1).reduce((sum, n) => sum + n, 0)),
};

/** Columns there are. */
export const midpointColumns = sequence.length - 1;

/** Options of the explicit extrapolation method. */
export interface MidpointExtrapolationOptions extends ExtrapolationOptions {
  /**
   * Whether dense output has the order of the steps, up to 12; default true. Without, the table is cheaper by some 20 %, and dense output a
   * cubic, which is far less accurate than the long steps are.
   */
  dense?: boolean;
}

/** Extrapolation of the explicit midpoint rule, of order 2k with k columns. */
export function midpointExtrapolation(name: string, options: MidpointExtrapolationOptions): Algorithm {
  if (options.dense !== false) return denseMidpointExtrapolation(name, options);
  return {
    name,
    order: 2 * (options.maxColumns ?? midpointColumns),
    startOrder: 4,
    denseOrder: 3,
    adaptive: true,
    stiff: false,
    tableau: undefined,
    interpolant: hermiteIncrement,
    createStepper: (system, u0, tolerances) =>
      new MidpointExtrapolationStepper(basic, options, system, u0, tolerances),
  };
}
