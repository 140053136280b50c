import { polynomial, rational } from './polynomial.js';

/**
 * erf(x) = 2/√π ∫₀ˣ exp(−t²) dt, to within one ulp.
 * Method and coefficients: fdlibm, s_erf.c (Sun Microsystems, 1993).
 */
export function erf(x: number): number {
  const w = Math.abs(x);
  if (w < 0.84375) {
    // x·ε alone would lose digits of subnormal numbers.
    if (w < 2 ** -28) return w < 2 ** -1000 ? 0.125 * (8 * x + 8 * EFX * x) : x + EFX * x;
    return x + x * rational(PP, QQ, x * x);
  }
  if (w < 1.25) {
    const y = ERX + rational(PA, QA, w - 1);
    return x < 0 ? -y : y;
  }
  if (w >= 6) return x < 0 ? -1 : 1;
  if (Number.isNaN(x)) return NaN;
  const y = 1 - tail(w);
  return x < 0 ? -y : y;
}

/** erfc(x) = 1 − erf(x) without the cancellation, to within one ulp where it is no subnormal number. Source as for `erf`. */
export function erfc(x: number): number {
  const w = Math.abs(x);
  if (w < 0.84375) {
    if (w < 2 ** -56) return 1 - x;
    const y = rational(PP, QQ, x * x);
    return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x * y + (x - 0.5));
  }
  if (w < 1.25) {
    const y = rational(PA, QA, w - 1);
    return x < 0 ? 1 + (ERX + y) : 1 - ERX - y;
  }
  if (Number.isNaN(x)) return NaN;
  if (x <= -6) return 2;
  if (x >= 28) return 0;
  return x < 0 ? 2 - tail(w) : tail(w);
}

/** 2/√π exp(−x²), the slope of `erf`. */
export function gaussian(x: number): number {
  if (Math.abs(x) > 28) return 0;
  const z = Math.fround(x);
  return 1.1283791670955126 * Math.exp(-z * z) * Math.exp((z - x) * (z + x));
}

/** erfc from 1.25 on. exp(−x²) is split at x rounded to 24 digits, whose square has no error. */
function tail(x: number): number {
  const s = 1 / (x * x);
  const r = x < 1 / 0.35 ? polynomial(RA, s) / polynomial(SA, s) : polynomial(RB, s) / polynomial(SB, s);
  const z = Math.fround(x);
  return (Math.exp(-z * z - 0.5625) * Math.exp((z - x) * (z + x) + r)) / x;
}

const ERX = 0.8450629115104675;
const EFX = 0.1283791670955126;
const PP = [
  0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442,
  -2.3763016656650163e-5,
];
const QQ = [
  1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164,
  -3.960228278775368e-6,
];
const PA = [
  -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
  0.035478304325618236, -0.002166375594868791,
];
const QA = [
  1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
  0.011984499846799107,
];
const RA = [
  -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
  -184.60509290671104, -81.2874355063066, -9.814329344169145,
];
const SA = [
  1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
  108.63500554177944, 6.570249770319282, -0.0604244152148581,
];
const RB = [
  -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
  -1025.0951316110772, -483.5191916086514,
];
const SB = [
  1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
  474.52854120695537, -22.44095244658582,
];
