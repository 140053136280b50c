/** Adjoints of the numerical methods as a person writes them. */

const tape = new Float64Array(1 << 16);

/** Keeps the states between the steps and computes the stages again. */
export function lorenzAdjoint(
  x: number,
  y: number,
  z: number,
  sigma: number,
  rho: number,
  beta: number,
  dt: number,
  steps: number,
): [number, number, number, number, number, number, number] {
  const half = 0.5 * dt;
  const sixth = dt / 6;
  let p = 0;
  for (let i = 0; i < steps; i++) {
    tape[p] = x;
    tape[p + 1] = y;
    tape[p + 2] = z;
    p += 3;
    const kx1 = sigma * (y - x);
    const ky1 = x * (rho - z) - y;
    const kz1 = x * y - beta * z;
    const x2 = x + half * kx1;
    const y2 = y + half * ky1;
    const z2 = z + half * kz1;
    const kx2 = sigma * (y2 - x2);
    const ky2 = x2 * (rho - z2) - y2;
    const kz2 = x2 * y2 - beta * z2;
    const x3 = x + half * kx2;
    const y3 = y + half * ky2;
    const z3 = z + half * kz2;
    const kx3 = sigma * (y3 - x3);
    const ky3 = x3 * (rho - z3) - y3;
    const kz3 = x3 * y3 - beta * z3;
    const x4 = x + dt * kx3;
    const y4 = y + dt * ky3;
    const z4 = z + dt * kz3;
    x += sixth * (kx1 + 2 * kx2 + 2 * kx3 + sigma * (y4 - x4));
    y += sixth * (ky1 + 2 * ky2 + 2 * ky3 + (x4 * (rho - z4) - y4));
    z += sixth * (kz1 + 2 * kz2 + 2 * kz3 + (x4 * y4 - beta * z4));
  }
  let dx = 2 * x;
  let dy = 2 * y;
  let dz = 2 * z;
  let dSigma = 0;
  let dRho = 0;
  let dBeta = 0;
  let dHalf = 0; // of dt / 2
  let dWhole = 0;
  let dSixth = 0; // of dt / 6
  for (let i = 0; i < steps; i++) {
    p -= 3;
    x = tape[p]!;
    y = tape[p + 1]!;
    z = tape[p + 2]!;
    const kx1 = sigma * (y - x);
    const ky1 = x * (rho - z) - y;
    const kz1 = x * y - beta * z;
    const x2 = x + half * kx1;
    const y2 = y + half * ky1;
    const z2 = z + half * kz1;
    const kx2 = sigma * (y2 - x2);
    const ky2 = x2 * (rho - z2) - y2;
    const kz2 = x2 * y2 - beta * z2;
    const x3 = x + half * kx2;
    const y3 = y + half * ky2;
    const z3 = z + half * kz2;
    const kx3 = sigma * (y3 - x3);
    const ky3 = x3 * (rho - z3) - y3;
    const kz3 = x3 * y3 - beta * z3;
    const x4 = x + dt * kx3;
    const y4 = y + dt * ky3;
    const z4 = z + dt * kz3;
    dSixth +=
      dx * (kx1 + 2 * kx2 + 2 * kx3 + sigma * (y4 - x4)) +
      dy * (ky1 + 2 * ky2 + 2 * ky3 + (x4 * (rho - z4) - y4)) +
      dz * (kz1 + 2 * kz2 + 2 * kz3 + (x4 * y4 - beta * z4));
    let cx = sixth * dx;
    let cy = sixth * dy;
    let cz = sixth * dz;
    dSigma += cx * (y4 - x4);
    dRho += cy * x4;
    dBeta -= cz * z4;
    const dx4 = cy * (rho - z4) + cz * y4 - cx * sigma;
    const dy4 = cx * sigma - cy + cz * x4;
    const dz4 = -cy * x4 - cz * beta;
    dWhole += dx4 * kx3 + dy4 * ky3 + dz4 * kz3;
    cx = 2 * sixth * dx + dt * dx4;
    cy = 2 * sixth * dy + dt * dy4;
    cz = 2 * sixth * dz + dt * dz4;
    dSigma += cx * (y3 - x3);
    dRho += cy * x3;
    dBeta -= cz * z3;
    const dx3 = cy * (rho - z3) + cz * y3 - cx * sigma;
    const dy3 = cx * sigma - cy + cz * x3;
    const dz3 = -cy * x3 - cz * beta;
    dHalf += dx3 * kx2 + dy3 * ky2 + dz3 * kz2;
    cx = 2 * sixth * dx + half * dx3;
    cy = 2 * sixth * dy + half * dy3;
    cz = 2 * sixth * dz + half * dz3;
    dSigma += cx * (y2 - x2);
    dRho += cy * x2;
    dBeta -= cz * z2;
    const dx2 = cy * (rho - z2) + cz * y2 - cx * sigma;
    const dy2 = cx * sigma - cy + cz * x2;
    const dz2 = -cy * x2 - cz * beta;
    dHalf += dx2 * kx1 + dy2 * ky1 + dz2 * kz1;
    cx = sixth * dx + half * dx2;
    cy = sixth * dy + half * dy2;
    cz = sixth * dz + half * dz2;
    dSigma += cx * (y - x);
    dRho += cy * x;
    dBeta -= cz * z;
    dx += dx4 + dx3 + dx2 + (cy * (rho - z) + cz * y - cx * sigma);
    dy += dy4 + dy3 + dy2 + (cx * sigma - cy + cz * x);
    dz += dz4 + dz3 + dz2 + (-cy * x - cz * beta);
  }
  return [dx, dy, dz, dSigma, dRho, dBeta, dHalf * 0.5 + dWhole + dSixth / 6];
}

