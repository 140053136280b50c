/**
 * out = u + h Σ_{l < count} a[row + l] k_l for a recorded step: u stands in `states` from `from` on, k_l in `stages` from
 * `at` + l·n on. Rounds as `combineStages` does, so that it gives the very states at which the solve evaluated.
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
  for (let j = 0; j < n; j++) {
    let sum = a[row] * stages[at + j];
    for (let l = 1, k = at + j + n; l < count; l++, k += n) sum += a[row + l] * stages[k];
    out[j] = states[from + j] + h * sum;
  }
}
