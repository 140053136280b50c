/** The root mean square over the components of e / (atol + rtol max(|u|, |next|)). */
export function scaledNorm(
  e: Float64Array,
  u: Float64Array,
  next: Float64Array,
  atol: Float64Array,
  rtol: number,
): number {
  const n = e.length;
  let total = 0;
  for (let j = 0; j < n; j++) {
    const before = Math.abs(u[j]);
    const after = Math.abs(next[j]);
    const ratio = e[j] / (atol[j] + rtol * (before > after ? before : after));
    total += ratio * ratio;
  }
  return Math.sqrt(total / n);
}
