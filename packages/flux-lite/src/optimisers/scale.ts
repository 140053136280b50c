import { checkNumber } from '../errors/checkOptions.js';
import { mapLeaves } from '../params/mapLeaves.js';
import type { Schedule, Transformation } from './Transformation.js';

/** Multiplies by −rate, a number or a schedule: the last step of a descent. */
export function scaleByRate(rate: Schedule): Transformation {
  return {
    init: () => 0,
    update(gradients, state, _params) {
      const step = state as number;
      const eta = typeof rate === 'number' ? rate : rate(step);
      return { updates: mapLeaves((g) => -eta * g, gradients), state: step + 1 };
    },
  };
}

/**
 * Rejects a learning rate that is not a non-negative number or a function of the step.
 *
 * @throws DIFF6004
 */
export function checkRate(where: string, rate: Schedule): void {
  if (typeof rate === 'function') return;
  checkNumber(
    where,
    'the learning rate',
    rate,
    (x) => x >= 0 && x < Infinity,
    'a non-negative number or a function of the step',
  );
}
