import { gradient } from '@diffjs/runtime';
import { goal } from './aimShot.mjs';
import { shootBall, squaredMiss } from './shootBall.mjs';

/**
 * The gradient at a shot beside central differences: the median of five, since the engine's search for the time of impact ends at a
 * tolerance, and two shots a hair apart can end it differently.
 */
export function compareGradients(shot) {
  const [compiled] = gradient(squaredMiss, shot);
  return ['angle', 'speed'].map((name) => {
    const differences = [1e-5, 3e-6, 1e-6, 3e-7, 1e-7].map((h) => {
      const [after, before] = [h, -h].map((d) => squaredMiss({ ...shot, [name]: shot[name] + d }));
      return (after - before) / (2 * h);
    });
    return { name, compiled: compiled[name], difference: differences.sort((a, b) => a - b)[2] };
  });
}

/**
 * Checks that the gradient agrees with central differences and that the last shot hits.
 *
 * @throws an Error that lists what is not so
 */
export function checkResults(slopes, shots) {
  const problems = [];
  for (const { name, compiled, difference } of slopes)
    if (!(Math.abs(compiled - difference) <= 1e-5 * Math.max(1, Math.abs(difference))))
      problems.push(`∂/∂${name} is ${compiled}, and ${difference} by central differences`);
  const { angle, speed, miss } = shots.at(-1);
  if (!(miss < goal)) problems.push(`the last shot misses by ${miss} m`);
  const { touched } = shootBall(angle, speed);
  if (touched[0] !== 'wall' || touched[1] !== 'target')
    problems.push(`the last shot touches ${touched.join(', ')}, not the wall and then the target`);
  if (problems.length > 0)
    throw new Error(`the results are not what they should be:\n  ${problems.join('\n  ')}`);
}
