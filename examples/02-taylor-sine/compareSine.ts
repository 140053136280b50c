import { derivative } from '@diffjs/runtime';
import { sumSine } from './sumSine.js';

/** The series at one x, and how far it is from the built-in functions. */
export interface Row {
  readonly x: number;
  readonly value: number;
  readonly slope: number;
  readonly terms: number;
  /** |value − sin x|. */
  readonly valueError: number;
  /** |slope − cos x|, of the compiled derivative. */
  readonly slopeError: number;
  /** The same of central differences of the series. */
  readonly differenceError: number;
}

/** Where truncation and rounding errors of a central difference balance: the cube root of the machine epsilon. */
const step = 6e-6;

/** Evaluates the series and its derivative at some places, beside `Math.sin` and `Math.cos`. */
export function compareSine(places: readonly number[], tolerance: number): Row[] {
  const sine = /* @differentiable */ (x: number): number => sumSine(x, tolerance).value;
  return places.map((x) => {
    const { value, terms } = sumSine(x, tolerance);
    const slope = derivative(sine, x);
    const [left, right] = [x - step, x + step];
    const difference = (sine(right) - sine(left)) / (right - left);
    return {
      x,
      value,
      slope,
      terms,
      valueError: Math.abs(value - Math.sin(x)),
      slopeError: Math.abs(slope - Math.cos(x)),
      differenceError: Math.abs(difference - Math.cos(x)),
    };
  });
}

/** The row with the greatest error; one that is not a number counts as greater than all others. */
export function worst(rows: readonly Row[], error: 'valueError' | 'slopeError' | 'differenceError'): Row {
  return rows.reduce((a, b) => (a[error] >= b[error] || Number.isNaN(a[error]) ? a : b));
}
