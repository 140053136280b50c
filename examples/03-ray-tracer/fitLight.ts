import { LBFGS, lossAndGradient, minimize } from '@diffjs/flux-lite';
import type { Picture } from './Camera.js';
import type { LightParams } from './stillLife.js';
import { camera, lightStillLife } from './stillLife.js';

/** The light at an iteration, and the loss there. */
export interface Step {
  readonly light: LightParams;
  readonly loss: number;
}

/** The mean squared difference from a picture, over all pixels and colours, as a function of the light. */
export function makeLoss({ width, height, values }: Picture): (light: LightParams) => number {
  return /* @differentiable */ function loss(light: LightParams): number {
    const seen = camera.take(lightStillLife(light), width, height);
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += (seen.values[i] - values[i]) ** 2;
    return sum / values.length;
  };
}

/**
 * Finds the light under which a picture was taken, by L-BFGS.
 *
 * @param watch  is told each step, the start included
 * @returns all steps
 */
export function fitLight(
  target: Picture,
  start: LightParams,
  maxIters: number,
  watch: (step: Step, iteration: number) => void,
): Step[] {
  const steps: Step[] = [];
  const note = (light: LightParams, loss: number): void => {
    steps.push({ light, loss });
    watch(steps[steps.length - 1], steps.length - 1);
  };
  const loss = makeLoss(target);
  note(start, loss(start));
  minimize(lossAndGradient(loss), start, LBFGS(), {
    maxIters,
    tolerance: 1e-6,
    callback: ({ params, value }) => note(params(), value),
  });
  return steps;
}

/** How far two points or colours lie apart. */
export function distanceOf(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((x, i) => x - b[i]));
}

/** The root of the mean squared difference, in the 255 steps that a PNG has for a colour. */
export function differenceOf({ loss }: Step): number {
  return 255 * Math.sqrt(loss);
}
