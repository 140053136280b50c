import { digamma } from './digamma.js';
import { gamma, productError } from './gamma.js';
import { lgamma } from './lgamma.js';
import { HALF_LOG_2PI, stirlingRest } from './stirling.js';

const SQRT_2PI = 2.5066282746310002;
/** From here on Stirling's formula has all digits. */
const LARGE = 10;

/** B(a, b) = Γ(a)Γ(b)/Γ(a + b), with a pole where a or b is 0 or a negative integer. */
export function beta(a: number, b: number): number {
  if (a > b) [a, b] = [b, a];
  if (!(a > 0)) return notPositive(a, b);
  if (b === Infinity) return 0;
  if (b < LARGE) {
    const s = a + b;
    // s lacks what was rounded off, which moves ln Γ(s) by ψ(s) times that.
    return (gamma(a) / gamma(s)) * gamma(b) * (1 - digamma(s) * sumError(a, b, s));
  }
  return a < LARGE ? halfByStirling(a, b) : byStirling(a, b);
}

/** ln |B(a, b)|, finite also where B itself is greater or less than any number. */
export function betaln(a: number, b: number): number {
  if (a > b) [a, b] = [b, a];
  if (!(a > 0)) return Math.log(Math.abs(notPositive(a, b)));
  if (b === Infinity) return -Infinity;
  // Where the logarithm is small its terms cancel, which the factors do not.
  const value = beta(a, b);
  if (b < LARGE || (value > 1e-3 && value < 1e3)) return a < 1e-290 ? -Math.log(a) : Math.log(value);
  const s = a + b;
  if (a < LARGE) {
    const rest = stirlingRest(b) - stirlingRest(s);
    return lgamma(a) + a - a * Math.log(s) - (b - 0.5) * Math.log1p(a / b) + rest;
  }
  const rests = stirlingRest(a) + stirlingRest(b) - stirlingRest(s);
  // TOMS 708 (DiDonato & Morris 1992), betaln: each term has the sign of the result.
  const logOfPart = a / b > 0.5 ? Math.log(a / s) : -Math.log1p(b / a);
  return HALF_LOG_2PI - 0.5 * Math.log(b) + rests + (a - 0.5) * logOfPart - b * Math.log1p(a / b);
}

/** a ≤ 0 or NaN. */
function notPositive(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
  const s = a + b;
  const poles = [a, b].filter((x) => Number.isInteger(x) && x <= 0).length;
  const atPole = Number.isInteger(s) && s <= 0;
  if (poles === 1 && atPole) {
    // Γ(a)/Γ(a + b) has a limit there: B(a, b) = (−1)ᵇ B(1 − a − b, b).
    const [pole, other] = Number.isInteger(a) && a <= 0 ? [a, b] : [b, a];
    if (Number.isInteger(other)) return (other % 2 === 0 ? 1 : -1) * beta(1 - pole - other, other);
  }
  if (poles > 0) return Infinity;
  if (atPole) return 0;
  // B(a, b) = B(a + 1, b) (a + b)/a
  if (b > 0 && a > -100) return (beta(a + 1, b) / a) * s;
  const value = gamma(a) * gamma(b);
  if (Number.isFinite(value) && Math.abs(s) < 170 && value !== 0) return value / gamma(s);
  const sign = gammaSign(a) * gammaSign(b) * gammaSign(s);
  return sign * Math.exp(lgamma(a) + lgamma(b) - lgamma(s));
}

function gammaSign(x: number): number {
  return x > 0 || Math.floor(x) % 2 === 0 ? 1 : -1;
}

/** a + b − fl(a + b), |a| ≤ |b| (Dekker). */
function sumError(a: number, b: number, sum: number): number {
  return a - (sum - b);
}

/** √(2π s/(ab)) (a/s)ᵃ (b/s)ᵇ e^…, s = a + b, for a, b ≥ 10. The powers get back what the rounding of their bases costs. */
function byStirling(a: number, b: number): number {
  const s = a + b;
  const e = sumError(a, b, s);
  const rests = stirlingRest(a) + stirlingRest(b) - stirlingRest(s);
  const roots = SQRT_2PI * Math.sqrt(s / a / b);
  return roots * part(a, s, e) * part(b, s, e) * Math.exp(rests);
}

/** Γ(a) s^−a eᵃ (b/s)^(b − ½) e^…, s = a + b, for a < 10 ≤ b: Γ(b)/Γ(s) by Stirling's formula. */
function halfByStirling(a: number, b: number): number {
  const s = a + b;
  const e = sumError(a, b, s);
  const rests = stirlingRest(b) - stirlingRest(s);
  const power = s ** -a * (1 - (a * e) / s) * Math.exp(a);
  return gamma(a) * power * part(b, s, e) * Math.sqrt(s / b) * Math.exp(rests);
}

/** (a/(s + e))ᵃ. */
function part(a: number, s: number, e: number): number {
  const r = a / s;
  // Products of halves of numbers must not overflow; the relative error is the same at all scales.
  if (s > 1e250) return r ** a * Math.exp(a * relativeError(a * 2 ** -200, s * 2 ** -200, e * 2 ** -200, r));
  return r ** a * Math.exp(a * relativeError(a, s, e, r));
}

/** How much a/(s + e) is greater than r, relative to it. */
function relativeError(a: number, s: number, e: number, r: number): number {
  const product = r * s;
  return (a - product - productError(r, s, product) - r * e) / product;
}
