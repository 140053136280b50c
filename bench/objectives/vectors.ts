/** Vectors as small objects. */

interface Vector {
  x: number;
  y: number;
  z: number;
}

function add(a: Vector, b: Vector): Vector {
  return { x: a.x + b.x, y: a.y + b.y, z: a.z + b.z };
}

function scale(a: Vector, s: number): Vector {
  return { x: a.x * s, y: a.y * s, z: a.z * s };
}

/** Vectors as small objects through helper functions. */
/* @differentiable */
export function vectorObjects(x: number, y: number, z: number, k: number, steps: number): number {
  let p = { x: 0, y: 0, z: 0 };
  let a = { x, y, z };
  for (let i = 0; i < steps; i++) {
    p = add(p, scale(a, k));
    a = add(scale(a, 0.99), scale(p, -0.01));
  }
  return p.x * p.x + p.y * p.y + p.z * p.z;
}
