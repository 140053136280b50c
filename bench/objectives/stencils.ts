/** Differences on a line of cells, ends fixed. */

/** Sum of squares after explicit steps of the heat equation, between two buffers that change places. */
/* @differentiable */
export function heat(start: Float64Array, rate: number, steps: number): number {
  const n = start.length;
  let u = start.slice();
  let v = start.slice();
  for (let step = 0; step < steps; step++) {
    for (let i = 1; i < n - 1; i++) v[i] = u[i]! + rate * (u[i - 1]! - 2 * u[i]! + u[i + 1]!);
    const done = v;
    v = u;
    u = done;
  }
  let total = 0;
  for (let i = 0; i < n; i++) total += u[i]! * u[i]!;
  return total;
}

/** Sum of squares after over-relaxed Gauss–Seidel sweeps for Poisson's equation, in place. */
/* @differentiable */
export function gaussSeidel(
  start: Float64Array,
  source: Float64Array,
  relaxation: number,
  sweeps: number,
): number {
  const n = start.length;
  const u = start.slice();
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let i = 1; i < n - 1; i++) {
      u[i] = u[i]! + relaxation * (0.5 * (u[i - 1]! + u[i + 1]! + source[i]!) - u[i]!);
    }
  }
  let total = 0;
  for (let i = 0; i < n; i++) total += u[i]! * u[i]!;
  return total;
}
