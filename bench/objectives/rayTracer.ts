/** A small ray tracer, as one writes it with vectors as objects. */

export interface Vector {
  x: number;
  y: number;
  z: number;
}

export interface Sphere {
  center: Vector;
  radius: number;
  color: number;
}

function subtract(a: Vector, b: Vector): Vector {
  return { x: a.x - b.x, y: a.y - b.y, z: a.z - b.z };
}

function scale(a: Vector, s: number): Vector {
  return { x: a.x * s, y: a.y * s, z: a.z * s };
}

function dot(a: Vector, b: Vector): number {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

function normalize(a: Vector): Vector {
  return scale(a, 1 / Math.sqrt(dot(a, a)));
}

/** How far along the ray the sphere is met. */
function distanceTo(sphere: Sphere, origin: Vector, direction: Vector): number {
  const offset = subtract(origin, sphere.center);
  const b = dot(offset, direction);
  const discriminant = b * b - dot(offset, offset) + sphere.radius * sphere.radius;
  if (discriminant <= 0) return Infinity;
  const distance = -b - Math.sqrt(discriminant);
  return distance > 0 ? distance : Infinity;
}

/** Light that leaves the sphere towards the origin from a point of its surface. */
function shade(sphere: Sphere, point: Vector, light: Vector): number {
  const normal = scale(subtract(point, sphere.center), 1 / sphere.radius);
  const cosine = dot(normal, normalize(subtract(light, point)));
  return cosine > 0 ? sphere.color * cosine : 0;
}

/** Pixels of a side of the picture. */
export const SIZE = 16;

/** Sum of the pixels of a square picture of diffuse spheres, seen from the origin. */
/* @differentiable */
export function render(spheres: Sphere[], light: Vector): number {
  const origin = { x: 0, y: 0, z: 0 };
  let total = 0;
  for (let row = 0; row < SIZE; row++) {
    for (let column = 0; column < SIZE; column++) {
      const direction = normalize({
        x: (column + 0.5) / SIZE - 0.5,
        y: (row + 0.5) / SIZE - 0.5,
        z: 1,
      });
      let nearest = Infinity;
      let met = -1;
      for (let i = 0; i < spheres.length; i++) {
        const distance = distanceTo(spheres[i]!, origin, direction);
        if (distance < nearest) {
          nearest = distance;
          met = i;
        }
      }
      if (met >= 0) total += shade(spheres[met]!, scale(direction, nearest), light);
    }
  }
  return total;
}
