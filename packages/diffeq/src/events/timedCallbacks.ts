import { constantCall } from '../algorithm/constantCall.js';
import type { Integrator } from '../solve/Integrator.js';
import type { Affect, Callback } from './Callback.js';
import type { CallbackOptions } from './callbackOptions.js';
import { badOption, commonOptions, requireFunction } from './callbackOptions.js';

/**
 * An event at given times, such as doses; steps end there.
 *
 * @param times  finite times in any order; those outside of the time span are left out
 * @throws DIFF5005 unknown option, DIFF5019 other values
 *
 * @example
 * const doses = PresetTimeCallback([4, 8], (integrator) => { integrator.u[0] += 10; });
 */
export function PresetTimeCallback(
  times: ArrayLike<number>,
  affect: Affect,
  options: CallbackOptions = {},
): Callback {
  const where = 'PresetTimeCallback';
  const isList = typeof times === 'object' && times !== null && times.length >= 0;
  if (!isList || !Array.from(times).every(Number.isFinite)) {
    throw badOption(where, 'times', times, 'It is an array of finite times.');
  }
  requireFunction(affect, where, 'affect');
  const { initialize, ...common } = commonOptions(options, where);
  const wanted = new Set(Array.from(times));
  return {
    kind: 'discrete',
    condition: (_u, t) => wanted.has(t),
    affect,
    changes: true,
    ...common,
    initialize(integrator) {
      initialize?.(integrator);
      for (const time of wanted) {
        if (isAhead(integrator, time)) integrator.addTstop(time);
        else if (time === integrator.t) affect(integrator);
      }
    },
  };
}

constantCall(PresetTimeCallback);

/** Multiples of a period are rounded by this share of it at most. */
const ROUNDING = 1e-9;

/** Options of `PeriodicCallback`. */
export interface PeriodicCallbackOptions extends CallbackOptions {
  /** How long after t0 it happens first; default one period. */
  phase?: number;
  /** Whether it happens at t0, too; default false. */
  initialAffect?: boolean;
  /** Whether it happens at t1, if that is one of its times; default false. */
  finalAffect?: boolean;
}

/**
 * An event once in each period, counted from t0, such as a controller that samples.
 *
 * @param period  positive, in the problem's time unit
 * @throws DIFF5005 unknown option, DIFF5019 other values
 */
export function PeriodicCallback(
  affect: Affect,
  period: number,
  options: PeriodicCallbackOptions = {},
): Callback {
  const where = 'PeriodicCallback';
  requireFunction(affect, where, 'affect');
  if (!(period > 0 && period < Infinity))
    throw badOption(where, 'period', period, 'It is a positive number.');
  const { initialize, ...common } = commonOptions(options, where, ['phase', 'initialAffect', 'finalAffect']);
  const { phase = period, initialAffect = false, finalAffect = false } = options;
  if (!(phase >= 0 && phase < Infinity)) throw badOption(where, 'phase', phase, 'It is a number ≥ 0.');
  const runs = new WeakMap<Integrator, { start: number; count: number }>();
  /** The next time of the event in an integration. */
  const nextOf = (integrator: Integrator): number => {
    const { start, count } = runs.get(integrator)!;
    return start + (integrator.tEnd < start ? -1 : 1) * (phase + count * period);
  };
  return {
    kind: 'discrete',
    condition: (_u, t, integrator) => t === nextOf(integrator),
    affect(integrator) {
      const isEnd = Math.abs(integrator.t - integrator.tEnd) <= ROUNDING * period;
      if (!isEnd || finalAffect) affect(integrator);
      runs.get(integrator)!.count++;
      const next = nextOf(integrator);
      if (isAhead(integrator, next)) integrator.addTstop(next);
    },
    changes: true,
    ...common,
    initialize(integrator) {
      const run = { start: integrator.t, count: 0 };
      runs.set(integrator, run);
      initialize?.(integrator);
      if (initialAffect || phase === 0) affect(integrator);
      if (phase === 0) run.count = 1;
      const first = nextOf(integrator);
      if (isAhead(integrator, first)) integrator.addTstop(first);
    },
  };
}

constantCall(PeriodicCallback);

/**
 * An event whose next time follows from the state: `timeChoice(integrator)` gives it, at the start and after each event; undefined for none.
 *
 * @throws DIFF5005 unknown option, DIFF5019 other values, or a time that has passed
 */
export function IterativeCallback(
  timeChoice: (integrator: Integrator) => number | undefined,
  affect: Affect,
  options: CallbackOptions = {},
): Callback {
  const where = 'IterativeCallback';
  requireFunction(timeChoice, where, 'timeChoice');
  requireFunction(affect, where, 'affect');
  const { initialize, ...common } = commonOptions(options, where);
  const times = new WeakMap<Integrator, number | undefined>();
  const choose = (integrator: Integrator): void => {
    const next = timeChoice(integrator);
    times.set(integrator, next);
    if (next === undefined || isBeyond(integrator, next)) return;
    if (!isAhead(integrator, next)) {
      throw badOption(where, 'the next time', next, `It lies after t = ${integrator.t}.`);
    }
    integrator.addTstop(next);
  };
  return {
    kind: 'discrete',
    condition: (_u, t, integrator) => t === times.get(integrator),
    affect(integrator) {
      affect(integrator);
      choose(integrator);
    },
    changes: true,
    ...common,
    initialize(integrator) {
      initialize?.(integrator);
      choose(integrator);
    },
  };
}

constantCall(IterativeCallback);

/** Whether a time lies after the present one and up to the end. */
function isAhead(integrator: Integrator, time: number): boolean {
  const direction = integrator.tEnd < integrator.t ? -1 : 1;
  return (time - integrator.t) * direction > 0 && !isBeyond(integrator, time);
}

function isBeyond(integrator: Integrator, time: number): boolean {
  const direction = integrator.tEnd < integrator.t ? -1 : 1;
  return (time - integrator.tEnd) * direction > 0;
}
