import { prepareVjp } from '@diffjs/runtime';
import { CAMERA, POINT, reprojectionErrors, type BundleAdjustment } from './ba';

/** One row of the block of each observation. */
export interface BlockRows {
  /** By the camera, [observations × 11]. */
  readonly cameras: Float64Array;
  /** By the point, [observations × 3]. */
  readonly points: Float64Array;
  /** By the weight, [observations]. */
  readonly weights: Float64Array;
}

/** The Jacobian of a bundle adjustment: what is not zero in it. */
export interface BaJacobian {
  /** Rows of the errors across. */
  readonly x: BlockRows;
  /** Rows of the errors down. */
  readonly y: BlockRows;
  /** The diagonal of the errors of the weights, [observations]. */
  readonly weights: Float64Array;
}

/** Room for the Jacobian of a bundle adjustment. */
export function roomForJacobian({ weights: { length } }: BundleAdjustment): BaJacobian {
  return { x: roomForRows(length), y: roomForRows(length), weights: new Float64Array(length) };
}

function roomForRows(count: number): BlockRows {
  return {
    cameras: new Float64Array(CAMERA * count),
    points: new Float64Array(POINT * count),
    weights: new Float64Array(count),
  };
}

/** Observations that go through the sweeps together: few enough for all that is kept of them to stay in the cache. */
const BATCH = 64;

/**
 * The Jacobian of bundle adjustments as a user computes it with DiffJS.
 *
 * Observations that share a camera or a point would have their derivatives added up. So each gets a copy of its own, and a reverse
 * sweep from the errors across of all observations gives the first row of all blocks, one from the errors down the second.
 */
export function prepareBaJacobian(): (problem: BundleAdjustment, jacobian: BaJacobian) => void {
  const prepared = prepareVjp(reprojectionErrors);
  const own = roomForRows(BATCH);
  const rows = roomForRows(BATCH);
  const observations = new Int32Array(2 * BATCH).map((_, i) => i >> 1);
  const features = new Float64Array(2 * BATCH);
  const errors = new Float64Array(2 * BATCH);
  const dErrors = new Float64Array(2 * BATCH);
  const args = [own.cameras, own.points, own.weights, observations, features, errors];
  const shadows = [rows.cameras, rows.points, rows.weights, undefined, undefined, dErrors];

  function sweep(direction: 0 | 1, to: BlockRows, first: number, count: number): void {
    for (let i = direction; i < dErrors.length; i += 2) dErrors[i] = 1;
    prepared.reverse(0);
    move(rows.cameras, to.cameras, CAMERA, first, count);
    move(rows.points, to.points, POINT, first, count);
    move(rows.weights, to.weights, 1, first, count);
  }

  return (problem, jacobian) => {
    const { weights } = problem;
    for (let first = 0; first < weights.length; first += BATCH) {
      const count = Math.min(BATCH, weights.length - first);
      copyParameters(problem, first, count, own);
      features.set(problem.features.subarray(2 * first, 2 * (first + count)));
      prepared.forward(args, shadows);
      sweep(0, jacobian.x, first, count);
      sweep(1, jacobian.y, first, count);
    }
    for (let i = 0; i < weights.length; i++) jacobian.weights[i] = -2 * weights[i]!;
  };
}

function copyParameters(problem: BundleAdjustment, first: number, count: number, to: BlockRows): void {
  const { cameras, points, weights, observations } = problem;
  for (let i = 0; i < count; i++) {
    const camera = CAMERA * observations[2 * (first + i)]!;
    const point = POINT * observations[2 * (first + i) + 1]!;
    for (let j = 0; j < CAMERA; j++) to.cameras[CAMERA * i + j] = cameras[camera + j]!;
    for (let j = 0; j < POINT; j++) to.points[POINT * i + j] = points[point + j]!;
    to.weights[i] = weights[first + i]!;
  }
}

/** Takes the rows of a batch, and leaves zeros for the next sweep. */
function move(from: Float64Array, to: Float64Array, size: number, first: number, count: number): void {
  to.set(from.subarray(0, size * count), size * first);
  from.fill(0);
}
