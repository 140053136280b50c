/**
 * out = u + h Σ_{l < count} a[row + l] k[l], componentwise.
 *
 * Sums up to eight terms are written out, since V8 keeps the coefficients of such a loop in registers; longer ones go four terms at a
 * time, and for those `out` must be none of the arrays that are read.
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
  const a6 = a[row + 6];
  const k6 = k[6];
  if (count === 7) {
    for (let j = 0; j < n; j++) {
      out[j] =
        u[j] + h * (a0 * k0[j] + a1 * k1[j] + a2 * k2[j] + a3 * k3[j] + a4 * k4[j] + a5 * k5[j] + a6 * k6[j]);
    }
    return;
  }
  const a7 = a[row + 7];
  const k7 = k[7];
  if (count === 8) {
    for (let j = 0; j < n; j++) {
      out[j] =
        u[j] +
        h *
          (a0 * k0[j] +
            a1 * k1[j] +
            a2 * k2[j] +
            a3 * k3[j] +
            a4 * k4[j] +
            a5 * k5[j] +
            a6 * k6[j] +
            a7 * k7[j]);
    }
    return;
  }
  combineMany(out, u, k, a, row, count, h);
}

/** Nine terms and more: four at a time, then one at a time. */
function combineMany(
  out: Float64Array,
  u: Float64Array,
  k: readonly Float64Array[],
  a: Float64Array,
  row: number,
  count: number,
  h: number,
): void {
  const n = out.length;
  let l = 0;
  for (let j = 0; j < n; j++) out[j] = 0;
  for (; l + 4 <= count; l += 4) {
    const a0 = a[row + l];
    const a1 = a[row + l + 1];
    const a2 = a[row + l + 2];
    const a3 = a[row + l + 3];
    const k0 = k[l];
    const k1 = k[l + 1];
    const k2 = k[l + 2];
    const k3 = k[l + 3];
    for (let j = 0; j < n; j++) out[j] += a0 * k0[j] + a1 * k1[j] + a2 * k2[j] + a3 * k3[j];
  }
  for (; l < count; l++) {
    const a0 = a[row + l];
    const k0 = k[l];
    for (let j = 0; j < n; j++) out[j] += a0 * k0[j];
  }
  for (let j = 0; j < n; j++) out[j] = u[j] + h * out[j];
}
