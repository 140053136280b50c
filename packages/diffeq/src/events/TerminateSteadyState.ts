import { ravel } from '@diffjs/runtime';
import { constantCall } from '../algorithm/constantCall.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import type { Integrator } from '../solve/Integrator.js';
import type { Callback } from './Callback.js';
import { badOption } from './callbackOptions.js';

/** Options of `TerminateSteadyState`. */
export interface TerminateSteadyStateOptions {
  /** Absolute tolerance, in the unit of du/dt; default 1e-8. */
  atol?: number;
  /** Relative tolerance, of du/dt over u, in one over the unit of time; default 1e-6. */
  rtol?: number;
  /** Time before which integration does not end; default none. */
  minT?: number;
}

/**
 * Ends an integration with the code 'Terminated' at the first step where |f| ≤ atol + rtol |u| in every component.
 *
 * Cost: an evaluation of f a step.
 *
 * @throws DIFF5005 unknown option, DIFF5019 other values
 * @example solve(problem, Tsit5(), { callback: TerminateSteadyState() })
 */
export function TerminateSteadyState(options: TerminateSteadyStateOptions = {}): Callback {
  const where = 'TerminateSteadyState';
  checkKeys(options, ['atol', 'rtol', 'minT'], where);
  const { atol = 1e-8, rtol = 1e-6, minT } = options;
  for (const [name, value] of Object.entries({ atol, rtol }))
    if (!(value >= 0 && value < Infinity)) throw badOption(where, name, value, 'It is a number ≥ 0.');
  if (minT !== undefined && !Number.isFinite(minT)) throw badOption(where, 'minT', minT, 'It is a time.');
  return {
    kind: 'discrete',
    condition: (u, t, integrator) => !(t < minT!) && isSteady(u, integrator, atol, rtol), // true without a minT
    affect: (integrator) => integrator.terminate(),
    changes: false,
    savePositions: [false, false],
  };
}

constantCall(TerminateSteadyState);

function isSteady(u: unknown, integrator: Integrator, atol: number, rtol: number): boolean {
  const f = integrator.derivative();
  const state = typeof u === 'number' ? [u] : u instanceof Float64Array ? u : ravel(u);
  for (let i = 0; i < f.length; i++) if (!(Math.abs(f[i]) <= atol + rtol * Math.abs(state[i]))) return false;
  return true;
}
