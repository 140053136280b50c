import { beta } from './beta.js';
import { log1pMinus } from './log1pMinus.js';
import { stirlingRest } from './stirling.js';

const EPSILON = 2 ** -53;

/**
 * I(a, b; x) = 1/B(a, b) ∫₀ˣ tᵃ⁻¹ (1 − t)ᵇ⁻¹ dt, the regularised incomplete beta function; NaN for negative a or b and outside of 0 ≤ x ≤ 1.
 * Method: continued fraction, DLMF 8.17.22, on the side of the mean where it converges fast.
 */
export function betainc(a: number, b: number, x: number): number {
  if (!(a >= 0 && b >= 0 && x >= 0 && x <= 1)) return NaN;
  if (a === 0 || b === 0 || a === Infinity || b === Infinity) return degenerate(a, b, x);
  if (x === 0 || x === 1) return x;
  const y = 1 - x;
  if (x > a / (a + b)) return 1 - betaPower(b, a, y, x) / fraction(b, a, y, x);
  return betaPower(a, b, x, y) / fraction(a, b, x, y);
}

/** All weight lies at 0, or at 1. */
function degenerate(a: number, b: number, x: number): number {
  if (a === b) return NaN;
  return a === 0 || b === Infinity ? 1 : x === 1 ? 1 : 0;
}

/** xᵃ⁻¹ (1 − x)ᵇ⁻¹/B(a, b), the slope of `betainc`; NaN where that has no value. */
export function betaDensity(a: number, b: number, x: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && x <= 1)) return NaN;
  if (x === 0) return a === 1 ? b : a > 1 ? 0 : Infinity;
  if (x === 1) return b === 1 ? a : b > 1 ? 0 : Infinity;
  return betaPower(a, b, x, 1 - x) / (x * (1 - x));
}

/** xᵃ yᵇ/B(a, b), y = 1 − x. */
function betaPower(a: number, b: number, x: number, y: number): number {
  if (a < 10 || b < 10) return (power(x, a, y) * power(y, b, x)) / beta(a, b);
  const s = a + b;
  // Relative to the mean a/s, where both logarithms are small.
  const distance = y < x ? b - y * s : x * s - a;
  const exponent = a * log1pMinus(distance / a) + b * log1pMinus(-distance / b);
  const rests = stirlingRest(s) - stirlingRest(a) - stirlingRest(b);
  return Math.exp(exponent + rests) * Math.sqrt(((a / s) * b) / (2 * Math.PI));
}

/** xᵃ for x = 1 − y: of the two, the smaller one is exact. */
function power(x: number, a: number, y: number): number {
  return x > 0.5 ? Math.exp(a * Math.log1p(-y)) : x ** a;
}

/**
 * What betaPower is divided by: the continued fraction of DiDonato & Morris (ACM TOMS 18, 1992, eq. 9), whose terms do not cancel for x < a/(a + b),
 * by the method of Lentz (Thompson & Barnett 1986).
 */
function fraction(a: number, b: number, x: number, y: number): number {
  let h = nonZero((a * (a * y - b * x + 1)) / (a + 1));
  let c = h;
  let d = 0;
  for (let n = 1; n < 100_000; n++) {
    const two = a + 2 * n - 1;
    const top = ((((a + n - 1) * (a + b + n - 1)) / two) * n * (b - n) * x * x) / two;
    const bottom = n + (n * (b - n) * x) / two + ((a + n) * (a * y - b * x + 1 + n * (1 + y))) / (two + 2);
    d = 1 / nonZero(bottom + top * d);
    c = nonZero(bottom + top / c);
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) <= 2 * EPSILON) break;
  }
  return h;
}

function nonZero(x: number): number {
  return x === 0 ? 2 ** -1000 : x;
}
