/**
 * What becomes of the scaled errors of a step, e_j = error_j / (atol_j + rtol max(|u_j|, |next_j|)): the root mean square if undefined, the largest, or
 * what a function of them gives; the step is accepted if that is at most 1.
 */
export type ErrorNorm = 'max' | ((scaled: Float64Array) => number) | undefined;

/** The norm of scaled errors other than by the root mean square. */
export function normOf(norm: NonNullable<ErrorNorm>, n: number, scaled: (j: number) => number): number {
  if (norm !== 'max') {
    const errors = new Float64Array(n);
    for (let j = 0; j < n; j++) errors[j] = scaled(j);
    return norm(errors);
  }
  let most = 0;
  for (let j = 0; j < n; j++) {
    const size = Math.abs(scaled(j));
    if (!(size <= most)) most = size; // NaN stays
  }
  return most;
}
