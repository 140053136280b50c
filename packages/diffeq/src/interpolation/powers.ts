import type { StageInterpolant } from './stageInterpolant.js';
import { stageInterpolant } from './stageInterpolant.js';

/**
 * The polynomial u + h Σ θ^q c_q, q = 1 … degree, over rows c_1, …, c_degree and one more, the derivative at the end of the step, which it
 * does not read. For steppers that work out a polynomial of their own for each step.
 */
export function powers(degree: number): StageInterpolant {
  const rows = Array.from({ length: degree + 1 }, (_, row) =>
    Array.from({ length: degree }, (_, power) => (row === power ? 1 : 0)),
  );
  return stageInterpolant(rows);
}
