import { constantCall } from '../algorithm/constantCall.js';
import type { Integrator } from '../solve/Integrator.js';
import type { Accumulation, Affect, Callback, ContinuousEvent } from './Callback.js';
import type { CallbackOptions } from './callbackOptions.js';
import { badOption, commonOptions, requireChoice, requireFunction } from './callbackOptions.js';

/** Options of `ContinuousCallback` and `VectorContinuousCallback`. */
export interface ContinuousCallbackOptions extends CallbackOptions {
  /** Which passages through 0 count: 'up' from negative to positive, 'down', or 'both' (default). */
  direction?: 'up' | 'down' | 'both';
  /** At how many places within each step the condition is looked at, so that two passages in one step are not missed; default 10. */
  interpPoints?: number;
  /**
   * What to do where the events pile up (a ball that bounces ever faster), so that time stands still: 'stop' ends with the code
   * 'EventAccumulation' (default), 'hold' keeps the state as it is up to t1, a function (integrator, index) changes what must change to go
   * on, where `index` says which of the conditions it is.
   */
  accumulation?: Accumulation;
}

/** Options of `ContinuousCallback`. */
export interface ScalarContinuousCallbackOptions extends ContinuousCallbackOptions {
  /** What happens where the condition passes from positive to negative; default: the same as upwards. */
  affectNeg?: Affect | null;
}

/**
 * An event where `condition(u, t, integrator)` passes through 0. Its time is found by the dense output of the method, to rounding; the
 * step ends there, just on the side it came from, and `affect(integrator)` may change `integrator.u` (in place or by assigning,
 * also to another length), `integrator.p`, add stops, or end the integration by `integrator.terminate()`.
 *
 * A condition that is 0 at the start of a step, as after an event, does not fire there.
 *
 * @param affect  what happens; null for nothing (with `affectNeg` for one direction only)
 * @throws DIFF5005 unknown option, DIFF5019 other values
 *
 * @example
 * const bounce = ContinuousCallback((u) => u[0], (integrator) => { integrator.u[1] *= -0.8; }, { direction: 'down' });
 * const ball = new ODEProblem((du, u, p, t) => { du[0] = u[1]; du[1] = -9.8; }, [50, 0], [0, 15]);
 * solve(ball, Tsit5(), { callback: bounce });
 *
 * Reference: L. F. Shampine & S. Thompson, Event location for ordinary differential equations, Computers & Mathematics with
 * Applications 39, 2000, pp. 43–54.
 */
export function ContinuousCallback(
  condition: (u: any, t: number, integrator: Integrator) => number, // eslint-disable-line @typescript-eslint/no-explicit-any -- the state of the problem it will be given with
  affect: Affect | null,
  options: ScalarContinuousCallbackOptions = {},
): Callback {
  const where = 'ContinuousCallback';
  requireFunction(condition, where, 'the condition');
  if (affect !== null) requireFunction(affect, where, 'affect');
  const { affectNeg = affect } = options;
  if (affectNeg !== null) requireFunction(affectNeg, where, 'affectNeg');
  return {
    ...continuousEvent(options, where, ['affectNeg']),
    length: 1,
    evaluate(out, at, u, t, integrator) {
      out[at] = condition(u, t, integrator);
    },
    affect(integrator, _index, upwards) {
      (upwards ? affect : affectNeg)?.(integrator);
    },
  };
}

constantCall(ContinuousCallback);

/**
 * Events where entries of a vector of conditions pass through 0: `condition(out, u, t, integrator)` writes them, and
 * `affect(integrator, index, upwards)` is called for each that does; several at one time in the order of their indices.
 *
 * @param length  number of conditions
 * @throws DIFF5005 unknown option, DIFF5019 other values
 *
 * @example
 * const walls = VectorContinuousCallback(
 *   (out, u) => { out[0] = u[0]; out[1] = 10 - u[0]; },
 *   (integrator) => { integrator.u[1] *= -1; },
 *   2, { direction: 'down' },
 * );
 */
export function VectorContinuousCallback(
  condition: (out: Float64Array, u: any, t: number, integrator: Integrator) => void, // eslint-disable-line @typescript-eslint/no-explicit-any -- the state of the problem it will be given with
  affect: (integrator: Integrator, index: number, upwards: boolean) => void,
  length: number,
  options: ContinuousCallbackOptions = {},
): Callback {
  const where = 'VectorContinuousCallback';
  requireFunction(condition, where, 'the condition');
  requireFunction(affect, where, 'affect');
  if (!(Number.isInteger(length) && length >= 1))
    throw badOption(where, 'length', length, 'It is a whole number from 1.');
  const values = new Float64Array(length);
  return {
    ...continuousEvent(options, where, []),
    length,
    evaluate(out, at, u, t, integrator) {
      condition(values, u, t, integrator);
      out.set(values, at);
    },
    affect,
  };
}

constantCall(VectorContinuousCallback);

/** What the options say. */
function continuousEvent(
  options: ContinuousCallbackOptions,
  where: string,
  more: readonly string[],
): Omit<ContinuousEvent, 'length' | 'evaluate' | 'affect'> {
  const common = commonOptions(options, where, ['direction', 'interpPoints', 'accumulation', ...more]);
  const { direction = 'both', interpPoints = 10, accumulation = 'stop' } = options;
  requireChoice(direction, ['up', 'down', 'both'], where, 'direction');
  if (typeof accumulation !== 'function')
    requireChoice(accumulation, ['stop', 'hold'], where, 'accumulation');
  if (!(Number.isInteger(interpPoints) && interpPoints >= 0 && interpPoints <= 1e4)) {
    throw badOption(where, 'interpPoints', interpPoints, 'It is a whole number from 0.');
  }
  return {
    kind: 'continuous',
    upwards: direction !== 'down',
    downwards: direction !== 'up',
    interpPoints,
    accumulation,
    ...common,
  };
}
