/**
 * out = u + h Σ_{l < count} a[row + l] k_l for rows that lie behind each other: u stands in `states` from `from` on, k_l in `stages` from
 * `at` + l·n on. Rounds as `combineStages` does, so that it gives the very states at which the solve evaluated; sums up to six terms are
 * written out for the same reason as there.
 */
export function combineRecorded(
  out: Float64Array,
  states: Float64Array,
  from: number,
  stages: Float64Array,
  at: number,
  a: Float64Array,
  row: number,
  count: number,
  h: number,
): void {
  const n = out.length;
  if (count === 0) {
    for (let j = 0; j < n; j++) out[j] = states[from + j];
    return;
  }
  const a0 = a[row];
  if (count === 1) {
    for (let j = 0; j < n; j++) out[j] = states[from + j] + h * (a0 * stages[at + j]);
    return;
  }
  const a1 = a[row + 1];
  const at1 = at + n;
  if (count === 2) {
    for (let j = 0; j < n; j++) out[j] = states[from + j] + h * (a0 * stages[at + j] + a1 * stages[at1 + j]);
    return;
  }
  const a2 = a[row + 2];
  const at2 = at1 + n;
  if (count === 3) {
    for (let j = 0; j < n; j++)
      out[j] = states[from + j] + h * (a0 * stages[at + j] + a1 * stages[at1 + j] + a2 * stages[at2 + j]);
    return;
  }
  const a3 = a[row + 3];
  const at3 = at2 + n;
  if (count === 4) {
    for (let j = 0; j < n; j++)
      out[j] =
        states[from + j] +
        h * (a0 * stages[at + j] + a1 * stages[at1 + j] + a2 * stages[at2 + j] + a3 * stages[at3 + j]);
    return;
  }
  const a4 = a[row + 4];
  const at4 = at3 + n;
  if (count === 5) {
    for (let j = 0; j < n; j++)
      out[j] =
        states[from + j] +
        h *
          (a0 * stages[at + j] +
            a1 * stages[at1 + j] +
            a2 * stages[at2 + j] +
            a3 * stages[at3 + j] +
            a4 * stages[at4 + j]);
    return;
  }
  const a5 = a[row + 5];
  const at5 = at4 + n;
  if (count === 6) {
    for (let j = 0; j < n; j++)
      out[j] =
        states[from + j] +
        h *
          (a0 * stages[at + j] +
            a1 * stages[at1 + j] +
            a2 * stages[at2 + j] +
            a3 * stages[at3 + j] +
            a4 * stages[at4 + j] +
            a5 * stages[at5 + j]);
    return;
  }
  for (let j = 0; j < n; j++) {
    let sum =
      a0 * stages[at + j] +
      a1 * stages[at1 + j] +
      a2 * stages[at2 + j] +
      a3 * stages[at3 + j] +
      a4 * stages[at4 + j] +
      a5 * stages[at5 + j];
    for (let l = 6, k = at5 + n + j; l < count; l++, k += n) sum += a[row + l] * stages[k];
    out[j] = states[from + j] + h * sum;
  }
}
