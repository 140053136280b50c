/** Adjoints of the stencils as a person writes them: what the rate is multiplied with is taped, nothing else. */

const tape = new Float64Array(1 << 16);
let u = new Float64Array(1 << 12);
let v = new Float64Array(1 << 12);

export function heatAdjoint(start: Float64Array, rate: number, steps: number): [Float64Array, number] {
  const n = start.length;
  u.set(start);
  v.set(start);
  let p = 0;
  for (let step = 0; step < steps; step++) {
    for (let i = 1; i < n - 1; i++) {
      const change = u[i - 1]! - 2 * u[i]! + u[i + 1]!;
      tape[p++] = change;
      v[i] = u[i]! + rate * change;
    }
    [u, v] = [v, u];
  }
  const du = new Float64Array(n);
  for (let i = 0; i < n; i++) du[i] = 2 * u[i]!;
  let dRate = 0;
  for (let step = 0; step < steps; step++) {
    p -= n - 2;
    let left = 0;
    let d = du[1]!;
    du[0] = du[0]! + rate * d;
    for (let i = 1; i < n - 2; i++) {
      const right = du[i + 1]!;
      dRate += d * tape[p + i - 1]!;
      du[i] = d + rate * (left - 2 * d + right);
      left = d;
      d = right;
    }
    dRate += d * tape[p + n - 3]!;
    du[n - 2] = d + rate * (left - 2 * d);
    du[n - 1] = du[n - 1]! + rate * d;
  }
  return [du, dRate];
}

export function gaussSeidelAdjoint(
  start: Float64Array,
  source: Float64Array,
  relaxation: number,
  sweeps: number,
): [Float64Array, Float64Array, number] {
  const n = start.length;
  u.set(start);
  let p = 0;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let i = 1; i < n - 1; i++) {
      const change = 0.5 * (u[i - 1]! + u[i + 1]! + source[i]!) - u[i]!;
      tape[p++] = change;
      u[i] = u[i]! + relaxation * change;
    }
  }
  const du = new Float64Array(n);
  const dSource = new Float64Array(n);
  let dRelaxation = 0;
  for (let i = 0; i < n; i++) du[i] = 2 * u[i]!;
  const half = 0.5 * relaxation;
  const kept = 1 - relaxation;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let i = n - 2; i > 0; i--) {
      const d = du[i]!;
      dRelaxation += d * tape[--p]!;
      const dNeighbour = half * d;
      du[i - 1] = du[i - 1]! + dNeighbour;
      du[i] = kept * d;
      du[i + 1] = du[i + 1]! + dNeighbour;
      dSource[i] = dSource[i]! + dNeighbour;
    }
  }
  return [du, dSource, dRelaxation];
}
