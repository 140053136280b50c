import type { StageInterpolant } from './stageInterpolant.js';
import { stageInterpolant } from './stageInterpolant.js';

/** Dense output of rows that are the coefficients of θ, θ², …, θ^degree over h, with the derivative at the end behind them. */
export function powerRows(degree: number): StageInterpolant {
  return stageInterpolant(
    Array.from({ length: degree + 1 }, (_, row) =>
      Array.from({ length: degree }, (__, power) => (row === power ? 1 : 0)),
    ),
  );
}
