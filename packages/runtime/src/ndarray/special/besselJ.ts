import { hankel0, hankel1 } from './hankel.js';
import { rational } from './polynomial.js';

const SQRT_PI = 1.772453850905516;

/**
 * Bessel function of the first kind of order 0. Up to x = 8 its zeros are factored out, so that relative accuracy holds there; beyond, errors
 * are relative to √(2/πx).
 * Coefficients: Boost.Math, bessel_j0.hpp (Maddock).
 */
export function j0(x: number): number {
  if (x === 0) return 1;
  x = Math.abs(x);
  if (x <= 4) return (x + J0_ZERO1) * (x - 616 / 256 + 0.0014244423042272315) * rational(J0_P1, J0_Q1, x * x);
  if (x <= 8)
    return (
      (x + J0_ZERO2) * (x - 1413 / 256 - 0.0005468602863106496) * rational(J0_P2, J0_Q2, 1 - (x * x) / 64)
    );
  if (x === Infinity) return 0;
  const y = 8 / x;
  const s = Math.sin(x);
  const c = Math.cos(x);
  return (hankel0.p(y * y) * (c + s) - y * hankel0.q(y * y) * (s - c)) / (SQRT_PI * Math.sqrt(x));
}

/** Bessel function of the first kind of order 1, an odd function; accuracy and source as for `j0` (bessel_j1.hpp). */
export function j1(x: number): number {
  const w = Math.abs(x);
  let value: number;
  if (w <= 4) {
    value = w * (w + J1_ZERO1) * (w - 981 / 256 + 0.0003252797924876844) * rational(J1_P1, J1_Q1, x * x);
  } else if (w <= 8) {
    value = w * (w + J1_ZERO2) * (w - 1796 / 256 + 3.8330184381246464e-5) * rational(J1_P2, J1_Q2, x * x);
  } else if (w === Infinity) {
    value = 0;
  } else {
    const y = 8 / w;
    const s = Math.sin(w);
    const c = Math.cos(w);
    value = (hankel1.p(y * y) * (s - c) + y * hankel1.q(y * y) * (s + c)) / (SQRT_PI * Math.sqrt(w));
  }
  return x < 0 || Object.is(x, -0) ? -value : value;
}

const J0_ZERO1 = 2.404825557695773;
const J0_ZERO2 = 5.520078110286311;
const J0_P1 = [
  -412986685009.9087, 27282507878.60594, -621407004.2354012, 6630299.79048338, -36629.81465510709,
  103.44222815443189, -0.12117036164593528,
];
const J0_Q1 = [
  2388378799633.229, 26328198300.85965, 139850973.72263435, 456126.9622421994, 936.1402239233771, 1,
];
const J0_P2 = [
  -1831.9397969392085, -12254.07816137899, -7287.970246446462, 10341.910641583727, 11725.046279757104,
  4417.670702532509, 743.2119668062425, 48.5917033559165,
];
const J0_Q2 = [
  -357834.78026152303, 245991.0226258631, -84055.06259116957, 18680.99000835919, -2945.876654550934,
  333.07310774649073, -25.258076240801554, 1,
];
const J1_ZERO1 = 3.8317059702075125;
const J1_ZERO2 = 7.015586669815619;
const J1_P1 = [
  -142585098013.66644, 6678104126.14924, -115486967.64841276, 980629.0409895825, -4461.579298277507,
  10.650724020080236, -0.010767857011487301,
];
const J1_Q1 = [
  4186860446082.0176, 42091902282.58013, 202283751.40097034, 591176.1449417479, 1074.227223951738, 1,
];
const J1_P2 = [
  -1.7527881995806512e16, 1660853173129901.8, -36658018905416.664, 355806656709.1062, -1811393126.9860668,
  5079326.614801118, -7502.334222078161, 4.6179191852758255,
];
const J1_Q2 = [
  1.725390588844768e18, 1.7128800897135812e16, 84899346165481.42, 276227772862.44086, 648725028.9959639,
  1126712.5065029138, 1388.6978985861358, 1,
];
