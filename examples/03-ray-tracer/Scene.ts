import type { Light, Ray, Shape } from './shapes.js';
import type { Vector } from './Vector.js';

/** Light that comes from everywhere. */
const ambient = 0.06;

/** Shapes under one light. */
/* @differentiable */
export class Scene {
  constructor(
    readonly shapes: readonly Shape[],
    readonly light: Light,
    readonly sky: (direction: Vector) => Vector,
  ) {}

  /** The colour of what a ray meets, mirrored up to `bounces` times. */
  trace(ray: Ray, bounces: number): Vector {
    let distance = Infinity;
    let shape: Shape | undefined;
    for (const each of this.shapes) {
      const there = each.intersect(ray);
      if (there < distance) [distance, shape] = [there, each];
    }
    if (shape === undefined) return this.sky(ray.direction);

    const point = ray.origin.plus(ray.direction.scale(distance));
    const normal = shape.normalAt(point);
    const mirrored = ray.direction.reflect(normal);
    const own = this.shade(shape, point, normal, mirrored);
    const { mirror } = shape.material;
    if (mirror === 0 || bounces === 0) return own;
    const seen = this.trace({ origin: point, direction: mirrored }, bounces - 1);
    return own.scale(1 - mirror).plus(seen.scale(mirror));
  }

  /** Lambert's and Phong's laws, with some ambient light; the light fades with the distance squared. */
  private shade(shape: Shape, point: Vector, normal: Vector, mirrored: Vector): Vector {
    const { position, colour } = this.light;
    const { gloss, shininess } = shape.material;
    const own = shape.material.colourAt(point);
    const way = position.minus(point);
    const direction = way.unit();
    const facing = Math.max(0, normal.dot(direction));
    const arriving = colour.scale((facing * this.visibility(shape, point)) / (1 + 0.1 * way.dot(way)));
    const highlight = gloss * Math.max(0, mirrored.dot(direction)) ** shininess;
    return own.scale(ambient).plus(own.times(arriving)).plus(arriving.scale(highlight));
  }

  /** The share of the light that no other shape takes away. */
  private visibility(shape: Shape, point: Vector): number {
    return this.shapes
      .filter((each) => each !== shape)
      .reduce((share, each) => share * each.shadow(point, this.light), 1);
  }
}
