/** Objectives on typed arrays and objects, in plain loops. */

/** Sum of squares of a dense layer's outputs; W is [n × n] by rows. */
/* @differentiable */
export function denseLayer(W: Float64Array, b: Float64Array, x: Float64Array): number {
  const n = b.length;
  let total = 0;
  for (let i = 0; i < n; i++) {
    let s = b[i]!;
    for (let j = 0; j < n; j++) s += W[i * n + j]! * x[j]!;
    const y = Math.tanh(s);
    total += y * y;
  }
  return total;
}

/** Trace of the square of a matrix product made with three loops. */
/* @differentiable */
export function matrixProduct(A: Float64Array, B: Float64Array, n: number): number {
  const C = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let s = 0;
      for (let k = 0; k < n; k++) s += A[i * n + k]! * B[k * n + j]!;
      C[i * n + j] = s;
    }
  }
  let total = 0;
  for (let i = 0; i < n * n; i++) total += C[i]! * C[i]!;
  return total;
}

/** Potential and kinetic energy after one leapfrog step; state is [x, y, z, vx, vy, vz] per body. */
/* @differentiable */
export function nBodyStep(state: Float64Array, mass: Float64Array, dt: number): number {
  const n = mass.length;
  const next = new Float64Array(6 * n);
  let energy = 0;
  for (let i = 0; i < n; i++) {
    let ax = 0;
    let ay = 0;
    let az = 0;
    for (let j = 0; j < n; j++) {
      const dx = state[6 * j]! - state[6 * i]!;
      const dy = state[6 * j + 1]! - state[6 * i + 1]!;
      const dz = state[6 * j + 2]! - state[6 * i + 2]!;
      const r2 = dx * dx + dy * dy + dz * dz + 0.01;
      const force = mass[j]! / (r2 * Math.sqrt(r2));
      ax += dx * force;
      ay += dy * force;
      az += dz * force;
    }
    const vx = state[6 * i + 3]! + dt * ax;
    const vy = state[6 * i + 4]! + dt * ay;
    const vz = state[6 * i + 5]! + dt * az;
    next[6 * i] = state[6 * i]! + dt * vx;
    next[6 * i + 1] = state[6 * i + 1]! + dt * vy;
    next[6 * i + 2] = state[6 * i + 2]! + dt * vz;
    energy += 0.5 * mass[i]! * (vx * vx + vy * vy + vz * vz);
  }
  for (let i = 0; i < n; i++) energy += mass[i]! * next[6 * i]! * next[6 * i + 1]!;
  return energy;
}

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

/** A row of numbers through two dense layers kept as arrays of arrays. */
/* @differentiable */
export function arraysOfArrays(W: number[][], x: number[]): number {
  let total = 0;
  for (let i = 0; i < W.length; i++) {
    const row = W[i]!;
    let s = 0;
    for (let j = 0; j < row.length; j++) s += row[j]! * x[j]!;
    total += s * s;
  }
  return total;
}
