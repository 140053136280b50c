/** Adjoints of the array objectives as a person writes them. */

const tape = new Float64Array(1 << 16);

export function denseLayerAdjoint(
  W: Float64Array,
  b: Float64Array,
  x: Float64Array,
): [Float64Array, Float64Array, Float64Array] {
  const n = b.length;
  const dW = new Float64Array(n * n);
  const db = new Float64Array(n);
  const dx = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let s = b[i]!;
    for (let j = 0; j < n; j++) s += W[i * n + j]! * x[j]!;
    tape[i] = Math.tanh(s);
  }
  for (let i = n - 1; i >= 0; i--) {
    const y = tape[i]!;
    const ds = 2 * y * (1 - y * y);
    db[i] = db[i]! + ds;
    for (let j = 0; j < n; j++) {
      dW[i * n + j] = dW[i * n + j]! + ds * x[j]!;
      dx[j] = dx[j]! + ds * W[i * n + j]!;
    }
  }
  return [dW, db, dx];
}

export function matrixProductAdjoint(
  A: Float64Array,
  B: Float64Array,
  n: number,
): [Float64Array, Float64Array] {
  const C = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let s = 0;
      for (let k = 0; k < n; k++) s += A[i * n + k]! * B[k * n + j]!;
      C[i * n + j] = s;
    }
  }
  const dA = new Float64Array(n * n);
  const dB = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const ds = 2 * C[i * n + j]!;
      for (let k = 0; k < n; k++) {
        dA[i * n + k] = dA[i * n + k]! + ds * B[k * n + j]!;
        dB[k * n + j] = dB[k * n + j]! + ds * A[i * n + k]!;
      }
    }
  }
  return [dA, dB];
}

export function nBodyStepAdjoint(
  state: Float64Array,
  mass: Float64Array,
  dt: number,
): [Float64Array, Float64Array, number] {
  const n = mass.length;
  const dState = new Float64Array(6 * n);
  const dMass = new Float64Array(n);
  let dDt = 0;
  for (let i = 0; i < n; i++) {
    let ax = 0;
    let ay = 0;
    let az = 0;
    const x = state[6 * i]!;
    const y = state[6 * i + 1]!;
    const z = state[6 * i + 2]!;
    for (let j = 0; j < n; j++) {
      const dx = state[6 * j]! - x;
      const dy = state[6 * j + 1]! - y;
      const dz = state[6 * j + 2]! - z;
      const r2 = dx * dx + dy * dy + dz * dz + 0.01;
      const root = Math.sqrt(r2);
      tape[j] = root;
      const force = mass[j]! / (r2 * root);
      ax += dx * force;
      ay += dy * force;
      az += dz * force;
    }
    const m = mass[i]!;
    const vx = state[6 * i + 3]! + dt * ax;
    const vy = state[6 * i + 4]! + dt * ay;
    const vz = state[6 * i + 5]! + dt * az;
    const nx = x + dt * vx;
    const ny = y + dt * vy;
    dMass[i] = dMass[i]! + nx * ny + 0.5 * (vx * vx + vy * vy + vz * vz);
    const dnx = m * ny;
    const dny = m * nx;
    const dvx = m * vx + dt * dnx;
    const dvy = m * vy + dt * dny;
    const dvz = m * vz;
    dDt += dnx * vx + dny * vy + dvx * ax + dvy * ay + dvz * az;
    dState[6 * i + 3] = dState[6 * i + 3]! + dvx;
    dState[6 * i + 4] = dState[6 * i + 4]! + dvy;
    dState[6 * i + 5] = dState[6 * i + 5]! + dvz;
    let dxi = dnx;
    let dyi = dny;
    let dzi = 0;
    const dax = dt * dvx;
    const day = dt * dvy;
    const daz = dt * dvz;
    for (let j = 0; j < n; j++) {
      const dx = state[6 * j]! - x;
      const dy = state[6 * j + 1]! - y;
      const dz = state[6 * j + 2]! - z;
      const root = tape[j]!;
      const r2 = root * root;
      const inverse = 1 / (r2 * root);
      const force = mass[j]! * inverse;
      const dForce = dax * dx + day * dy + daz * dz;
      dMass[j] = dMass[j]! + dForce * inverse;
      const dr2 = (-1.5 * dForce * force) / r2;
      const gx = dax * force + 2 * dx * dr2;
      const gy = day * force + 2 * dy * dr2;
      const gz = daz * force + 2 * dz * dr2;
      dState[6 * j] = dState[6 * j]! + gx;
      dState[6 * j + 1] = dState[6 * j + 1]! + gy;
      dState[6 * j + 2] = dState[6 * j + 2]! + gz;
      dxi -= gx;
      dyi -= gy;
      dzi -= gz;
    }
    dState[6 * i] = dState[6 * i]! + dxi;
    dState[6 * i + 1] = dState[6 * i + 1]! + dyi;
    dState[6 * i + 2] = dState[6 * i + 2]! + dzi;
  }
  return [dState, dMass, dDt];
}

/** Of the vector objective, written in scalars. */
export function vectorObjectsAdjoint(x: number, y: number, z: number, k: number, steps: number): number[] {
  let [px, py, pz] = [0, 0, 0];
  let p = 0;
  for (let i = 0; i < steps; i++) {
    tape[p] = x;
    tape[p + 1] = y;
    tape[p + 2] = z;
    p += 3;
    px += x * k;
    py += y * k;
    pz += z * k;
    x = x * 0.99 + px * -0.01;
    y = y * 0.99 + py * -0.01;
    z = z * 0.99 + pz * -0.01;
  }
  let [dpx, dpy, dpz] = [2 * px, 2 * py, 2 * pz];
  let [dx, dy, dz, dk] = [0, 0, 0, 0];
  for (let i = 0; i < steps; i++) {
    p -= 3;
    dpx += dx * -0.01;
    dpy += dy * -0.01;
    dpz += dz * -0.01;
    dx = dx * 0.99 + dpx * k;
    dy = dy * 0.99 + dpy * k;
    dz = dz * 0.99 + dpz * k;
    dk += dpx * tape[p]! + dpy * tape[p + 1]! + dpz * tape[p + 2]!;
  }
  return [dx, dy, dz, dk];
}

export function arraysOfArraysAdjoint(W: number[][], x: number[]): [number[][], number[]] {
  const dx = x.map(() => 0);
  const dW: number[][] = [];
  for (let i = 0; i < W.length; i++) {
    const row = W[i]!;
    let s = 0;
    for (let j = 0; j < row.length; j++) s += row[j]! * x[j]!;
    const ds = 2 * s;
    const dRow: number[] = [];
    for (let j = 0; j < row.length; j++) {
      dRow.push(ds * x[j]!);
      dx[j] = dx[j]! + ds * row[j]!;
    }
    dW.push(dRow);
  }
  return [dW, dx];
}