/** The sum is linear in the values of the wave, so one sweep does: nothing is taped. */
export function simpsonAdjoint(a: number, b: number, h: number, parts: number): [number, number, number] {
  let total = 1;
  let da = 0;
  let db = 0;
  let dh = 0;
  for (let i = 1; i <= parts; i++) {
    const x = i * h;
    const weight = i === parts ? 1 : i % 2 === 1 ? 4 : 2;
    const decay = weight * Math.exp(-a * x * x);
    const wave = decay * Math.cos(b * x);
    const shifted = decay * Math.sin(b * x);
    total += wave;
    da -= wave * x * x;
    db -= shifted * x;
    dh -= i * (2 * a * x * wave + b * shifted);
  }
  const third = h / 3;
  return [da * third, db * third, total / 3 + dh * third];
}

/** Keeps the sines and cosines of each turn; each point is swept back at once. */
export function keplerOrbitAdjoint(
  phase: number,
  eccentricity: number,
  points: number,
  tolerance: number,
): [number, number] {
  let dPhase = 0;
  let dEccentricity = 0;
  for (let i = 0; i < points; i++) {
    const mean = phase + 0.0628 * i;
    let E = mean;
    let step = 1;
    let p = 0;
    while (Math.abs(step) > tolerance) {
      const sine = Math.sin(E);
      const cosine = Math.cos(E);
      step = (E - eccentricity * sine - mean) / (1 - eccentricity * cosine);
      tape[p] = sine;
      tape[p + 1] = cosine;
      tape[p + 2] = step;
      p += 3;
      E -= step;
    }
    let dE = Math.cos(E) - E * Math.sin(E);
    let dMean = 0;
    while (p > 0) {
      p -= 3;
      const sine = tape[p]!;
      const cosine = tape[p + 1]!;
      const q = 1 - eccentricity * cosine;
      const dNumerator = -dE / q;
      const dQ = -dNumerator * tape[p + 2]!;
      dMean -= dNumerator;
      dEccentricity -= dNumerator * sine + dQ * cosine;
      dE = dQ * eccentricity * sine; // what came along through E − step cancels
    }
    dPhase += dE + dMean;
  }
  return [dPhase, dEccentricity];
}
