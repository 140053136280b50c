import { DiscreteAdjoint } from './DiscreteAdjoint.js';
import { InterpolatingAdjoint } from './InterpolatingAdjoint.js';
import type { RecordedSolve, SensitivityMethod } from './SensitivityMethod.js';

/** How a solve is differentiated if it does not say: step by step where the steps allow it, else by the continuous adjoint. */
export function defaultSensitivity({
  algorithm,
  record,
}: Pick<RecordedSolve, 'algorithm' | 'record'>): SensitivityMethod {
  return algorithm.tableau === undefined || record.isOffTableau ? InterpolatingAdjoint() : DiscreteAdjoint();
}
