import type { Algorithm } from '../algorithm/Algorithm.js';
import type { InitialValueProblem } from '../problem/InitialValueProblem.js';
import { checkArguments } from './checkArguments.js';
import { Integrator } from './Integrator.js';
import type { SolveOptions } from './SolveOptions.js';

/**
 * An integration to be carried on step by step: what `solve` runs to the end.
 *
 * @param problem  an `ODEProblem` or any other initial value problem
 * @param algorithm  a method; default: chosen from the problem and the tolerances
 * @param options  those of `solve`
 * @returns the integrator, standing at t0
 * @throws what `solve` throws
 *
 * @example
 * const integrator = init(new ODEProblem((u, p) => -p * u, 1, [0, 1], 2), Tsit5());
 * integrator.step();           // one step
 * integrator.p = 3;            // with another rate from here on
 * for (const { t, u } of integrator) console.log(t, u);
 * integrator.code              // 'Success'
 */
export function init<S, P>(
  problem: InitialValueProblem<S, P>,
  algorithm?: Algorithm,
  options?: SolveOptions,
): Integrator<S, P extends number ? number : P>;
export function init(
  problem: InitialValueProblem,
  algorithm?: Algorithm,
  options?: SolveOptions,
): Integrator<unknown, unknown>;
export function init(
  problem: InitialValueProblem,
  algorithm?: Algorithm,
  options: SolveOptions = {},
): Integrator {
  checkArguments(problem, algorithm);
  return new Integrator(problem, algorithm, options, false);
}
