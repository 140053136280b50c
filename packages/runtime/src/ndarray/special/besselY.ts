import { j0, j1 } from './besselJ.js';
import { hankel0, hankel1 } from './hankel.js';
import { rational } from './polynomial.js';

const SQRT_PI = 1.772453850905516;
const TWO_BY_PI = 2 / Math.PI;

/**
 * Bessel function of the second kind of order 0: −∞ at 0, NaN for negative x. Accuracy as for `j0`.
 * Coefficients: Boost.Math, bessel_y0.hpp (Maddock).
 */
export function y0(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x <= 3) return nearZero0(x, Y0_ZERO1, 228, 0.0029519662791675214, Y0_P1, Y0_Q1);
  if (x <= 5.5) return nearZero0(x, Y0_ZERO2, 1013, 0.0006471693148578684, Y0_P2, Y0_Q2);
  if (x <= 8) return nearZero0(x, Y0_ZERO3, 1814, 0.00011356030177269763, Y0_P3, Y0_Q3);
  if (x === Infinity) return 0;
  const y = 8 / x;
  const s = Math.sin(x);
  const c = Math.cos(x);
  return (hankel0.p(y * y) * (s - c) + y * hankel0.q(y * y) * (s + c)) / (SQRT_PI * Math.sqrt(x));
}

/** Bessel function of the second kind of order 1: −∞ at 0, NaN for negative x. Accuracy and source as for `y0` (bessel_y1.hpp). */
export function y1(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x <= 4) return nearZero1(x, Y1_ZERO1, 562, 0.001828826031017035, Y1_P1, Y1_Q1);
  if (x <= 8) return nearZero1(x, Y1_ZERO2, 1390, -6.459205864867228e-6, Y1_P2, Y1_Q2);
  if (x === Infinity) return 0;
  const y = 8 / x;
  const s = Math.sin(x);
  const c = Math.cos(x);
  return (y * hankel1.q(y * y) * (s - c) - hankel1.p(y * y) * (s + c)) / (SQRT_PI * Math.sqrt(x));
}

/** (2/π) ln(x/zero) J₀(x) and a rational function times (x² − zero²), where zero = top/256 + rest to more digits than a number has. */
function nearZero0(x: number, zero: number, top: number, rest: number, p: number[], q: number[]): number {
  const distance = x - top / 256 - rest;
  return logOfRatio(x, zero, distance) * j0(x) + (x + zero) * distance * rational(p, q, x * x);
}

function nearZero1(x: number, zero: number, top: number, rest: number, p: number[], q: number[]): number {
  const distance = x - top / 256 - rest;
  return logOfRatio(x, zero, distance) * j1(x) + (((x + zero) * distance) / x) * rational(p, q, x * x);
}

function logOfRatio(x: number, zero: number, distance: number): number {
  return TWO_BY_PI * (Math.abs(distance) < 0.5 * zero ? Math.log1p(distance / zero) : Math.log(x / zero));
}

const Y0_ZERO1 = 0.8935769662791675;
const Y0_ZERO2 = 3.957678419314858;
const Y0_ZERO3 = 7.086051060301773;
const Y0_P1 = [
  107235387820.03177, -8371625545.12605, 204222743.5737662, -2128754.84744018, 10102.532948020907,
  -18.402381979244993,
];
const Y0_Q1 = [
  588738657389.9703, 8161718777.729036, 55662956.624278255, 238893.93209447255, 664.7598668924019, 1,
];
const Y0_P2 = [
  -22213976967566.19, -551074352067.2264, 43600098638.60306, -695904393.9461962, 4690528.861167863,
  -14566.865832663636, 17.427031242901595,
];
const Y0_Q2 = [
  433861465807072.6, 5426682441941.234, 34015103849.97124, 139602027.7098683, 406699.82352539554,
  830.3085761207029, 1,
];
const Y0_P3 = [
  -8072872690515021, 670166418691732.4, -128299123640.88687, -193630512667.72083, 2195882717.0518103,
  -10085539.923498211, 21363.5341693139, -17.439661319197498,
];
const Y0_Q3 = [
  3.456372462884646e17, 3927242556964031, 22598377924042.9, 86926121104.20982, 247272194.75672302,
  539247.3920976806, 879.0336216812844, 1,
];
const Y1_ZERO1 = 2.197141326031017;
const Y1_ZERO2 = 5.429681040794135;
const Y1_P1 = [
  40535726612579.55, 5470861171652.543, -375959744978.196, 7214454821.450256, -59157479.9974084,
  221579.5322228026, -317.1442466004613,
];
const Y1_Q1 = [
  307378739210792.9, 4127228620040.646, 27800352738.690586, 122504351.22182964, 381364.70753052575,
  820.7990816839387, 1,
];
const Y1_P2 = [
  1.1514276357909012e19, -5.680809457472421e18, -2.3638408497043136e16, 4068627528980474.5,
  -59530713129741.984, 374536739624.3849, -1195796191.2070618, 1915380.6858264203, -1233.7180442012952,
];
const Y1_Q2 = [
  5.332184431331618e20, 5.696819882285718e18, 3.083717954811288e16, 111870100658569.7, 302217668529.60406,
  635503180.8708892, 1045374.8201934079, 1285.516484932161, 1,
];
