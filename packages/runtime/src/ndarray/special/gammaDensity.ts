import { gamma } from './gamma.js';
import { gammaPower } from './incompleteGamma.js';

/**
 * xᵃ⁻¹ e⁻ˣ/Γ(a), the slope of the incomplete gamma function, for any real a: 1/Γ is 0 at its poles. Its own slope is
 * density(a − 1, x) − density(a, x).
 */
export function gammaDensity(a: number, x: number): number {
  if (!(x >= 0)) return NaN;
  if (a > 1 && x > 0) return gammaPower(a, x) / x;
  if (Number.isInteger(a) && a <= 0) return 0;
  if (x === 0) return a === 1 ? 1 : a > 1 ? 0 : Infinity / gamma(a);
  return (x ** (a - 1) * Math.exp(-x)) / gamma(a);
}
