import { stageInterpolant } from './stageInterpolant.js';

/**
 * The cubic Hermite interpolant over three rows: the derivative at the start, the mean (next − u)/h and the derivative at the end; order 3.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.6, (6.7).
 */
export const hermiteRows3 = stageInterpolant([
  [1, -2, 1],
  [0, 3, -2],
  [0, -1, 1],
]);

/** The same with a row d more before the last, which adds θ² (1 − θ)² h d: order 4 if d is chosen for it. */
export const hermiteRows4 = stageInterpolant([
  [1, -2, 1, 0],
  [0, 3, -2, 0],
  [0, 1, -2, 1],
  [0, -1, 1, 0],
]);
