/**
 * ADBench BA: bundle adjustment, the errors of points seen by cameras.
 *
 * A camera is a rotation as axis times angle [3], its centre [3], the focal length, the principal point [2] and two coefficients of radial
 * distortion: 11 numbers. Each observation depends on one camera, one point and one weight only, so the Jacobian consists of blocks
 * of 2 × 15.
 *
 * Reference: Šrajer, Kukelova, Fitzgibbon, "A benchmark of selected algorithmic differentiation tools on some problems in
 * computer vision and machine learning", Optimization Methods and Software 33(4–6), 2018.
 */

export const CAMERA = 11;
export const POINT = 3;
/** A camera, a point and a weight: what one observation depends on. */
export const PARAMETERS = 15;

/** What a bundle adjustment is about; arrays by rows. */
export interface BundleAdjustment {
  /** [cameras × 11] */
  readonly cameras: Float64Array;
  /** [points × 3] */
  readonly points: Float64Array;
  /** [observations] */
  readonly weights: Float64Array;
  /** Indices of the camera and the point, [observations × 2]. */
  readonly observations: Int32Array;
  /** Where the point was seen, [observations × 2]. */
  readonly features: Float64Array;
}

/**
 * Weighted errors of all projections, [observations × 2].
 *
 * @param errors  receives them
 */
/* @differentiable */
export function reprojectionErrors(
  cameras: Float64Array,
  points: Float64Array,
  weights: Float64Array,
  observations: Int32Array,
  features: Float64Array,
  errors: Float64Array,
): void {
  for (let i = 0; i < weights.length; i++) {
    const camera = 11 * observations[2 * i]!;
    const point = 3 * observations[2 * i + 1]!;
    const rx = cameras[camera]!;
    const ry = cameras[camera + 1]!;
    const rz = cameras[camera + 2]!;
    const x = points[point]! - cameras[camera + 3]!;
    const y = points[point + 1]! - cameras[camera + 4]!;
    const z = points[point + 2]! - cameras[camera + 5]!;
    const focal = cameras[camera + 6]!;
    const angleSquared = rx * rx + ry * ry + rz * rz;
    let u: number;
    let v: number;
    let depth: number;
    if (angleSquared !== 0) {
      const angle = Math.sqrt(angleSquared);
      const cos = Math.cos(angle);
      const sin = Math.sin(angle);
      const inverse = 1 / angle;
      const wx = rx * inverse;
      const wy = ry * inverse;
      const wz = rz * inverse;
      const along = (wx * x + wy * y + wz * z) * (1 - cos);
      u = x * cos + (wy * z - wz * y) * sin + wx * along;
      v = y * cos + (wz * x - wx * z) * sin + wy * along;
      depth = z * cos + (wx * y - wy * x) * sin + wz * along;
    } else {
      u = x + ry * z - rz * y;
      v = y + rz * x - rx * z;
      depth = z + rx * y - ry * x;
    }
    const px = u / depth;
    const py = v / depth;
    const radius = px * px + py * py;
    const distortion = 1 + cameras[camera + 9]! * radius + cameras[camera + 10]! * radius * radius;
    const weight = weights[i]!;
    errors[2 * i] = weight * (px * distortion * focal + cameras[camera + 7]! - features[2 * i]!);
    errors[2 * i + 1] = weight * (py * distortion * focal + cameras[camera + 8]! - features[2 * i + 1]!);
  }
}

/** Errors of the weights, [observations]. */
export function weightErrors(weights: Float64Array, errors: Float64Array): void {
  for (let i = 0; i < weights.length; i++) errors[i] = 1 - weights[i]! * weights[i]!;
}
