import { constantCall } from '../algorithm/constantCall.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { Controller, ControllerState } from './Controller.js';
import type { StepFactorOptions } from './stepFactor.js';
import { acceptedFactor, rejectedFactor, stepLimits } from './stepFactor.js';

/** Söderlind's parameter sets, the exponents k·β₁, k·β₂, k·β₃. */
const parameterSets = {
  /** Digital filters: smooth step size sequences, for problems that are not stiff. */
  H211PI: [1 / 6, 1 / 6, 0],
  H312PID: [1 / 18, 1 / 9, 1 / 18],
  /** Gustafsson's PI controllers. */
  PI33: [2 / 3, -1 / 3, 0],
  PI34: [7 / 10, -4 / 10, 0],
  PI42: [3 / 5, -1 / 5, 0],
} as const;

/** A parameter set by its name. */
export type PIDParameterSet = keyof typeof parameterSets;

/** Options of `PIDController`; all dimensionless. */
export interface PIDControllerOptions extends StepFactorOptions {
  /** The exponents of e_n, e_(n−1), e_(n−2), each times the order of the method, or the name of a set; default `'H312PID'`. */
  beta?: PIDParameterSet | readonly [number, number, number];
}

/** State of the PID controller. */
export interface PIDState extends ControllerState {
  order: number;
  /** Logarithms of the error norms of the last accepted step and of the one before. */
  previousLog: number;
  earlierLog: number;
}

/** Errors below 1e-10 count as that much, none at all too. */
const FLOOR = Math.log(1e-10);

/**
 * Step size control by a filter over three errors: h ← h γ e_n^(−β₁/k) e_(n−1)^(−β₂/k) e_(n−2)^(−β₃/k) for a method of order k, the
 * factor x smoothly limited to 1 + atan(x − 1) and clipped to [qmin, qmax]; after a rejected step h ← h γ e_n^(−1/k).
 *
 * Pick it where a smooth sequence of step sizes matters, as when the computed solution is to depend smoothly on the tolerance or on
 * parameters.
 *
 * Cost: a logarithm, an exponential and an arc tangent a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example solve(problem, Tsit5(), { controller: PIDController({ beta: 'H211PI' }) })
 *
 * Reference: G. Söderlind, ACM Transactions on Mathematical Software 29(1), 2003, pp. 1–26; G. Söderlind & L. Wang, Journal of
 * Computational and Applied Mathematics 185(2), 2006, pp. 225–243.
 */
export function PIDController(options: PIDControllerOptions = {}): Controller<PIDState> {
  const limits = stepLimits(options, ['beta'], 'PIDController');
  const [beta1, beta2, beta3] = exponentsOf(options.beta ?? 'H312PID');
  return {
    name: 'PIDController',
    init: (order) => ({ accepted: true, factor: 1, order, previousLog: 0, earlierLog: 0 }),
    adapt(state, errorNorm) {
      const log = Math.log(errorNorm);
      state.accepted = errorNorm <= 1;
      if (!state.accepted) {
        state.factor = rejectedFactor(Math.exp(limits.logGamma - log / state.order), limits);
        return;
      }
      const floored = log > FLOOR ? log : FLOOR;
      const filtered = beta1 * floored + beta2 * state.previousLog + beta3 * state.earlierLog;
      const unlimited = Math.exp(limits.logGamma - filtered / state.order);
      state.factor = acceptedFactor(1 + Math.atan(unlimited - 1), limits);
      state.earlierLog = state.previousLog;
      state.previousLog = floored;
    },
  };
}

constantCall(PIDController);

function exponentsOf(beta: NonNullable<PIDControllerOptions['beta']>): readonly [number, number, number] {
  const exponents = typeof beta === 'string' ? parameterSets[beta] : beta;
  if (Array.isArray(exponents) && exponents.length === 3 && exponents.every(Number.isFinite)) {
    return exponents as readonly [number, number, number];
  }
  throw solverError(
    'DIFF5008',
    `PIDController: beta is ${shown(beta)}`,
    `It is three numbers, or one of ${Object.keys(parameterSets).join(', ')}.`,
  );
}
