import { withGradient } from '@diffjs/runtime';
import { checkNumber, checkOptions } from '../errors/checkOptions.js';
import { fluxError } from '../errors/fluxError.js';
import { applyUpdates } from '../optimisers/applyUpdates.js';
import type { Transformation } from '../optimisers/Transformation.js';
import type { ProgressOption } from './Progress.js';
import { startProgress } from './startProgress.js';

/** What the callback of `train` is told after each step. */
export interface TrainReport<P> {
  /** Counted from 1. */
  readonly step: number;
  /** The loss before this step's update. */
  readonly loss: number;
  /** The parameters after it. */
  readonly params: P;
}

/** Options of `train`. */
export interface TrainOptions<P> {
  /** How many updates are made. */
  steps: number;
  /** The progress display: `true`, a label, or its options. Default none. */
  progress?: ProgressOption;
  /** Called after each step; `true` stops the run. */
  callback?: (report: TrainReport<P>) => boolean | void;
}

/** How a training run ended. */
export interface TrainResult<P> {
  /** The parameters after the last update. */
  readonly params: P;
  /** The parameters with the lowest loss seen, and that loss. */
  readonly best: { readonly params: P; readonly loss: number };
  /** The loss before each update. */
  readonly losses: readonly number[];
  /** The optimiser's state, to go on from. */
  readonly state: unknown;
}

/**
 * Trains parameters: `steps` times the gradient of the loss, an update by the optimiser.
 *
 * @param loss  a compiled function of the parameters (and of the step, counted from 0) that gives a number
 * @param params  where to start; left as they are
 * @throws DIFF6008 if the loss becomes NaN or infinite, DIFF6004 for a wrong option, DIFF3001 if `loss` was never compiled
 * @example
 * // loss: a function marked @differentiable, p => mse(model(x, p), y)
 * const { params: trained } = train(loss, params(model), Adam(0.01), { steps: 500, progress: true });
 */
export function train<P>(
  loss: (params: P, step: number) => number,
  params: P,
  optimiser: Transformation,
  options: TrainOptions<P>,
): TrainResult<P> {
  checkOptions('train', options, ['steps', 'progress', 'callback']);
  const { steps, callback } = options;
  checkNumber('train', 'steps', steps, (n) => Number.isInteger(n) && n >= 0, 'a non-negative integer');
  const display = startProgress(options.progress, 'train', steps);
  const losses: number[] = [];
  let now = params;
  let state = optimiser.init(params);
  let best = { params, loss: Infinity };
  try {
    for (let step = 1; step <= steps; step++) {
      const { value, gradient } = withGradient(loss, now, step - 1);
      if (!Number.isFinite(value)) throw notFinite(value, step);
      losses.push(value);
      if (value < best.loss) best = { params: now, loss: value };
      const next = optimiser.update(gradient[0] as P, state, now);
      now = applyUpdates(now, next.updates);
      state = next.state;
      display.update(step, value);
      if (callback?.({ step, loss: value, params: now }) === true) break;
    }
  } finally {
    display.stop();
  }
  return { params: now, best, losses, state };
}

function notFinite(value: number, step: number): Error {
  return fluxError(
    'DIFF6008',
    `The loss became ${value} at step ${step} of the training. Lower the learning rate, or put clipByNorm(…) before the optimiser.`,
  );
}
