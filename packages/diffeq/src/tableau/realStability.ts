import type { ButcherTableau } from './butcherTableau.js';

/** Steps of the scan. */
const SPACING = 0.01;
/** Longest interval that is looked at. */
const LONGEST = 1000;

/**
 * How far a method is stable along the negative real axis: the largest x with |R(−z)| ≤ 1 for 0 ≤ z ≤ x, where R(z) = 1 + z bᵀ (I − z A)⁻¹ 1 is
 * its stability function.
 *
 * Reference: E. Hairer & G. Wanner, Solving Ordinary Differential Equations II, 2nd ed., §IV.2.
 */
export function realStability({ stages, a, b }: ButcherTableau): number {
  const g = new Float64Array(stages);
  for (let x = SPACING; x < LONGEST; x += SPACING) {
    let growth = 1;
    for (let i = 0; i < stages; i++) {
      g[i] = 1;
      for (let j = 0; j < i; j++) g[i] -= x * a[i * stages + j] * g[j];
      growth -= x * b[i] * g[i];
    }
    if (Math.abs(growth) > 1 + 1e-9) return x - SPACING;
  }
  return LONGEST;
}
