import type { StepTolerances } from '../algorithm/Algorithm.js';
import type { System } from '../problem/System.js';
import { initialiseMassMatrix } from './initialiseMassMatrix.js';
import { initialiseResidual } from './initialiseResidual.js';

/**
 * Makes initial values of a differential-algebraic problem consistent, in place, as its `initialization` says; nothing to do for others.
 *
 * @param u  state at t, [n]
 * @throws DIFF5017
 */
export function initialise(
  system: System,
  u: Float64Array,
  t: number,
  { rtol, atol }: Pick<StepTolerances, 'rtol' | 'atol'>,
): void {
  const options = { rtol, atol, initialization: system.initialization };
  if (system.parts?.kind === 'implicit') initialiseResidual(system, u, t, options);
  else initialiseMassMatrix(system, u, t, options);
}

/**
 * The same after an event has changed the state, which cannot be asked to see to algebraic components; nothing to do unless they may be
 * changed.
 */
export function reinitialise(
  system: System,
  u: Float64Array,
  t: number,
  tolerances: Pick<StepTolerances, 'rtol' | 'atol'>,
): void {
  if (system.initialization === 'fix') initialise(system, u, t, tolerances);
}
