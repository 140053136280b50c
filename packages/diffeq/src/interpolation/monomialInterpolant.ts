import type { StageInterpolant } from './stageInterpolant.js';
import { stageInterpolant } from './stageInterpolant.js';

/**
 * Dense output of methods that carry a polynomial of their own: row i is its coefficient of θ^(i+1), so that
 * u(t + θ h) = u + h Σ_i θ^(i+1) rows[i]. Methods of lower degree leave the last rows 0.
 */
export function monomialInterpolant(degree: number): StageInterpolant {
  return stageInterpolant(
    Array.from({ length: degree }, (_, i) => Array.from({ length: degree }, (_, q) => (q === i ? 1 : 0))),
  );
}
