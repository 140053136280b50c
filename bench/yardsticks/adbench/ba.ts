import { CAMERA, POINT, type BundleAdjustment } from '../../objectives/adbench/ba';
import type { BaJacobian } from '../../objectives/adbench/baJacobian';

/** The Jacobian of bench/objectives/adbench/ba.ts as a person writes it: one forward sweep, then a reverse sweep for each of its two rows. */
export function baJacobianByHand(problem: BundleAdjustment, jacobian: BaJacobian): void {
  const { weights } = problem;
  for (let i = 0; i < weights.length; i++) writeBlock(problem, i, jacobian);
  for (let i = 0; i < weights.length; i++) jacobian.weights[i] = -2 * weights[i]!;
}

function writeBlock(
  { cameras, points, weights, observations, features }: BundleAdjustment,
  observation: number,
  jacobian: BaJacobian,
): void {
  const camera = CAMERA * observations[2 * observation]!;
  const point = POINT * observations[2 * observation + 1]!;
  const weight = weights[observation]!;
  const rx = cameras[camera]!;
  const ry = cameras[camera + 1]!;
  const rz = cameras[camera + 2]!;
  const x = points[point]! - cameras[camera + 3]!;
  const y = points[point + 1]! - cameras[camera + 4]!;
  const z = points[point + 2]! - cameras[camera + 5]!;
  const focal = cameras[camera + 6]!;
  const k1 = cameras[camera + 9]!;
  const k2 = cameras[camera + 10]!;
  const angleSquared = rx * rx + ry * ry + rz * rz;
  let [u, v, depth] = [0, 0, 0];
  let [cos, sin, inverse, wx, wy, wz] = [0, 0, 0, 0, 0, 0];
  let [dot, along, crossX, crossY, crossZ] = [0, 0, 0, 0, 0];
  if (angleSquared !== 0) {
    const angle = Math.sqrt(angleSquared);
    cos = Math.cos(angle);
    sin = Math.sin(angle);
    inverse = 1 / angle;
    wx = rx * inverse;
    wy = ry * inverse;
    wz = rz * inverse;
    dot = wx * x + wy * y + wz * z;
    along = dot * (1 - cos);
    crossX = wy * z - wz * y;
    crossY = wz * x - wx * z;
    crossZ = wx * y - wy * x;
    u = x * cos + crossX * sin + wx * along;
    v = y * cos + crossY * sin + wy * along;
    depth = z * cos + crossZ * sin + wz * along;
  } else {
    u = x + ry * z - rz * y;
    v = y + rz * x - rx * z;
    depth = z + rx * y - ry * x;
  }
  const inverseDepth = 1 / depth;
  const px = u * inverseDepth;
  const py = v * inverseDepth;
  const radius = px * px + py * py;
  const distortion = 1 + k1 * radius + k2 * radius * radius;

  for (let row = 0; row < 2; row++) {
    const isX = row === 0;
    const p = isX ? px : py;
    const offset = isX
      ? cameras[camera + 7]! - features[2 * observation]!
      : cameras[camera + 8]! - features[2 * observation + 1]!;
    const dDistortion = weight * p * focal;
    const dProjected = weight * distortion * focal;
    const dRadius = dDistortion * (k1 + 2 * k2 * radius);
    const dpx = (isX ? dProjected : 0) + 2 * px * dRadius;
    const dpy = (isX ? 0 : dProjected) + 2 * py * dRadius;
    const du = dpx * inverseDepth;
    const dv = dpy * inverseDepth;
    const dDepth = -(dpx * px + dpy * py) * inverseDepth;
    let [dx, dy, dz, drx, dry, drz] = [0, 0, 0, 0, 0, 0];
    if (angleSquared !== 0) {
      const dAlong = du * wx + dv * wy + dDepth * wz;
      const dSin = du * crossX + dv * crossY + dDepth * crossZ;
      const dDot = dAlong * (1 - cos);
      const dCos = du * x + dv * y + dDepth * z - dAlong * dot;
      const dCrossX = du * sin;
      const dCrossY = dv * sin;
      const dCrossZ = dDepth * sin;
      dx = du * cos + dCrossY * wz - dCrossZ * wy + dDot * wx;
      dy = dv * cos - dCrossX * wz + dCrossZ * wx + dDot * wy;
      dz = dDepth * cos + dCrossX * wy - dCrossY * wx + dDot * wz;
      const dwx = du * along - dCrossY * z + dCrossZ * y + dDot * x;
      const dwy = dv * along + dCrossX * z - dCrossZ * x + dDot * y;
      const dwz = dDepth * along - dCrossX * y + dCrossY * x + dDot * z;
      const dInverse = dwx * rx + dwy * ry + dwz * rz;
      const dAngle = dSin * cos - dCos * sin - dInverse * inverse * inverse;
      const dAngleSquared = 0.5 * dAngle * inverse;
      drx = dwx * inverse + 2 * rx * dAngleSquared;
      dry = dwy * inverse + 2 * ry * dAngleSquared;
      drz = dwz * inverse + 2 * rz * dAngleSquared;
    } else {
      dx = du + dv * rz - dDepth * ry;
      dy = dv - du * rz + dDepth * rx;
      dz = dDepth + du * ry - dv * rx;
      drx = dDepth * y - dv * z;
      dry = du * z - dDepth * x;
      drz = dv * x - du * y;
    }
    const to = isX ? jacobian.x : jacobian.y;
    const at = CAMERA * observation;
    to.cameras[at] = drx;
    to.cameras[at + 1] = dry;
    to.cameras[at + 2] = drz;
    to.cameras[at + 3] = -dx;
    to.cameras[at + 4] = -dy;
    to.cameras[at + 5] = -dz;
    to.cameras[at + 6] = weight * p * distortion;
    to.cameras[at + 7] = isX ? weight : 0;
    to.cameras[at + 8] = isX ? 0 : weight;
    to.cameras[at + 9] = dDistortion * radius;
    to.cameras[at + 10] = dDistortion * radius * radius;
    to.points[POINT * observation] = dx;
    to.points[POINT * observation + 1] = dy;
    to.points[POINT * observation + 2] = dz;
    to.weights[observation] = p * distortion * focal + offset;
  }
}
