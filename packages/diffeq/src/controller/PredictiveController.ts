import { constantCall } from '../algorithm/constantCall.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { Controller, ControllerState } from './Controller.js';

/** Options of `PredictiveController`; all dimensionless. */
export interface PredictiveControllerOptions {
  /** Exponent of the error, one over the power of h that it goes with; default 1/order, for a solution of order one less beside it. */
  exponent?: number;
  /** Safety factor on the step size, default 0.9. */
  gamma?: number;
  /** The smallest factor that a step size is multiplied by, default 1/5. */
  qmin?: number;
  /** The largest factor, default 6. */
  qmax?: number;
}

/** State of the predictive controller. */
export interface PredictiveState extends ControllerState {
  exponent: number;
  /** e^(−κ) of the last accepted step, at most that of e = 1e-2; 0 before the first. */
  previous: number;
  /** The most that `previous` may be. */
  readonly most: number;
  /** This step's size over that of the last accepted one, as far as the controller chose it. */
  ratio: number;
  /** Whether the step before was rejected. */
  hasRejected: boolean;
}

const FLOOR = 1e-2;

/**
 * Predictive step size control: the factor γ e_n^(−κ), or γ (h_n/h_(n−1)) (e_(n−1)/e_n²)^κ if that is less, which continues the trend
 * of the error. Implicit methods for stiff problems meet far fewer rejections with it than with a PI controller.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that is not a positive number
 *
 * Reference: K. Gustafsson, ACM Trans. Math. Software 20, 1994, pp. 496–517; Hairer & Wanner, Solving Ordinary Differential
 * Equations II, 2nd ed., §IV.8, (8.25).
 */
export function PredictiveController(options: PredictiveControllerOptions = {}): Controller<PredictiveState> {
  checkKeys(options, ['exponent', 'gamma', 'qmin', 'qmax'], 'PredictiveController');
  const { gamma = 0.9, qmin = 1 / 5, qmax = 6 } = options;
  for (const [name, value] of Object.entries({ ...options, gamma, qmin, qmax })) {
    if (value === undefined || (Number.isFinite(value) && value > 0)) continue;
    throw solverError(
      'DIFF5008',
      `PredictiveController: ${name} is ${shown(value)}`,
      'It is a positive number.',
    );
  }
  return {
    name: 'PredictiveController',
    init: (order) => ({
      accepted: true,
      factor: 1,
      exponent: options.exponent ?? 1 / order,
      previous: 0,
      most: Math.pow(FLOOR, -(options.exponent ?? 1 / order)),
      ratio: 1,
      hasRejected: false,
    }),
    adapt(state, errorNorm) {
      const { previous, most } = state;
      const power = Math.pow(errorNorm, -state.exponent);
      let factor = gamma * power;
      if (!(errorNorm <= 1)) {
        factor = factor > qmin ? (factor < 1 ? factor : 1) : qmin; // NaN ends at qmin
        state.accepted = false;
        state.factor = factor;
        state.ratio *= factor;
        state.hasRejected = true;
        return;
      }
      if (previous > 0) {
        const predicted = (factor * state.ratio * power) / previous;
        if (predicted < factor) factor = predicted;
      }
      const largest = state.hasRejected ? 1 : qmax;
      factor = factor > qmin ? (factor < largest ? factor : largest) : qmin; // e = 0 gives ∞ here
      state.accepted = true;
      state.factor = factor;
      state.ratio = factor;
      state.hasRejected = false;
      state.previous = power < most ? power : most;
    },
  };
}

constantCall(PredictiveController);
