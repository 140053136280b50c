import { fitLeastSquares } from 'example-support';
import { findPen, joints } from './arm.mjs';

/** An upright board, a plane of constant x, and its middle (in metres). */
export const board = { x: 1.45, y: 0.95, height: 0.9, width: 1.8 };

/** `count` points of the curve to draw, a figure of eight on the board. */
export function makePath(count) {
  return Array.from({ length: count }, (_, i) => {
    const t = (2 * Math.PI * i) / count;
    return { x: board.x, y: board.y + 0.28 * Math.sin(2 * t), z: 0.7 * Math.sin(t) };
  });
}

/**
 * What counts as one unit of the residuals: of the place of the pen's tip (in metres), of its tilt, of angles beyond their limits and of
 * movements (in radians). The last is by far the greatest: it settles what the others leave open.
 */
const unit = { place: 0.01, tilt: 0.02, beyond: 1e-3, move: 3 };

/**
 * What is to be small, as a differentiable function of the angles: the distance of the pen's tip from the target, the tilt of the pen
 * against the board, angles beyond their limits, movements of the joints.
 *
 * @param before  the angles before the movement
 * @param limited  whether the joints have limits
 */
export function makeResiduals(target, before, limited) {
  return /* @differentiable */ function residuals(angles) {
    const { point, direction } = findPen(angles);
    const values = [
      (point.x - target.x) / unit.place,
      (point.y - target.y) / unit.place,
      (point.z - target.z) / unit.place,
      direction.y / unit.tilt,
      direction.z / unit.tilt,
    ];
    joints.forEach(({ limits: [low, high] }, i) => {
      values.push((angles[i] - before[i]) / unit.move);
      if (limited) values.push(Math.max(low - angles[i], angles[i] - high, 0) / unit.beyond);
    });
    return values;
  };
}

/**
 * The angles of the joints at each point of a path, found from those at the point before.
 *
 * @returns for each point, `target`; `angles`; `iterations` that they took; `miss`, how far the tip is from the point (in metres);
 * `tilt` of the pen and `beyond`, how far an angle is beyond its limit (in radians)
 */
export function followPath(path, start, limited) {
  let angles = start;
  return path.map((target) => {
    const fit = fitLeastSquares(makeResiduals(target, angles, limited), angles, { tolerance: 1e-4 });
    angles = fit.x;
    const { point, direction } = findPen(angles);
    return {
      target,
      angles,
      iterations: fit.iterations.length - 1,
      miss: Math.hypot(point.x - target.x, point.y - target.y, point.z - target.z),
      tilt: Math.hypot(direction.y, direction.z),
      beyond: Math.max(
        0,
        ...joints.map(({ limits: [low, high] }, i) => Math.max(low - angles[i], angles[i] - high)),
      ),
    };
  });
}
