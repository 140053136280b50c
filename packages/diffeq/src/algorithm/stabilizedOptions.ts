import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { EigenEstimate } from '../stepper/SpectralBound.js';
import type { Algorithm } from './Algorithm.js';

/** Options of stabilised explicit methods. */
export interface StabilizedOptions {
  /**
   * A bound of the spectral radius of ∂f/∂u at (u, p, t), in the inverse of the problem's time unit, such as 4 D/Δx² for diffusion on a line;
   * default: it is estimated by the nonlinear power method, which costs some evaluations of f.
   */
  eigenEstimate?: EigenEstimate;
  /** The largest number of stages of a step; default: the largest that the method has. */
  maxStages?: number;
}

/**
 * A stabilised method as a function of its options, whose result without options is one object.
 *
 * @throws DIFF5005, DIFF5008 from the function
 */
export function stabilizedAlgorithm(
  name: string,
  make: (options: StabilizedOptions) => Algorithm,
): (options?: StabilizedOptions) => Algorithm {
  const plain = make({});
  return (options) => {
    if (options === undefined) return plain;
    checkKeys(options, ['eigenEstimate', 'maxStages'], name);
    const { eigenEstimate, maxStages } = options;
    if (eigenEstimate !== undefined && typeof eigenEstimate !== 'function') {
      throw solverError(
        'DIFF5008',
        `${name}: eigenEstimate is ${shown(eigenEstimate)}`,
        'It is a function (u, p, t) that gives a bound of the spectral radius.',
      );
    }
    if (maxStages !== undefined && !(Number.isInteger(maxStages) && maxStages >= 5)) {
      throw solverError(
        'DIFF5008',
        `${name}: maxStages is ${shown(maxStages)}`,
        'It is a whole number from 5.',
      );
    }
    return make(options);
  };
}
