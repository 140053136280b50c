import { stageInterpolant } from './stageInterpolant.js';

/**
 * The cubic Hermite interpolant, order 3, over three rows: the derivative at the start of the step, (next − u)/h, and the derivative at
 * the end. For steppers whose steps are no combination of stage derivatives.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.6, (6.7).
 */
export const hermiteIncrement = stageInterpolant([
  [1, -2, 1],
  [0, 3, -2],
  [0, -1, 1],
]);
