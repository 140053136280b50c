import { constantCall } from '../algorithm/constantCall.js';
import type { Controller, ControllerState } from './Controller.js';
import type { StepFactorOptions } from './stepFactor.js';
import { acceptedFactor, rejectedFactor, stepLimits } from './stepFactor.js';

/** Options of `PIController`; all dimensionless. */
export interface PIControllerOptions extends StepFactorOptions {
  /** Exponent of the present error; default 7/(10·order), 7/50 for order 5. */
  beta1?: number;
  /** Exponent of the error of the last accepted step; default 2/(5·order), 2/25 for order 5. 0 gives a plain I controller. */
  beta2?: number;
}

/** State of the PI controller. */
export interface PIState extends ControllerState {
  beta1: number;
  beta2: number;
  /** Logarithm of the error norm of the last accepted step, at least that of 1e-4. */
  previousLog: number;
}

/** Errors below 1e-4 count as that much: a lucky step says little about the next. */
const FLOOR = Math.log(1e-4);

/**
 * Proportional–integral step size control: after an accepted step h ← h γ e_n^(−β₁) e_(n−1)^(β₂), after a rejected one
 * h ← h γ e_n^(−β₁), each factor clipped to [qmin, qmax]. The default of `solve`.
 *
 * Cost: one logarithm and one exponential a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that is not a positive number
 * @example solve(problem, Tsit5(), { controller: PIController({ qmax: 5 }) })
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed., §IV.2; the defaults are those of
 * OrdinaryDiffEq.jl.
 */
export function PIController(options: PIControllerOptions = {}): Controller<PIState> {
  const limits = stepLimits(options, ['beta1', 'beta2'], 'PIController');
  return {
    name: 'PIController',
    init: (order) => ({
      accepted: true,
      factor: 1,
      beta1: options.beta1 ?? 7 / (10 * order),
      beta2: options.beta2 ?? 2 / (5 * order),
      previousLog: FLOOR,
    }),
    adapt(state, errorNorm) {
      const log = Math.log(errorNorm);
      const proportional = limits.logGamma - state.beta1 * log;
      state.accepted = errorNorm <= 1;
      if (state.accepted) {
        state.factor = acceptedFactor(Math.exp(proportional + state.beta2 * state.previousLog), limits);
        state.previousLog = log > FLOOR ? log : FLOOR;
      } else {
        state.factor = rejectedFactor(Math.exp(proportional), limits);
      }
    },
  };
}

constantCall(PIController);
