import { constantCall } from '../algorithm/constantCall.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { Controller, ControllerState } from './Controller.js';

/** Options of `PIController`; all dimensionless. */
export interface PIControllerOptions {
  /** Exponent of the present error; default 7/(10·order), 7/50 for order 5. */
  beta1?: number;
  /** Exponent of the error of the last accepted step; default 2/(5·order), 2/25 for order 5. 0 gives a plain I controller. */
  beta2?: number;
  /** Safety factor on the step size, default 0.9. */
  gamma?: number;
  /** The smallest factor that a step size is multiplied by, default 1/5. */
  qmin?: number;
  /** The largest factor, default 10. */
  qmax?: number;
}

/** State of the PI controller. */
export interface PIState extends ControllerState {
  beta1: number;
  beta2: number;
  /** Error norm of the last accepted step, at least 1e-4. */
  previousError: number;
}

const FLOOR = 1e-4;

/**
 * Proportional–integral step size control: after an accepted step h ← h γ e_n^(−β₁) e_(n−1)^(β₂), after a rejected one
 * h ← h γ e_n^(−β₁), each factor clipped to [qmin, qmax].
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that is not a positive number
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed., §IV.2; the defaults are those of
 * OrdinaryDiffEq.jl.
 */
export function PIController(options: PIControllerOptions = {}): Controller<PIState> {
  checkKeys(options, ['beta1', 'beta2', 'gamma', 'qmin', 'qmax'], 'PIController');
  const { gamma = 0.9, qmin = 1 / 5, qmax = 10 } = options;
  for (const [name, value] of Object.entries({ ...options, gamma, qmin, qmax })) {
    if (value === undefined || (Number.isFinite(value) && (value > 0 || name.startsWith('beta')))) continue;
    throw solverError('DIFF5008', `PIController: ${name} is ${shown(value)}`, 'It is a positive number.');
  }
  return {
    name: 'PIController',
    init: (order) => ({
      accepted: true,
      factor: 1,
      beta1: options.beta1 ?? 7 / (10 * order),
      beta2: options.beta2 ?? 2 / (5 * order),
      previousError: FLOOR,
    }),
    adapt(state, errorNorm) {
      if (errorNorm <= 1) {
        const factor =
          (gamma * Math.pow(state.previousError, state.beta2)) / Math.pow(errorNorm, state.beta1);
        state.accepted = true;
        state.factor = factor < qmin ? qmin : factor < qmax ? factor : qmax; // e = 0 gives ∞ here
        state.previousError = errorNorm > FLOOR ? errorNorm : FLOOR;
      } else {
        const factor = gamma / Math.pow(errorNorm, state.beta1);
        state.accepted = false;
        state.factor = factor > qmin ? (factor < 1 ? factor : 1) : qmin; // NaN ends at qmin
      }
    },
  };
}

constantCall(PIController);
