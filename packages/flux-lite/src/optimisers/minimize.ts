import { checkNumber, checkOptions } from '../errors/checkOptions.js';
import { fluxError } from '../errors/fluxError.js';
import { ravelParams } from '../params/ravelParams.js';
import type { ProgressOption } from '../train/Progress.js';
import { startProgress } from '../train/startProgress.js';
import { LBFGS, dot } from './LBFGS.js';
import type { DescentMethod } from './LBFGS.js';
import type { LinePoint } from './lineSearch.js';

/** A loss with its gradient, which has the shape of the parameters; see `lossAndGradient`. */
export type LossAndGradient<P> = (params: P) => { value: number; gradient: P };

/** What the callback of `minimize` is told after each iteration. */
export interface MinimizeReport<P> {
  readonly iteration: number;
  readonly value: number;
  /** The largest absolute value in the gradient. */
  readonly gradientNorm: number;
  /** The parameters of this iteration, made on demand. */
  readonly params: () => P;
}

/** Options of `minimize`. */
export interface MinimizeOptions<P> {
  /** Most iterations. Default 200. */
  maxIters?: number;
  /** Stop when no entry of the gradient is larger than this. Default 1e-8. */
  tolerance?: number;
  /** Stop when an iteration lowers the loss by less than this share of it, three times running. Default 0: never. */
  valueTolerance?: number;
  /** Called after each iteration; `true` stops the run. */
  callback?: (report: MinimizeReport<P>) => boolean | void;
  /** Progress display, as in `train`. Default none. */
  progress?: ProgressOption;
}

/** How a minimisation ended. */
export interface Minimum<P> {
  readonly params: P;
  readonly value: number;
  readonly gradientNorm: number;
  readonly iterations: number;
  /** How often the loss and its gradient were computed. */
  readonly evaluations: number;
  /** The loss at the start and after each iteration. */
  readonly losses: readonly number[];
  /** `converged`: the tolerance is reached; `stalled`: no step lowers the loss any more; `stopped`: by the callback. */
  readonly code: 'converged' | 'maxIters' | 'stalled' | 'stopped';
}

/**
 * Minimises a full-batch loss by a quasi-Newton method.
 *
 * A loss that is NaN or infinite at a trial point makes the line search come back, so a model may blow up there; it must be finite
 * at the start. The loss never rises from iteration to iteration.
 *
 * @param f  gives the loss and its gradient, for instance `lossAndGradient(loss)`
 * @param method  default `LBFGS()`
 * @throws DIFF6006 if the loss or its gradient is not finite at the start, DIFF6003 if the gradient does not fit the parameters,
 * DIFF6004 for a wrong option
 * @example minimize(lossAndGradient(p => (p.x - 1) ** 2), { x: 3 }, LBFGS()).params   // { x: 1 }
 */
export function minimize<P>(
  f: LossAndGradient<P>,
  params: P,
  method: DescentMethod = LBFGS(),
  options: MinimizeOptions<P> = {},
): Minimum<P> {
  const { maxIters, tolerance, valueTolerance, callback } = readOptions(options);
  const { vector, ravel, unravel } = ravelParams(params);
  let evaluations = 0;
  const evaluate = (x: Float64Array): { value: number; gradient: Float64Array } => {
    evaluations++;
    const { value, gradient } = f(unravel(x));
    return { value, gradient: ravel(gradient) };
  };

  let x = vector;
  let { value, gradient } = evaluate(x);
  if (!Number.isFinite(value) || !gradient.every(Number.isFinite)) {
    throw fluxError(
      'DIFF6006',
      `minimize cannot start: at the given parameters the loss is ${value}${Number.isFinite(value) ? ' and its gradient is not finite' : ''}. ` +
        'Start from other parameters, or lower the scale of the initial weights.',
    );
  }
  const losses = [value];
  const display = startProgress(options.progress, 'minimize', maxIters);
  const memory = method.start();
  let fresh = true; // nothing learnt since the start or a reset
  let iterations = 0;
  let quiet = 0;
  let code: Minimum<P>['code'] = 'maxIters';

  while (iterations < maxIters) {
    if (largest(gradient) <= tolerance) {
      code = 'converged';
      break;
    }
    const step = descend(method, memory.direction(gradient), { x, value, gradient }, fresh, evaluate);
    if (step === null) {
      if (fresh) {
        code = 'stalled';
        break;
      }
      memory.reset();
      fresh = true;
      continue;
    }
    const [from, fromGradient] = [x, gradient];
    memory.learn(
      step.x.map((s, i) => s - from[i]),
      step.gradient.map((g, i) => g - fromGradient[i]),
    );
    fresh = false;
    quiet = value - step.value <= valueTolerance * Math.abs(value) ? quiet + 1 : 0;
    x = step.x;
    value = step.value;
    gradient = step.gradient;
    iterations++;
    losses.push(value);
    display.update(iterations, value);
    const report = {
      iteration: iterations,
      value,
      gradientNorm: largest(gradient),
      params: () => unravel(x),
    };
    if (callback?.(report) === true) {
      code = 'stopped';
      break;
    }
    if (valueTolerance > 0 && quiet >= 3) {
      code = 'converged';
      break;
    }
  }
  if (code === 'maxIters' && largest(gradient) <= tolerance) code = 'converged';
  display.stop();
  return {
    params: unravel(x),
    value,
    gradientNorm: largest(gradient),
    iterations,
    evaluations,
    losses,
    code,
  };
}

/** One line search from a point along a direction; null if the direction does not descend or no step is found. */
function descend(
  method: DescentMethod,
  direction: Float64Array,
  from: { x: Float64Array; value: number; gradient: Float64Array },
  fresh: boolean,
  evaluate: (x: Float64Array) => { value: number; gradient: Float64Array },
): LinePoint | null {
  const slope = dot(from.gradient, direction);
  if (!(slope < 0)) return null;
  const start: LinePoint = { t: 0, slope, ...from };
  const at = (t: number): LinePoint => {
    const x = from.x.map((a, i) => a + t * direction[i]);
    const { value, gradient } = evaluate(x);
    return { t, value, slope: dot(gradient, direction), x, gradient };
  };
  return method.lineSearch(at, start, fresh ? method.initialStep / Math.sqrt(dot(direction, direction)) : 1);
}

function readOptions<P>(options: MinimizeOptions<P>) {
  checkOptions('minimize', options, ['maxIters', 'tolerance', 'valueTolerance', 'callback', 'progress']);
  const { maxIters = 200, tolerance = 1e-8, valueTolerance = 0, callback } = options;
  checkNumber(
    'minimize',
    'maxIters',
    maxIters,
    (n) => Number.isInteger(n) && n >= 0,
    'a non-negative integer',
  );
  checkNumber('minimize', 'tolerance', tolerance, (x) => x >= 0, 'a non-negative number');
  checkNumber('minimize', 'valueTolerance', valueTolerance, (x) => x >= 0, 'a non-negative number');
  return { maxIters, tolerance, valueTolerance, callback };
}

function largest(v: Float64Array): number {
  let most = 0;
  for (let i = 0; i < v.length; i++) most = Math.max(most, Math.abs(v[i]));
  return most;
}
