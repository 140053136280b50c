import { erfc } from './erf.js';
import { gamma } from './gamma.js';
import { lgamma, lgamma1p } from './lgamma.js';
import { log1pMinus } from './log1pMinus.js';
import { polynomial } from './polynomial.js';
import { stirlingRest } from './stirling.js';

const EPSILON = 2 ** -53;

/**
 * P(a, x) = 1/Γ(a) ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt, the regularised lower incomplete gamma function; NaN for negative a or x.
 * Methods: series, continued fraction, and Temme's uniform expansion where x is near a large a (Gil, Segura & Temme, SIAM J. Sci. Comput. 34, 2012).
 */
export function gammainc(a: number, x: number): number {
  const border = atBorder(a, x);
  if (border !== undefined) return border;
  if (isNearLarge(a, x)) return uniform(a, x, true);
  return x <= 1 || x <= a ? series(a, x) : 1 - gammaincc(a, x);
}

/** Q(a, x) = 1 − P(a, x) without the cancellation. */
export function gammaincc(a: number, x: number): number {
  const border = atBorder(a, x);
  if (border !== undefined) return 1 - border;
  if (isNearLarge(a, x)) return uniform(a, x, false);
  if (x > 1.1) return x < a ? 1 - series(a, x) : continuedFraction(a, x);
  const upperIsLarge = x <= 0.5 ? -0.4 / Math.log(x) < a : x * 1.1 < a;
  return upperIsLarge ? 1 - series(a, x) : smallArguments(a, x);
}

/** P where it needs no computation. */
function atBorder(a: number, x: number): number | undefined {
  if (!(a >= 0 && x >= 0)) return NaN;
  if (a === 0) return x > 0 ? 1 : NaN;
  if (x === 0) return 0;
  if (a === Infinity) return x === Infinity ? NaN : 0;
  return x === Infinity ? 1 : undefined;
}

function isNearLarge(a: number, x: number): boolean {
  return a > 20 && Math.abs(x - a) < 0.4 * a;
}

/** xᵃ e⁻ˣ/Γ(a). */
export function gammaPower(a: number, x: number): number {
  if (a < 10) {
    // xᵃ alone may overflow before the product does.
    if (x > 700) return Math.exp(a * Math.log(x) - x) / gamma(a);
    return (x ** a * Math.exp(-x)) / gamma(a);
  }
  return Math.exp(a * log1pMinus((x - a) / a) - stirlingRest(a)) * Math.sqrt(a / (2 * Math.PI));
}

/** DLMF 8.11.4. */
function series(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > EPSILON * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return (sum * gammaPower(a, x)) / a;
}

/** DLMF 8.9.2, from the front by the method of Lentz (Thompson & Barnett 1986). */
function continuedFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / 2 ** -1000;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 100_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) <= 2 * EPSILON) break;
  }
  return h * gammaPower(a, x);
}

function nonZero(x: number): number {
  return x === 0 ? 2 ** -1000 : x;
}

/** DLMF 8.7.3, with what cancels for small a taken out first. */
function smallArguments(a: number, x: number): number {
  const logX = Math.log(x);
  const logGamma1p = a < 1 ? lgamma1p(a) : lgamma(1 + a);
  let factor = 1;
  let sum = 0;
  for (let n = 1; n < 200; n++) {
    factor *= -x / n;
    const term = factor / (a + n);
    sum += term;
    if (Math.abs(term) <= EPSILON * Math.abs(sum)) break;
  }
  return -Math.expm1(a * logX - logGamma1p) - a * Math.exp(a * logX - logGamma1p) * sum;
}

/** Temme's expansion: ½ erfc(∓η√(a/2)) and a correction in powers of 1/a. */
function uniform(a: number, x: number, lower: boolean): number {
  const phi = -log1pMinus((x - a) / a);
  const eta = x < a ? -Math.sqrt(2 * phi) : Math.sqrt(2 * phi);
  let sum = 0;
  for (let k = TEMME.length - 1; k >= 0; k--) sum = sum / a + polynomial(TEMME[k], eta);
  const correction = (sum * Math.exp(-a * phi)) / Math.sqrt(2 * Math.PI * a);
  const sign = lower ? -1 : 1;
  return 0.5 * erfc(sign * eta * Math.sqrt(a / 2)) + sign * correction;
}

/** Coefficients of ηⁿ a⁻ᵏ: Boost.Math, igamma_large.hpp (Maddock). */
const TEMME = [
  [
    -0.3333333333333333, 0.08333333333333333, -0.014814814814814815, 0.0011574074074074073,
    0.0003527336860670194, -0.0001787551440329218, 3.919263178522438e-5, -2.1854485106799924e-6,
    -1.85406221071516e-6, 8.296711340953087e-7, -1.7665952736826078e-7, 6.707853543401498e-9,
    1.0261809784240309e-8, -4.382036018453353e-9, 9.14769958223679e-10,
  ],
  [
    -0.001851851851851852, -0.003472222222222222, 0.0026455026455026454, -0.0009902263374485596,
    0.00020576131687242798, -4.018775720164609e-7, -1.8098550334489977e-5, 7.64916091608111e-6,
    -1.6120900894563446e-6, 4.647127802807434e-9, 1.378633446915721e-7, -5.752545603517705e-8,
    1.1951628599778148e-8,
  ],
  [
    0.004133597883597883, -0.0026813271604938273, 0.0007716049382716049, 2.0093878600823047e-6,
    -0.00010736653226365161, 5.2923448829120125e-5, -1.2760635188618728e-5, 3.423578734096138e-8,
    1.3721957309062932e-6, -6.298992138380055e-7, 1.4280614206064242e-7,
  ],
  [
    0.0006494341563786008, 0.00022947209362139917, -0.0004691894943952557, 0.00026772063206283885,
    -7.561801671883977e-5, -2.396505113867297e-7, 1.1082654115347302e-5, -5.6749528269915965e-6,
    1.4230900732435883e-6,
  ],
  [
    -0.0008618882909167117, 0.0007840392217200666, -0.0002990724803031902, -1.4638452578843418e-6,
    6.641498215465122e-5, -3.968365047179435e-5, 1.1375726970678419e-5,
  ],
  [
    -0.00033679855336635813, -6.972813758365858e-5, 0.0002772753244959392, -0.00019932570516188847,
    6.797780477937208e-5, 1.419062920643967e-7, -1.3594048189768693e-5, 8.018470256334202e-6,
    -2.291481176508095e-6,
  ],
  [
    0.0005313079364639922, -0.0005921664373536939, 0.0002708782096718045, 7.902353232660328e-7,
    -8.153969367561969e-5, 5.61168275310625e-5, -1.8329116582843375e-5,
  ],
  [
    0.00034436760689237765, 5.171790908260592e-5, -0.00033493161081142234, 0.0002812695154763237,
    -0.00010976582244684731,
  ],
  [-0.0006526239185953094, 0.0008394987206720873, -0.000438297098541721],
  [-0.0005967612901927463],
];
