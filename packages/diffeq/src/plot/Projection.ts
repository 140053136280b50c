type Point3 = [number, number, number];

/**
 * Parallel projection of the cube [−1, 1]³.
 *
 * The viewer looks along −d, d = (cos e cos a, cos e sin a, sin e) for azimuth a and elevation e; the third axis points upwards.
 */
export class Projection {
  private readonly direction: Point3;
  private readonly right: Point3;
  private readonly up: Point3;

  /** @param azimuth  in degrees  @param elevation  in degrees */
  constructor(azimuth: number, elevation: number) {
    const [a, e] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180];
    this.direction = [Math.cos(e) * Math.cos(a), Math.cos(e) * Math.sin(a), Math.sin(e)];
    this.right = [-Math.sin(a), Math.cos(a), 0];
    this.up = [-Math.sin(e) * Math.cos(a), -Math.sin(e) * Math.sin(a), Math.cos(e)];
  }

  project(point: Point3): [x: number, y: number] {
    return [dot(point, this.right), dot(point, this.up)];
  }

  /** How far the cube reaches in the picture, from its middle. */
  halfSize(): [x: number, y: number] {
    const sum = (row: Point3): number => row.reduce((all, part) => all + Math.abs(part), 0);
    return [sum(this.right), sum(this.up)];
  }

  /** The corner of the cube that is farthest from the viewer: where its far walls meet. */
  farCorner(): Point3 {
    return this.direction.map((d) => (d >= 0 ? -1 : 1)) as Point3;
  }

  /**
   * The edge along which an axis has its numbers: on the outline of the cube, for the third axis on the left, for the others before the floor (or ceiling).
   *
   * @returns a corner on it, and the direction in the picture that leads away from the cube
   */
  edge(axis: number): { axis: number; corner: Point3; outward: [number, number] } {
    const corner = this.farCorner();
    if (axis === 2) {
      // the two upright edges of the outline have one near and one far wall: the left one
      const candidates: Point3[] = [
        [-corner[0], corner[1], 0],
        [corner[0], -corner[1], 0],
      ];
      candidates.sort((p, q) => this.project(p)[0] - this.project(q)[0]);
      return { axis, corner: candidates[0], outward: [-1.2, 0] };
    }
    const other = 1 - axis;
    corner[other] = -corner[other];
    corner[axis] = 0;
    const [x, y] = this.project([axis === 0 ? 0 : corner[0], axis === 1 ? 0 : corner[1], 0]);
    const length = Math.hypot(x, y) || 1;
    const down = corner[2] < 0 ? -1 : 1;
    return { axis, corner, outward: [x / length, 0.6 * (y / length) + 0.7 * down] };
  }
}

function dot(p: Point3, q: Point3): number {
  return p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
}
