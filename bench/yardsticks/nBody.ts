/** The adjoint of the n-body step as a person writes it. */

const tape = new Float64Array(1 << 16);

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
