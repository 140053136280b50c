import type { ButcherTableau } from '../tableau/butcherTableau.js';
import type { StageInterpolant } from './stageInterpolant.js';
import { stageInterpolant } from './stageInterpolant.js';

/**
 * The cubic Hermite interpolant through both ends of a step and their derivatives, order 3, for any method.
 *
 * With u₁ − u₀ = h Σ b_i k_i it is a combination of stage derivatives like every other interpolant here:
 * b_i(θ) = b_i (3θ² − 2θ³), plus θ − 2θ² + θ³ on the first stage and −θ² + θ³ on the derivative at the end.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §II.6, (6.7).
 */
export function hermite3(tableau: ButcherTableau): StageInterpolant {
  const rows = Array.from({ length: tableau.fsal ? tableau.stages : tableau.stages + 1 }, (_, i) => {
    const weight = i < tableau.stages ? tableau.b[i] : 0;
    return [0, 3 * weight, -2 * weight];
  });
  const first = rows[0];
  const last = rows[rows.length - 1];
  first[0] += 1;
  first[1] -= 2;
  first[2] += 1;
  last[1] -= 1;
  last[2] += 1;
  return stageInterpolant(rows);
}
