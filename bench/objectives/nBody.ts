/** Bodies that attract one another. */

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
