import type { Ray } from './shapes.js';
import type { Scene } from './Scene.js';
import { Vector } from './Vector.js';

/** A picture: red, green and blue of each pixel, row by row from the top, between 0 and 1 as on a screen. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly values: ArrayLike<number>;
}

/** How often a ray is mirrored. */
const bounces = 3;

/** Takes pictures of scenes, the horizon level. */
/* @differentiable */
export class Camera {
  private readonly forward: Vector;
  private readonly right: Vector;
  private readonly up: Vector;

  /** @param angle  how wide the view is from bottom to top, in radians */
  constructor(
    private readonly position: Vector,
    target: Vector,
    private readonly angle: number,
  ) {
    this.forward = target.minus(position).unit();
    this.right = new Vector(0, 1, 0).cross(this.forward).unit();
    this.up = this.forward.cross(this.right);
  }

  /** Takes a picture: one ray through the middle of each pixel. */
  take(scene: Scene, width: number, height: number): Picture {
    const values: number[] = [];
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const ray = this.rayThrough((column + 0.5 - width / 2) / height, (height / 2 - row - 0.5) / height);
        const { x, y, z } = scene.trace(ray, bounces);
        values.push(expose(x), expose(y), expose(z));
      }
    }
    return { width, height, values };
  }

  /** The ray through a place of the picture, in heights of the picture from its middle. */
  private rayThrough(x: number, y: number): Ray {
    const size = 2 * Math.tan(this.angle / 2);
    const direction = this.forward
      .plus(this.right.scale(size * x))
      .plus(this.up.scale(size * y))
      .unit();
    return { origin: this.position, direction };
  }
}

/** Brightness as film shows it, which nothing overexposes, in the scale of a screen. */
/* @differentiable */
function expose(brightness: number): number {
  return (1 - Math.exp(-brightness)) ** (1 / 2.2);
}
