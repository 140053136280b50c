import { LBFGS, lossAndGradient, minimize } from '@diffjs/flux-lite';
import { squaredMiss } from './shootBall.mjs';

/** A shot is good enough when it passes this near to the middle of the target, in metres. */
export const goal = 1e-4;

/**
 * Aims by L-BFGS with the gradient of the squared miss.
 *
 * @param start  the angle and the speed of the first shot
 * @returns the shots, the first and that of each iteration, as angle, speed and miss; how many shots were simulated with a gradient
 */
export function aimShot(start, steps) {
  const shots = [{ ...start, miss: Math.sqrt(squaredMiss(start)) }];
  const { evaluations } = minimize(lossAndGradient(squaredMiss), start, LBFGS(), {
    maxIters: steps,
    callback: ({ value, params }) => {
      shots.push({ ...params(), miss: Math.sqrt(value) });
      return Math.sqrt(value) < goal;
    },
  });
  return { shots, evaluations };
}
