import type { StageInterpolant } from './stageInterpolant.js';
import { stageInterpolant } from './stageInterpolant.js';

/**
 * The polynomial u + h Σ c_q ((θ − a)^q − (−a)^q), q = 1 … degree, over degree + 2 rows: c_1, …, c_degree stand between the derivatives at
 * both ends of the step, which it does not read. For steppers that know a polynomial by its derivatives at θ = a.
 */
export function aboutPoint(a: number, degree: number): StageInterpolant {
  const none = Array.from({ length: degree }, () => 0);
  const rows = Array.from({ length: degree }, (_, i) => {
    const q = i + 1;
    let binomial = 1;
    const ascending = Array.from({ length: q + 1 }, (__, e) => {
      if (e > 0) binomial = (binomial * (q - e + 1)) / e;
      return binomial * (-a) ** (q - e);
    });
    return none.map((zero, e) => ascending[e + 1] ?? zero);
  });
  return stageInterpolant([none, ...rows, none]);
}
