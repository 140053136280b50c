import { checkNumber, checkOptions } from '../errors/checkOptions.js';
import { mapLeaves } from '../params/mapLeaves.js';
import { OptimiserChain } from './OptimiserChain.js';
import { checkRate, scaleByRate } from './scale.js';
import type { Schedule, Transformation } from './Transformation.js';

/** Options of `Adam`. */
export interface AdamOptions {
  /** Decay of the mean of the gradients. Default 0.9. */
  beta1?: number;
  /** Decay of the mean of their squares. Default 0.999. */
  beta2?: number;
  /** Added to the root, against division by zero. Default 1e-8. */
  eps?: number;
}

/**
 * Adam: steps of about the learning rate in each parameter, whatever the scale of its gradient.
 *
 *     m ← β₁ m + (1 − β₁) g        v ← β₂ v + (1 − β₂) g²
 *     update = −lr · m̂ / (√v̂ + eps)   with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)
 *
 * @param rate  the learning rate or a schedule; default 0.001
 * @throws DIFF6004 for a wrong option
 * Reference: Kingma & Ba, Adam: a method for stochastic optimization, ICLR 2015, algorithm 1.
 */
export function Adam(rate: Schedule = 0.001, options: AdamOptions = {}): Transformation {
  checkRate('Adam', rate);
  return OptimiserChain(scaleByAdam('Adam', options), scaleByRate(rate));
}

/**
 * Adam with weight decay apart from the gradient: update = −lr · (m̂ / (√v̂ + eps) + decay · θ).
 *
 * @throws DIFF6004 for a wrong option
 * Reference: Loshchilov & Hutter, Decoupled weight decay regularization, ICLR 2019, algorithm 2.
 */
export function AdamW(rate: Schedule = 0.001, decay = 0.01, options: AdamOptions = {}): Transformation {
  checkRate('AdamW', rate);
  return OptimiserChain(scaleByAdam('AdamW', options), addDecayedWeights(decay), scaleByRate(rate));
}

/** g ← g + decay · θ. */
export function addDecayedWeights(decay: number): Transformation {
  checkNumber('addDecayedWeights', 'decay', decay, (x) => x >= 0, 'a non-negative number');
  return {
    init: () => null,
    update: (gradients, state, params) => ({
      updates: mapLeaves((g, theta) => g + decay * theta, gradients, params),
      state,
    }),
  };
}

interface AdamState {
  readonly m: unknown;
  readonly v: unknown;
  readonly t: number;
}

function scaleByAdam(where: string, options: AdamOptions): Transformation {
  checkOptions(where, options, ['beta1', 'beta2', 'eps']);
  const { beta1 = 0.9, beta2 = 0.999, eps = 1e-8 } = options;
  const decays = { beta1, beta2 };
  for (const [name, beta] of Object.entries(decays)) {
    checkNumber(where, name, beta, (x) => x >= 0 && x < 1, 'in [0, 1)');
  }
  checkNumber(where, 'eps', eps, (x) => x >= 0, 'a non-negative number');
  const zero = (params: unknown): unknown => mapLeaves(() => 0, params);
  return {
    init: (params): AdamState => ({ m: zero(params), v: zero(params), t: 0 }),
    update(gradients, state) {
      const last = state as AdamState;
      const t = last.t + 1;
      const m = mapLeaves((x, g) => beta1 * x + (1 - beta1) * g, last.m, gradients);
      const v = mapLeaves((x, g) => beta2 * x + (1 - beta2) * g * g, last.v, gradients);
      const c1 = 1 - beta1 ** t;
      const c2 = 1 - beta2 ** t;
      const updates = mapLeaves((x, y) => x / c1 / (Math.sqrt(y / c2) + eps), m, v) as typeof gradients;
      return { updates, state: { m, v, t } };
    },
  };
}
