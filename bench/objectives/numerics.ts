/** Numerical methods on scalars. */

/** |(x, y, z)|² of the Lorenz system after fixed steps of the classical Runge–Kutta method. */
/* @differentiable */
export function lorenz(
  x: number,
  y: number,
  z: number,
  sigma: number,
  rho: number,
  beta: number,
  dt: number,
  steps: number,
): number {
  for (let i = 0; i < steps; i++) {
    const kx1 = sigma * (y - x);
    const ky1 = x * (rho - z) - y;
    const kz1 = x * y - beta * z;
    const x2 = x + 0.5 * dt * kx1;
    const y2 = y + 0.5 * dt * ky1;
    const z2 = z + 0.5 * dt * kz1;
    const kx2 = sigma * (y2 - x2);
    const ky2 = x2 * (rho - z2) - y2;
    const kz2 = x2 * y2 - beta * z2;
    const x3 = x + 0.5 * dt * kx2;
    const y3 = y + 0.5 * dt * ky2;
    const z3 = z + 0.5 * dt * kz2;
    const kx3 = sigma * (y3 - x3);
    const ky3 = x3 * (rho - z3) - y3;
    const kz3 = x3 * y3 - beta * z3;
    const x4 = x + dt * kx3;
    const y4 = y + dt * ky3;
    const z4 = z + dt * kz3;
    const kx4 = sigma * (y4 - x4);
    const ky4 = x4 * (rho - z4) - y4;
    const kz4 = x4 * y4 - beta * z4;
    x += (dt / 6) * (kx1 + 2 * kx2 + 2 * kx3 + kx4);
    y += (dt / 6) * (ky1 + 2 * ky2 + 2 * ky3 + ky4);
    z += (dt / 6) * (kz1 + 2 * kz2 + 2 * kz3 + kz4);
  }
  return x * x + y * y + z * z;
}

function dampedWave(x: number, a: number, b: number): number {
  return Math.exp(-a * x * x) * Math.cos(b * x);
}

/** The integral of a damped wave over an even number of parts of length h from 0, by Simpson's rule. */
/* @differentiable */
export function simpson(a: number, b: number, h: number, parts: number): number {
  let total = dampedWave(0, a, b);
  for (let i = 1; i <= parts; i++) {
    const weight = i === parts ? 1 : i % 2 === 1 ? 4 : 2;
    total += weight * dampedWave(i * h, a, b);
  }
  return (total * h) / 3;
}

/** Sum of a function of the eccentric anomaly over an orbit; Kepler's equation is solved by Newton's method. */
/* @differentiable */
export function keplerOrbit(phase: number, eccentricity: number, points: number, tolerance: number): number {
  let total = 0;
  for (let i = 0; i < points; i++) {
    const mean = phase + 0.0628 * i;
    let E = mean;
    let step = 1;
    while (Math.abs(step) > tolerance) {
      step = (E - eccentricity * Math.sin(E) - mean) / (1 - eccentricity * Math.cos(E));
      E -= step;
    }
    total += E * Math.cos(E);
  }
  return total;
}
