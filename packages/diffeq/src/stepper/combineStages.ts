/**
 * out = u + h Σ_{l < count} a[row + l] k[l], componentwise.
 *
 * The sums up to six terms are written out, since V8 keeps the coefficients of such a loop in registers; the term order is that of
 * the general loop, so that both round alike.
 */
export function combineStages(
  out: Float64Array,
  u: Float64Array,
  k: readonly Float64Array[],
  a: Float64Array,
  row: number,
  count: number,
  h: number,
): void {
  const n = out.length;
  if (count === 0) {
    for (let j = 0; j < n; j++) out[j] = u[j];
    return;
  }
  const a0 = a[row];
  const k0 = k[0];
  if (count === 1) {
    for (let j = 0; j < n; j++) out[j] = u[j] + h * (a0 * k0[j]);
    return;
  }
  const a1 = a[row + 1];
  const k1 = k[1];
  if (count === 2) {
    for (let j = 0; j < n; j++) out[j] = u[j] + h * (a0 * k0[j] + a1 * k1[j]);
    return;
  }
  const a2 = a[row + 2];
  const k2 = k[2];
  if (count === 3) {
    for (let j = 0; j < n; j++) out[j] = u[j] + h * (a0 * k0[j] + a1 * k1[j] + a2 * k2[j]);
    return;
  }
  const a3 = a[row + 3];
  const k3 = k[3];
  if (count === 4) {
    for (let j = 0; j < n; j++) out[j] = u[j] + h * (a0 * k0[j] + a1 * k1[j] + a2 * k2[j] + a3 * k3[j]);
    return;
  }
  const a4 = a[row + 4];
  const k4 = k[4];
  if (count === 5) {
    for (let j = 0; j < n; j++) {
      out[j] = u[j] + h * (a0 * k0[j] + a1 * k1[j] + a2 * k2[j] + a3 * k3[j] + a4 * k4[j]);
    }
    return;
  }
  const a5 = a[row + 5];
  const k5 = k[5];
  if (count === 6) {
    for (let j = 0; j < n; j++) {
      out[j] = u[j] + h * (a0 * k0[j] + a1 * k1[j] + a2 * k2[j] + a3 * k3[j] + a4 * k4[j] + a5 * k5[j]);
    }
    return;
  }
  for (let j = 0; j < n; j++) {
    let sum = a0 * k0[j] + a1 * k1[j] + a2 * k2[j] + a3 * k3[j] + a4 * k4[j] + a5 * k5[j];
    for (let l = 6; l < count; l++) sum += a[row + l] * k[l][j];
    out[j] = u[j] + h * sum;
  }
}
