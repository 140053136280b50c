/** out += h Σ_{l < count} a[row + l] k[l], componentwise. */
export function addStages(
  out: Float64Array,
  k: readonly Float64Array[],
  a: Float64Array,
  row: number,
  count: number,
  h: number,
): void {
  for (let l = 0; l < count; l++) {
    const weight = h * a[row + l];
    if (weight === 0) continue;
    const values = k[l];
    for (let j = 0; j < out.length; j++) out[j] += weight * values[j];
  }
}
