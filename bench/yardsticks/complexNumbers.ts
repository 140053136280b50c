/** The orbit as a person writes it in scalars, and its adjoint. */

const tape = new Float64Array(1 << 16);

export function orbitInScalars(re: number, im: number, steps: number): number {
  let x = 0;
  let y = 0;
  let total = 0;
  for (let i = 0; i < steps; i++) {
    const next = x * x - y * y + re;
    y = 2 * x * y + im;
    x = next;
    total += Math.exp(-(x * x + y * y));
  }
  return total;
}

export function orbitAdjoint(re: number, im: number, steps: number): [number, number] {
  let x = 0;
  let y = 0;
  let p = 0;
  for (let i = 0; i < steps; i++) {
    const next = x * x - y * y + re;
    y = 2 * x * y + im;
    x = next;
    tape[p] = x;
    tape[p + 1] = y;
    tape[p + 2] = Math.exp(-(x * x + y * y));
    p += 3;
  }
  let dRe = 0;
  let dIm = 0;
  let dx = 0;
  let dy = 0;
  while (p > 0) {
    p -= 3;
    const before = 2 * tape[p]!;
    const beforeY = 2 * tape[p + 1]!;
    const decay = tape[p + 2]!;
    const cx = dx * before + dy * beforeY - decay * before;
    const cy = dy * before - dx * beforeY - decay * beforeY;
    dRe += cx;
    dIm += cy;
    dx = cx;
    dy = cy;
  }
  return [dRe, dIm];
}

/** The continued fraction in scalars. */
export function continuedFractionInScalars(re: number, im: number, steps: number): number {
  let x = 0;
  let y = 0;
  for (let i = 0; i < steps; i++) {
    const u = x + 1;
    const size = u * u + y * y;
    const next = (re * u + im * y) / size;
    y = (im * u - re * y) / size;
    x = next;
  }
  return x * x + y * y;
}

export function continuedFractionAdjoint(re: number, im: number, steps: number): [number, number] {
  let x = 0;
  let y = 0;
  let p = 0;
  for (let i = 0; i < steps; i++) {
    const u = x + 1;
    const size = u * u + y * y;
    tape[p] = u / size;
    tape[p + 1] = -y / size;
    const next = (re * u + im * y) / size;
    y = (im * u - re * y) / size;
    x = next;
    tape[p + 2] = x;
    tape[p + 3] = y;
    p += 4;
  }
  let dRe = 0;
  let dIm = 0;
  let dx = 2 * x;
  let dy = 2 * y;
  while (p > 0) {
    p -= 4;
    const rx = tape[p]!;
    const ry = tape[p + 1]!;
    const qx = tape[p + 2]!;
    const qy = tape[p + 3]!;
    // d c = conj(1/u)·dz,  d u = −conj(q)·d c
    const cx = dx * rx + dy * ry;
    const cy = dy * rx - dx * ry;
    dRe += cx;
    dIm += cy;
    dx = -(cx * qx + cy * qy);
    dy = -(cy * qx - cx * qy);
  }
  return [dRe, dIm];
}
