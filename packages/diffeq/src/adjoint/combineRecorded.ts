import type { StageSums } from '../tableau/stageSums.js';

/**
 * out = u + h Σ w_q k_q over rows that lie behind each other: the terms from `begin` to `end` of `sums`, u from `from` on in `states`,
 * row c from `at` + c·n on in `stages`. Rounds as `combineStages` does, so that it gives the very states at which the solve evaluated; sums
 * are written out for the same reason as there.
 */
export function combineRecorded(
  out: Float64Array,
  states: Float64Array,
  from: number,
  stages: Float64Array,
  at: number,
  sums: StageSums,
  begin: number,
  end: number,
  h: number,
): void {
  const { columns, weights } = sums;
  const n = out.length;
  const count = end - begin;
  if (count === 0) {
    for (let j = 0; j < n; j++) out[j] = states[from + j];
    return;
  }
  const a0 = weights[begin];
  const i0 = at + columns[begin] * n;
  if (count === 1) {
    for (let j = 0; j < n; j++) out[j] = states[from + j] + h * (a0 * stages[i0 + j]);
    return;
  }
  const a1 = weights[begin + 1];
  const i1 = at + columns[begin + 1] * n;
  if (count === 2) {
    for (let j = 0; j < n; j++) out[j] = states[from + j] + h * (a0 * stages[i0 + j] + a1 * stages[i1 + j]);
    return;
  }
  const a2 = weights[begin + 2];
  const i2 = at + columns[begin + 2] * n;
  if (count === 3) {
    for (let j = 0; j < n; j++)
      out[j] = states[from + j] + h * (a0 * stages[i0 + j] + a1 * stages[i1 + j] + a2 * stages[i2 + j]);
    return;
  }
  const a3 = weights[begin + 3];
  const i3 = at + columns[begin + 3] * n;
  if (count === 4) {
    for (let j = 0; j < n; j++)
      out[j] =
        states[from + j] +
        h * (a0 * stages[i0 + j] + a1 * stages[i1 + j] + a2 * stages[i2 + j] + a3 * stages[i3 + j]);
    return;
  }
  const a4 = weights[begin + 4];
  const i4 = at + columns[begin + 4] * n;
  if (count === 5) {
    for (let j = 0; j < n; j++)
      out[j] =
        states[from + j] +
        h *
          (a0 * stages[i0 + j] +
            a1 * stages[i1 + j] +
            a2 * stages[i2 + j] +
            a3 * stages[i3 + j] +
            a4 * stages[i4 + j]);
    return;
  }
  const a5 = weights[begin + 5];
  const i5 = at + columns[begin + 5] * n;
  if (count === 6) {
    for (let j = 0; j < n; j++)
      out[j] =
        states[from + j] +
        h *
          (a0 * stages[i0 + j] +
            a1 * stages[i1 + j] +
            a2 * stages[i2 + j] +
            a3 * stages[i3 + j] +
            a4 * stages[i4 + j] +
            a5 * stages[i5 + j]);
    return;
  }
  const a6 = weights[begin + 6];
  const i6 = at + columns[begin + 6] * n;
  if (count === 7) {
    for (let j = 0; j < n; j++)
      out[j] =
        states[from + j] +
        h *
          (a0 * stages[i0 + j] +
            a1 * stages[i1 + j] +
            a2 * stages[i2 + j] +
            a3 * stages[i3 + j] +
            a4 * stages[i4 + j] +
            a5 * stages[i5 + j] +
            a6 * stages[i6 + j]);
    return;
  }
  const a7 = weights[begin + 7];
  const i7 = at + columns[begin + 7] * n;
  if (count === 8) {
    for (let j = 0; j < n; j++)
      out[j] =
        states[from + j] +
        h *
          (a0 * stages[i0 + j] +
            a1 * stages[i1 + j] +
            a2 * stages[i2 + j] +
            a3 * stages[i3 + j] +
            a4 * stages[i4 + j] +
            a5 * stages[i5 + j] +
            a6 * stages[i6 + j] +
            a7 * stages[i7 + j]);
    return;
  }
  combineMany(out, states, from, stages, at, sums, begin, end, h);
}

/** Nine terms and more: four at a time, then one at a time. */
function combineMany(
  out: Float64Array,
  states: Float64Array,
  from: number,
  stages: Float64Array,
  at: number,
  { columns, weights }: StageSums,
  begin: number,
  end: number,
  h: number,
): void {
  const n = out.length;
  let q = begin;
  for (let j = 0; j < n; j++) out[j] = 0;
  for (; q + 4 <= end; q += 4) {
    const a0 = weights[q];
    const a1 = weights[q + 1];
    const a2 = weights[q + 2];
    const a3 = weights[q + 3];
    const i0 = at + columns[q] * n;
    const i1 = at + columns[q + 1] * n;
    const i2 = at + columns[q + 2] * n;
    const i3 = at + columns[q + 3] * n;
    for (let j = 0; j < n; j++) {
      out[j] += a0 * stages[i0 + j] + a1 * stages[i1 + j] + a2 * stages[i2 + j] + a3 * stages[i3 + j];
    }
  }
  for (; q < end; q++) {
    const a0 = weights[q];
    const i0 = at + columns[q] * n;
    for (let j = 0; j < n; j++) out[j] += a0 * stages[i0 + j];
  }
  for (let j = 0; j < n; j++) out[j] = states[from + j] + h * out[j];
}
