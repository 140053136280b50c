/**
 * The norm in which steps are judged, of an error estimate [n]: the root mean square of error/(atol + rtol max(|u|, |next|)).
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.4, (4.11).
 */
export function weightedNorm(
  error: Float64Array,
  u: Float64Array,
  next: Float64Array,
  atol: Float64Array,
  rtol: number,
): number {
  const n = u.length;
  let total = 0;
  for (let j = 0; j < n; j++) {
    const before = Math.abs(u[j]);
    const after = Math.abs(next[j]);
    const ratio = error[j] / (atol[j] + rtol * (before > after ? before : after));
    total += ratio * ratio;
  }
  return Math.sqrt(total / n);
}
