import { constantCall } from '../algorithm/constantCall.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { Controller, ControllerState } from './Controller.js';

/** Options of `PredictiveController`; all dimensionless. */
export interface PredictiveControllerOptions {
  /** Exponent of the error, 1/(q + 1) for an estimate of order q; default 1/(order + 1). */
  exponent?: number;
  /** Safety factor on the step size, default 0.9. */
  gamma?: number;
  /** The smallest factor that a step size is multiplied by, default 1/5. */
  qmin?: number;
  /** The largest factor, default 8. */
  qmax?: number;
  /** A step is kept as it is where the factor lies between 1 and this, so that factored matrices serve on; default 1.2. */
  steady?: number;
}

/** State of the predictive controller. */
export interface PredictiveState extends ControllerState {
  exponent: number;
  /** e^(−β) of the last accepted step, at most that of e = 1e-2; 0 before there is one. */
  previous: number;
  /** The most that `previous` may be. */
  readonly most: number;
  /** Quotient of the present step's size and the last accepted one's. */
  ratio: number;
  /** Whether the attempt before was rejected: then h does not grow. */
  hasRejected: boolean;
}

const FLOOR = 1e-2;

/**
 * Gustafsson's predictive step size control for implicit methods: after an accepted step h ← h γ min(e_n^(−β), (h_n/h_(n−1)) (e_(n−1)/e_n²)^β), after a
 * rejected one h ← h γ e_n^(−β), each factor clipped to [qmin, qmax]; small increases are not made.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that is not a positive number
 *
 * Reference: K. Gustafsson, ACM Transactions on Mathematical Software 20(4), 1994, pp. 496–517; Hairer & Wanner, Solving Ordinary
 * Differential Equations II, 2nd ed. 1996, §IV.8, (8.25).
 */
export function PredictiveController(options: PredictiveControllerOptions = {}): Controller<PredictiveState> {
  checkKeys(options, ['exponent', 'gamma', 'qmin', 'qmax', 'steady'], 'PredictiveController');
  const { gamma = 0.9, qmin = 1 / 5, qmax = 8, steady = 1.2 } = options;
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || (Number.isFinite(value) && value > 0)) continue;
    throw solverError(
      'DIFF5008',
      `PredictiveController: ${name} is ${shown(value)}`,
      'It is a positive number.',
    );
  }
  return {
    name: 'PredictiveController',
    init(order) {
      const exponent = options.exponent ?? 1 / (order + 1);
      const most = Math.pow(FLOOR, -exponent);
      return { accepted: true, factor: 1, exponent, previous: 0, most, ratio: 1, hasRejected: false };
    },
    adapt(state, errorNorm) {
      const power = inversePower(errorNorm, state.exponent);
      const plain = gamma * power;
      if (!(errorNorm <= 1)) {
        state.accepted = false;
        state.factor = plain > qmin ? (plain < 1 ? plain : 1) : qmin; // NaN ends at qmin
        state.ratio *= state.factor;
        state.hasRejected = true;
        return;
      }
      let factor = plain;
      if (state.previous > 0) {
        const predicted = (plain * state.ratio * power) / state.previous;
        if (predicted < factor) factor = predicted;
      }
      const largest = state.hasRejected ? 1 : qmax;
      factor = factor > qmin ? (factor < largest ? factor : largest) : qmin; // e = 0 gives ∞ here
      if (factor >= 1 && factor <= steady) factor = 1;
      state.accepted = true;
      state.factor = factor;
      state.ratio = factor;
      state.previous = power < state.most ? power : state.most;
      state.hasRejected = false;
    },
  };
}

/** x^(−κ); roots are taken where there are any, in a third of the time. */
function inversePower(x: number, exponent: number): number {
  if (exponent === 1 / 4) return 1 / Math.sqrt(Math.sqrt(x));
  if (exponent === 1 / 3) return 1 / Math.cbrt(x);
  return Math.pow(x, -exponent);
}

constantCall(PredictiveController);
