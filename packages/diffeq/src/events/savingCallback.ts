import { constantCall } from '../algorithm/constantCall.js';
import type { Integrator } from '../solve/Integrator.js';
import type { Callback } from './Callback.js';
import { badOption, requireFunction } from './callbackOptions.js';
import { checkKeys } from '../diagnostics/checkKeys.js';

/** What a `SavingCallback` saves. */
export interface SavedValues<V = unknown> {
  readonly t: number[];
  readonly values: V[];
}

/** Options of `SavingCallback`. */
export interface SavingCallbackOptions {
  /** Times to save at, in the order of integration; default: t0 and the end of every step. */
  saveat?: ArrayLike<number>;
}

/**
 * Saves `save(u, t, integrator)` on the way, without changing the solution: energies, fluxes, whatever is cheaper to keep than the state.
 *
 * @param saved  what it is pushed to: `{ t: [], values: [] }`
 * @throws DIFF5005 unknown option, DIFF5019 other values
 *
 * @example
 * const energy = { t: [], values: [] };
 * solve(problem, Tsit5(), { callback: SavingCallback((u) => u[0] ** 2 + u[1] ** 2, energy) });
 */
export function SavingCallback<V>(
  save: (u: any, t: number, integrator: Integrator) => V, // eslint-disable-line @typescript-eslint/no-explicit-any -- the state of the problem it will be given with
  saved: SavedValues<V>,
  options: SavingCallbackOptions = {},
): Callback {
  const where = 'SavingCallback';
  requireFunction(save, where, 'save');
  if (!Array.isArray(saved?.t) || !Array.isArray(saved.values)) {
    throw badOption(where, 'saved', saved, 'It is { t: [], values: [] }.');
  }
  checkKeys(options, ['saveat'], where);
  const times = options.saveat === undefined ? undefined : Array.from(options.saveat);
  /** How many of the times each integration has saved. */
  const cursors = new WeakMap<Integrator, number>();
  const push = (u: unknown, t: number, integrator: Integrator): void => {
    saved.t.push(t);
    saved.values.push(save(u, t, integrator));
  };
  return {
    kind: 'discrete',
    condition: () => true,
    affect(integrator) {
      if (times === undefined) return push(integrator.u, integrator.t, integrator);
      const direction = integrator.tEnd < integrator.tPrev ? -1 : 1;
      let cursor = cursors.get(integrator) ?? 0;
      while (cursor < times.length && (times[cursor] - integrator.t) * direction <= 0) {
        const t = times[cursor++];
        push(t === integrator.t ? integrator.u : integrator.interpolate(t), t, integrator);
      }
      cursors.set(integrator, cursor);
    },
    changes: false,
    savePositions: [false, false],
    initialize(integrator) {
      let cursor = 0;
      if (times === undefined) return push(integrator.u, integrator.t, integrator);
      while (cursor < times.length && times[cursor] === integrator.t) {
        push(integrator.u, times[cursor++], integrator);
      }
      cursors.set(integrator, cursor);
    },
  };
}

constantCall(SavingCallback);
