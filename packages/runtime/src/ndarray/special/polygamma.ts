import { digamma } from './digamma.js';
import { gamma } from './gamma.js';
import { lgamma } from './lgamma.js';
import { cotPi } from './piMultiples.js';

/** B₂ⱼ/(2j)!, j = 1, 2, …. */
const BERNOULLI = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
  -3617 / 10670622842880000,
  43867 / 5109094217170944000,
  -174611 / 802857662698291200000,
  5.5090028283602295e-18,
  -1.3954464685812522e-19,
];

/**
 * ψ⁽ⁿ⁾(x), the nth derivative of `digamma`, n = 0, 1, 2, …. Poles at 0 and the negative integers: ∞ for odd n; for even n −∞ at +0, ∞ at −0, NaN
 * at the others.
 */
export function polygamma(n: number, x: number): number {
  if (!(Number.isInteger(n) && n >= 0)) return NaN;
  if (n === 0) return digamma(x);
  if (x > 0) return positive(n, x);
  if (Number.isInteger(x)) {
    if (n % 2 === 1) return Infinity;
    return x === 0 ? -1 / x : NaN;
  }
  if (!(x > -Infinity)) return NaN;
  // Reflection, DLMF 5.15.6.
  return (n % 2 === 0 ? 1 : -1) * positive(n, 1 - x) - cotPiDerivative(n, x);
}

/** (−1)ⁿ⁺¹ n! ζ(n + 1, x) (DLMF 25.11.12). */
function positive(n: number, x: number): number {
  const zeta = hurwitzZeta(n + 1, x);
  const size = n <= 170 ? gamma(n + 1) * zeta : Math.exp(lgamma(n + 1) + Math.log(zeta));
  return n % 2 === 1 ? size : -size;
}

/**
 * ζ(s, x) = Σ (x + k)^−s for s > 1, x > 0: terms up to an argument from which the sum formula of Euler and Maclaurin converges.
 * Reference: DLMF 25.11.28; the number of terms as in Johansson, Numer. Algorithms 69, 2015, §4.
 */
export function hurwitzZeta(s: number, x: number): number {
  if (x === Infinity) return 0;
  const terms = Math.max(0, Math.ceil(9 + 0.6 * s - x));
  const a = x + terms;
  let rest = 0;
  let factor = s * a ** (-s - 1);
  for (let j = 0; j < BERNOULLI.length; j++) {
    rest += BERNOULLI[j] * factor;
    factor *= (((s + 2 * j + 1) / a) * (s + 2 * j + 2)) / a;
  }
  let sum = rest + 0.5 * a ** -s + a ** (1 - s) / (s - 1);
  for (let k = terms - 1; k >= 0; k--) sum += (x + k) ** -s;
  return sum;
}

/** π dⁿ/dxⁿ cot πx: with c = cot πx, c′ = −π(1 + c²) makes each derivative a polynomial in c. */
function cotPiDerivative(n: number, x: number): number {
  const c = cotPi(x);
  let p = [0, 1];
  for (let k = 0; k < n; k++) {
    const next = new Array<number>(p.length + 1).fill(0);
    for (let i = 1; i < p.length; i++) {
      next[i - 1] -= Math.PI * i * p[i];
      next[i + 1] -= Math.PI * i * p[i];
    }
    p = next;
  }
  let sum = 0;
  for (let i = p.length - 1; i >= 0; i--) sum = sum * c + p[i];
  return Math.PI * sum;
}
