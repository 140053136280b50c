import { jacobian } from '@diffjs/runtime';
import { findJoints, findPen } from './arm.mjs';

const degree = Math.PI / 180;

/* @differentiable */
function findTip(angles) {
  const { point } = findPen(angles);
  return [point.x, point.y, point.z];
}

/**
 * How far the Jacobian of the tip is from the one that geometry gives: a joint that turns about the axis a at the point p moves the tip
 * at q by a × (q − p).
 */
export function compareJacobian(angles) {
  const J = jacobian(findTip, angles);
  const { points, axes } = findJoints(angles);
  const tip = points.at(-1);
  return Math.max(
    ...axes.flatMap((axis, i) => {
      const column = axis.clone().cross(tip.clone().sub(points[i + 1]));
      return ['x', 'y', 'z'].map((name, k) => Math.abs(column[name] - J[k][i]));
    }),
  );
}

/**
 * Checks the Jacobian, that the pen is where it should be and upright everywhere, and that no joint is beyond its limits.
 *
 * @throws an Error that lists what is not so
 */
export function checkResults(error, poses) {
  const problems = [];
  if (!(error < 1e-12)) problems.push(`the Jacobian is off the geometric one by ${error}`);
  poses.forEach(({ miss, tilt, beyond }, i) => {
    if (!(miss < 1e-4)) problems.push(`the pen misses point ${i} by ${miss} m`);
    if (!(tilt < 0.1 * degree)) problems.push(`the pen is tilted by ${tilt / degree}° at point ${i}`);
    if (!(beyond < 0.1 * degree))
      problems.push(`a joint is ${beyond / degree}° beyond its limits at point ${i}`);
  });
  if (problems.length > 0)
    throw new Error(`the results are not what they should be:\n  ${problems.join('\n  ')}`);
}
