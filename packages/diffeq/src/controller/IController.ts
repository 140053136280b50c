import { constantCall } from '../algorithm/constantCall.js';
import type { Controller, ControllerState } from './Controller.js';
import type { StepFactorOptions } from './stepFactor.js';
import { acceptedFactor, rejectedFactor, stepLimits } from './stepFactor.js';

/** Options of `IController`; all dimensionless. */
export type IControllerOptions = StepFactorOptions;

/** State of the integral controller. */
export interface IState extends ControllerState {
  /** One over the order of the error. */
  exponent: number;
}

/**
 * Integral step size control, the classical one: h ← h γ e_n^(−1/k) for a method of order k, the factor clipped to [qmin, qmax]. It
 * reacts fastest, and where stability limits the steps it makes them swing.
 *
 * Cost: one logarithm and one exponential a step.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that is not a positive number
 * @example solve(problem, Tsit5(), { controller: IController() })
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.4, (4.13).
 */
export function IController(options: IControllerOptions = {}): Controller<IState> {
  const limits = stepLimits(options, [], 'IController');
  return {
    name: 'IController',
    init: (order) => ({ accepted: true, factor: 1, exponent: 1 / order }),
    adapt(state, errorNorm) {
      const factor = Math.exp(limits.logGamma - state.exponent * Math.log(errorNorm));
      state.accepted = errorNorm <= 1;
      state.factor = state.accepted ? acceptedFactor(factor, limits) : rejectedFactor(factor, limits);
    },
  };
}

constantCall(IController);
