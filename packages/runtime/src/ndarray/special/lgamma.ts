import { polynomial, rational } from './polynomial.js';
import { sinPi } from './piMultiples.js';

/** Where Γ is least for positive x, and ln Γ there as a sum. */
const MINIMUM = 1.4616321449683622;
const AT_MINIMUM = -0.12148629053584961;
const AT_MINIMUM_REST = -3.638676997039505e-18;

/**
 * ln |Γ(x)|: ∞ at 0, the negative integers and ±∞. The error is a few ulp for positive x; near the zeros at negative x it is absolute.
 * Method and coefficients: fdlibm, e_lgamma_r.c (Sun Microsystems, 1993).
 */
export function lgamma(x: number): number {
  if (x > 0) return positive(x);
  if (Number.isNaN(x)) return NaN;
  if (x === 0 || Number.isInteger(x) || x === -Infinity) return Infinity;
  if (x > -(2 ** -70)) return -Math.log(-x);
  return Math.log(Math.PI / Math.abs(sinPi(x) * x)) - positive(-x);
}

function positive(x: number): number {
  if (x < 2) {
    if (x > 0.9) return betweenZeros(x);
    if (x < 2 ** -70) return -Math.log(x);
    return lgamma1p(x) - Math.log(x);
  }
  if (x < 8) {
    let product = 1;
    while (x >= 3) {
      x -= 1;
      product *= x;
    }
    const y = x - 2;
    return 0.5 * y + (y * polynomial(S, y)) / polynomial(R, y) + Math.log(product);
  }
  if (x < 2 ** 58) {
    const z = 1 / x;
    return (x - 0.5) * (Math.log(x) - 1) + (W0 + z * polynomial(W, z * z));
  }
  return x * (Math.log(x) - 1);
}

/** ln Γ(1 + y) for 0 ≤ y < 1, where differences of 1 + y would be rounded. */
export function lgamma1p(y: number): number {
  if (y >= MINIMUM - 1 + 0.27) return belowTwo(1 - y);
  return y >= MINIMUM - 1 - 0.23 ? aroundMinimum(y - (MINIMUM - 1)) : aboveOne(y);
}

/** For 0.9 < x < 2. */
function betweenZeros(x: number): number {
  if (x === 1) return 0;
  if (x >= MINIMUM + 0.27) return belowTwo(2 - x);
  return x >= MINIMUM - 0.23 ? aroundMinimum(x - MINIMUM) : aboveOne(x - 1);
}

/** ln Γ(2 − y). */
function belowTwo(y: number): number {
  const z = y * y;
  return y * polynomial(A_EVEN, z) + z * polynomial(A_ODD, z) - 0.5 * y;
}

/** ln Γ(MINIMUM + y). */
function aroundMinimum(y: number): number {
  const z = y * y;
  const w = z * y;
  const p = z * polynomial(T0, w) - (-AT_MINIMUM_REST - w * (polynomial(T1, w) + y * polynomial(T2, w)));
  return AT_MINIMUM + p;
}

/** ln Γ(1 + y). */
function aboveOne(y: number): number {
  return -0.5 * y + y * rational(U, V, y);
}

const A_EVEN = [
  0.07721566490153287, 0.06735230105312927, 0.007385550860814029, 0.0011927076318336207,
  0.00022086279071390839, 2.5214456545125733e-5,
];
const A_ODD = [
  0.3224670334241136, 0.020580808432516733, 0.0028905138367341563, 0.0005100697921535113,
  0.00010801156724758394, 4.4864094961891516e-5,
];
const R = [
  1.0, 1.3920053346762105, 0.7219355475671381, 0.17193386563280308, 0.01864591917156529,
  0.0007779424963818936, 7.326684307446256e-6,
];
const S = [
  -0.07721566490153287, 0.21498241596060885, 0.325778796408931, 0.14635047265246445, 0.02664227030336386,
  0.0018402845140733772, 3.194753265841009e-5,
];
const T0 = [
  0.48383612272381005, -0.032788541075985965, 0.006100538702462913, -0.0014034646998923284,
  0.00031563207090362595,
];
const T1 = [
  -0.1475877229945939, 0.01797067508118204, -0.0036845201678113826, 0.000881081882437654,
  -0.00031275416837512086,
];
const T2 = [
  0.06462494023913339, -0.010314224129834144, 0.0022596478090061247, -0.0005385953053567405,
  0.0003355291926355191,
];
const U = [
  -0.07721566490153287, 0.6328270640250934, 1.4549225013723477, 0.9777175279633727, 0.22896372806469245,
  0.013381091853678766,
];
const V = [
  1.0, 2.4559779371304113, 2.128489763798934, 0.7692851504566728, 0.10422264559336913, 0.003217092422824239,
];
const W = [
  0.08333333333333297, -0.0027777777772877554, 0.0007936505586430196, -0.00059518755745034,
  0.0008363399189962821, -0.0016309293409657527,
];
const W0 = 0.4189385332046727;
