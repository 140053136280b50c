import { checkNumber, checkOptions } from '../errors/checkOptions.js';
import { mapLeaves } from '../params/mapLeaves.js';
import { OptimiserChain } from './OptimiserChain.js';
import { checkRate, scaleByRate } from './scale.js';
import type { Schedule, Transformation } from './Transformation.js';

/** Options of `SGD`. */
export interface SGDOptions {
  /** How much of the last step is kept, in [0, 1). Default 0. */
  momentum?: number;
  /** Nesterov's form, which looks ahead along the last step. Default false. */
  nesterov?: boolean;
}

/**
 * Gradient descent: m ← momentum · m + g;  update = −lr · m  (Nesterov's form: −lr · (momentum · m + g)).
 *
 * @param rate  the learning rate or a schedule
 * @throws DIFF6004 for a wrong option
 * Reference: Sutskever, Martens, Dahl & Hinton, On the importance of initialization and momentum in deep learning, ICML 2013.
 */
export function SGD(rate: Schedule, options: SGDOptions = {}): Transformation {
  checkRate('SGD', rate);
  checkOptions('SGD', options, ['momentum', 'nesterov']);
  const { momentum = 0, nesterov = false } = options;
  checkNumber('SGD', 'momentum', momentum, (x) => x >= 0 && x < 1, 'in [0, 1)');
  return momentum === 0 ? scaleByRate(rate) : OptimiserChain(trace(momentum, nesterov), scaleByRate(rate));
}

/** Gradient descent that keeps `momentum` (default 0.9) of the last step: `SGD(rate, { momentum })`. */
export function Momentum(rate: Schedule, momentum = 0.9): Transformation {
  return SGD(rate, { momentum });
}

function trace(momentum: number, nesterov: boolean): Transformation {
  return {
    init: (params) => mapLeaves(() => 0, params),
    update(gradients, state) {
      const m = mapLeaves((last, g) => momentum * last + g, state as typeof gradients, gradients);
      const updates = nesterov ? mapLeaves((x, g) => momentum * x + g, m, gradients) : m;
      return { updates, state: m };
    },
  };
}
