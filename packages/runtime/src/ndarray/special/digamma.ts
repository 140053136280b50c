import { polynomial, rational } from './polynomial.js';
import { cotPi } from './piMultiples.js';

/**
 * The logarithmic derivative of Γ. Poles: −∞ at +0, ∞ at −0, NaN at the negative integers. Relative accuracy holds around the positive zero
 * 1.46…; around the negative zeros the error is absolute.
 * Coefficients: Boost.Math, digamma.hpp (Maddock).
 */
export function digamma(x: number): number {
  if (x === 0) return -1 / x;
  if (x <= -1) {
    if (Number.isInteger(x) || x === -Infinity) return NaN;
    // ψ(x) = ψ(1 − x) − π cot πx
    return digamma(1 - x) - Math.PI * cotPi(x);
  }
  if (x === Infinity) return Infinity;
  if (x >= 10) {
    x -= 1;
    const z = 1 / (x * x);
    return Math.log(x) + 1 / (2 * x) - z * polynomial(LARGE, z);
  }
  let shift = 0;
  while (x > 2) {
    x -= 1;
    shift += 1 / x;
  }
  while (x < 1) {
    shift -= 1 / x;
    x += 1;
  }
  const g = x - ZERO1 - ZERO2 - ZERO3;
  return shift + (g * 0.99558162689208984 + g * rational(MIDDLE_P, MIDDLE_Q, x - 1));
}

/** The zero in three pieces, from which an x near it is subtracted without error. */
const ZERO1 = 1569415565 / 1073741824;
const ZERO2 = 381566830 / 1073741824 / 1073741824;
const ZERO3 = 9.016312093258695e-20;
const MIDDLE_P = [
  0.25479851061131553, -0.3255503118680449, -0.6503185377089651, -0.28919126444774784, -0.04525132144873906,
  -0.002071332116774595,
];
const MIDDLE_Q = [
  1, 2.076711702373047, 1.4606242909763516, 0.43593529692665967, 0.054151797245674226, 0.0021284987017821146,
  -5.578984132167551e-7,
];
const LARGE = [
  0.08333333333333333, -0.008333333333333333, 0.003968253968253968, -0.004166666666666667,
  0.007575757575757576, -0.021092796092796094, 0.08333333333333333, -0.4432598039215686,
];
