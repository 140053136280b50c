import type { Step } from './fitLight.js';
import { differenceOf, distanceOf } from './fitLight.js';
import type { LightParams } from './stillLife.js';

/** How far from the true ones position and colour may be. */
const tolerance = 0.02;

/** How much a picture may differ from one of this scene, in steps of 255. */
const mostDifference = 3;

/** A result that is not what it should be. */
export class CheckError extends Error {}

/**
 * Checks that the true light was found where it is known, and otherwise that the picture is one of this scene.
 *
 * @throws CheckError
 */
export function checkResults(found: Step, truth: LightParams | null): void {
  if (truth === null) {
    const difference = differenceOf(found);
    if (difference <= mostDifference) return;
    throw new CheckError(
      `under the best light found, the picture differs by ${difference.toFixed(1)} of 255; at most ${mostDifference} would be a picture of this scene under one light`,
    );
  }
  for (const what of ['position', 'colour'] as const) {
    const off = distanceOf(found.light[what], truth[what]);
    if (!(off <= tolerance))
      throw new CheckError(`the light's ${what} is off by ${off.toPrecision(2)}, more than ${tolerance}`);
  }
}
