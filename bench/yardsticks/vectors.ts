/** The vector objective as a person writes it in scalars, and its adjoint. */

const tape = new Float64Array(1 << 16);

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

export function vectorObjectsInScalars(x: number, y: number, z: number, k: number, steps: number): number {
  let px = 0;
  let py = 0;
  let pz = 0;
  for (let i = 0; i < steps; i++) {
    px += x * k;
    py += y * k;
    pz += z * k;
    x = x * 0.99 + px * -0.01;
    y = y * 0.99 + py * -0.01;
    z = z * 0.99 + pz * -0.01;
  }
  return px * px + py * py + pz * pz;
}
