import type { RightHandSide } from '../problem/RightHandSide.js';

/**
 * A first step size of which an explicit Euler step would make an error of about the tolerance; one evaluation.
 *
 * @param k1  derivative at (u, t), [n]
 * @param span  t1 − t, signed; the result is positive and at most |span|
 * @param order  order of the method
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.4, "Starting step size".
 */
export function initialStep(
  rhs: RightHandSide,
  u: Float64Array,
  k1: Float64Array,
  t: number,
  span: number,
  order: number,
  atol: Float64Array,
  rtol: number,
  dtmax: number,
): number {
  const n = u.length;
  const longest = Math.min(dtmax, Math.abs(span));
  let d0 = 0;
  let d1 = 0;
  for (let j = 0; j < n; j++) {
    const scale = atol[j] + rtol * Math.abs(u[j]);
    d0 += (u[j] / scale) ** 2;
    d1 += (k1[j] / scale) ** 2;
  }
  d0 = Math.sqrt(d0 / n);
  d1 = Math.sqrt(d1 / n);
  const trial = Math.min(d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : (0.01 * d0) / d1, longest);
  const h = span < 0 ? -trial : trial;
  const moved = new Float64Array(n);
  const k2 = new Float64Array(n);
  for (let j = 0; j < n; j++) moved[j] = u[j] + h * k1[j];
  rhs.evaluate(k2, moved, t + h);
  let d2 = 0;
  for (let j = 0; j < n; j++) d2 += ((k2[j] - k1[j]) / (atol[j] + rtol * Math.abs(u[j]))) ** 2;
  d2 = Math.sqrt(d2 / n) / trial;
  const steepest = Math.max(d1, d2);
  if (!Number.isFinite(steepest)) return trial * 1e-3; // the trial step left the domain: the controller finds the way
  const better = steepest <= 1e-15 ? Math.max(1e-6, trial * 1e-3) : Math.pow(0.01 / steepest, 1 / order);
  return Math.min(100 * trial, better, longest);
}
