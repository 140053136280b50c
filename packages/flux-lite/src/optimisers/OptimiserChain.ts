import type { Transformation } from './Transformation.js';

/**
 * Transformations applied one after the other, each to what the one before gives.
 *
 * @example OptimiserChain(clipByNorm(1), Adam(0.01))
 */
export function OptimiserChain(...steps: Transformation[]): Transformation {
  return {
    init: (params) => steps.map((step) => step.init(params)),
    update(gradients, state, params) {
      let updates = gradients;
      const states = steps.map((step, i) => {
        const next = step.update(updates, (state as readonly unknown[])[i], params);
        updates = next.updates;
        return next.state;
      });
      return { updates, state: states };
    },
  };
}
