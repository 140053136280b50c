import { polynomial, rational } from './polynomial.js';

/**
 * Modified Bessel function of the second kind of order 0: ∞ at 0, NaN for negative x.
 * Coefficients: Boost.Math, bessel_k0.hpp (Maddock, Holoborodko).
 */
export function k0(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x <= 1) return small0(x);
  const half = Math.exp(-x / 2);
  return half * tail0(x) * half;
}

/** eˣ K₀(x), which does not underflow. */
export function k0e(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  return x <= 1 ? small0(x) * Math.exp(x) : tail0(x);
}

/** Modified Bessel function of the second kind of order 1: ∞ at 0, NaN for negative x; source as for `k0` (bessel_k1.hpp). */
export function k1(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x <= 1) return small1(x);
  const half = Math.exp(-x / 2);
  return half * tail1(x) * half;
}

/** eˣ K₁(x), which does not underflow. */
export function k1e(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  return x <= 1 ? small1(x) * Math.exp(x) : tail1(x);
}

function small0(x: number): number {
  const a = (x * x) / 4;
  return (
    polynomial(SMALL0_REST, x * x) -
    Math.log(x) * ((rational(SMALL0_P, SMALL0_Q, a) + 1.1372509002685547) * a + 1)
  );
}

function small1(x: number): number {
  const a = (x * x) / 4;
  const i1 = (((rational(SMALL1_P, SMALL1_Q, a) + 0.08695471286773682) * a * a + a / 2 + 1) * x) / 2;
  return rational(SMALL1_REST_P, SMALL1_REST_Q, x * x) * x + 1 / x + Math.log(x) * i1;
}

/** eˣ K₀(x) for x > 1. */
function tail0(x: number): number {
  return (rational(TAIL0_P, TAIL0_Q, 1 / x) + 1) / Math.sqrt(x);
}

function tail1(x: number): number {
  return (rational(TAIL1_P, TAIL1_Q, 1 / x) + 1.4503421783447266) / Math.sqrt(x);
}

const SMALL0_P = [
  -0.13725090026855463, 0.2574916117833313, 0.013954746021468694, 0.0005445476986653927, 7.125159422136622e-6,
];
const SMALL0_Q = [1, -0.054583334380177886, 0.0012910528169752513, -1.3676539469785865e-5];
const SMALL0_REST = [
  0.11593151565841245, 0.27898287891460316, 0.02524892993216122, 0.0008460350907213638, 1.4914719243096176e-5,
  1.6271068924220885e-7, 1.208266102392756e-9, 6.611686391749704e-12,
];
const TAIL0_P = [
  0.25331413731550023, 3.6283421339845954, 18.68441889406606, 43.062439810634125, 44.24116209627428,
  15.620953393562205, -1.8101389782294108, -1.4142379942699959, -0.09369168119754924,
];
const TAIL0_Q = [
  1, 14.941946948799083, 82.65296455388554, 216.2779506621867, 284.51451551842223, 185.1714491916335,
  54.865407174397234, 6.1180758376289575, 0.1586261269326235,
];
const SMALL1_P = [-0.0036213795344035024, 0.007118420874903303, 1.003025602566143e-5, 1.7723108538104081e-6];
const SMALL1_Q = [1, -0.048041479442904385, 0.0009859726419344165, -8.911968593970703e-6];
const SMALL1_REST_P = [
  -0.3079657578292062, -0.07809297036730749, -0.0027061934375405164, -2.4954952222907202e-5,
];
const SMALL1_REST_Q = [1, -0.02363168364121631, 0.00026452457752596274, -1.4974961800416278e-6];
const TAIL1_P = [
  -0.1970280410292263, -2.3240896154808763, -7.982697845076999, -2.399684107742216, 32.83140437808587,
  56.771376115849606, 33.090778846650984, 6.625822889337398, 0.3088518406452867,
];
const TAIL1_Q = [
  1, 14.181140929882611, 73.59794663175565, 177.82179393708086, 211.01450159870598, 119.42526295106445,
  28.84480643024476, 2.2791292710413975, 0.025035818695347867,
];
