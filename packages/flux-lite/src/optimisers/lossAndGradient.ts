import { withGradient } from '@diffjs/runtime';
import type { LossAndGradient } from './minimize.js';

/**
 * The loss together with its gradient, as `minimize` wants it.
 *
 * @param loss  a compiled function of the parameters that gives a number
 * @throws DIFF3001, when called, if `loss` was never compiled
 */
export function lossAndGradient<P>(loss: (params: P) => number): LossAndGradient<P> {
  return (params) => {
    const { value, gradient } = withGradient(loss, params);
    return { value, gradient: gradient[0] as P };
  };
}
