import type { Vector } from './Vector.js';

/** What a ray is: everything along a direction of length 1 from a point. */
export interface Ray {
  readonly origin: Vector;
  readonly direction: Vector;
}

/** A light that is a small ball, not a point, and so throws soft shadows. */
export interface Light {
  readonly position: Vector;
  readonly colour: Vector;
  readonly radius: number;
}

/** How a surface looks: its colour at a point, the share of light that it mirrors, how strong and small its highlights are. */
export interface Material {
  colourAt(point: Vector): Vector;
  readonly mirror: number;
  readonly gloss: number;
  readonly shininess: number;
}

/** Something that rays meet. */
export interface Shape {
  readonly material: Material;
  /** How far along the ray the surface is; Infinity if the ray misses it. */
  intersect(ray: Ray): number;
  normalAt(point: Vector): Vector;
  /** The share of the light that this shape lets through to a point on another one, between 0 and 1. */
  shadow(point: Vector, light: Light): number;
}

/** Closer than this to where a ray starts is the surface that it starts from. */
const nearest = 1e-6;

/** A ball. */
/* @differentiable */
export class Sphere implements Shape {
  constructor(
    readonly centre: Vector,
    readonly radius: number,
    readonly material: Material,
  ) {}

  intersect({ origin, direction }: Ray): number {
    const toCentre = this.centre.minus(origin);
    const along = toCentre.dot(direction);
    const inside = this.radius ** 2 - (toCentre.dot(toCentre) - along ** 2);
    if (inside < 0) return Infinity;
    const distance = along - Math.sqrt(inside);
    return distance > nearest ? distance : Infinity;
  }

  normalAt(point: Vector): Vector {
    return point.minus(this.centre).scale(1 / this.radius);
  }

  /** The way to the middle of the light passes the ball at some distance, and the light's cone has some width there. */
  shadow(point: Vector, { position, radius }: Light): number {
    const way = position.minus(point);
    const distance = way.length;
    const toCentre = this.centre.minus(point);
    const along = toCentre.dot(way) / distance;
    if (along <= 0 || along >= distance) return 1;
    const gap = Math.sqrt(Math.max(0, toCentre.dot(toCentre) - along ** 2)) - this.radius;
    return smoothStep(gap / ((radius * along) / distance));
  }
}

/** A plane, seen from the side to which its normal points. */
/* @differentiable */
export class Plane implements Shape {
  constructor(
    readonly point: Vector,
    readonly normal: Vector,
    readonly material: Material,
  ) {}

  intersect({ origin, direction }: Ray): number {
    const speed = direction.dot(this.normal);
    if (speed >= 0) return Infinity;
    const distance = this.point.minus(origin).dot(this.normal) / speed;
    return distance > nearest ? distance : Infinity;
  }

  normalAt(): Vector {
    return this.normal;
  }

  /** Only the part of the light in front of the plane shines. */
  shadow(_point: Vector, { position, radius }: Light): number {
    return smoothStep(position.minus(this.point).dot(this.normal) / radius);
  }
}

/** From 0 at −1 to 1 at 1, without a kink: the visible part of a light that an edge passes. */
/* @differentiable */
function smoothStep(x: number): number {
  const t = Math.min(1, Math.max(0, (1 + x) / 2));
  return t * t * (3 - 2 * t);
}
