import { checkNumber } from '../errors/checkOptions.js';
import { mapLeaves } from '../params/mapLeaves.js';
import { treeNorm } from './treeNorm.js';
import type { Transformation } from './Transformation.js';

/**
 * Scales the gradients down so that the norm of all of them together is at most `maxNorm`: g ← g · min(1, maxNorm / ‖g‖₂).
 *
 * @throws DIFF6004 if `maxNorm` is not positive
 * Reference: Pascanu, Mikolov & Bengio, On the difficulty of training recurrent neural networks, ICML 2013, algorithm 1.
 */
export function clipByNorm(maxNorm: number): Transformation {
  checkNumber('clipByNorm', 'maxNorm', maxNorm, (x) => x > 0, 'a positive number');
  return {
    init: () => null,
    update(gradients, state) {
      const norm = treeNorm(gradients);
      const factor = norm > maxNorm ? maxNorm / norm : 1;
      return { updates: factor === 1 ? gradients : mapLeaves((g) => g * factor, gradients), state };
    },
  };
}
