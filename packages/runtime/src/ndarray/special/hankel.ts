import { polynomial, rational } from './polynomial.js';

/**
 * The slowly varying parts P and Q of Hankel's expansion, J + iY = √(2/πx) (P + iQ) exp(i(x − νπ/2 − π/4)), for x > 8, in terms of 64/x².
 * Coefficients: Hart et al., Computer Approximations, 1968, as Boost.Math has them (bessel_j0.hpp, bessel_j1.hpp).
 */
export interface Hankel {
  /** P, from (8/x)². */
  readonly p: (y2: number) => number;
  /** Q·x/8, from (8/x)². */
  readonly q: (y2: number) => number;
}

export const hankel0: Hankel = {
  p: (y2) => rational(P0_TOP, P0_BOTTOM, y2),
  q: (y2) => rational(Q0_TOP, Q0_BOTTOM, y2),
};

export const hankel1: Hankel = {
  p: (y2) => polynomial(P1_TOP, y2) / polynomial(P1_BOTTOM, y2),
  q: (y2) => polynomial(Q1_TOP, y2) / polynomial(Q1_BOTTOM, y2),
};

const P0_TOP = [
  22779.090197304686, 41345.38663958076, 21170.523380864943, 3480.648644324927, 153.76201909008356,
  0.8896154842421046,
];
const P0_BOTTOM = [
  22779.090197304686, 41370.41249551042, 21215.350561880117, 3502.8735138235606, 157.11159858080893, 1,
];
const Q0_TOP = [
  -89.22660020080009, -185.91953644342993, -111.83429920482737, -22.300261666214197, -1.244102674583564,
  -0.008803330304868075,
];
const Q0_BOTTOM = [
  5710.502412851206, 11951.131543434614, 7264.278016921102, 1488.7231232283757, 90.59376959499312, 1,
];
const P1_TOP = [
  -4435757.816794128, -9942246.505077641, -6603373.248364939, -1523529.3511811374, -109824.05543459347,
  -1611.6166443246102,
];
const P1_BOTTOM = [
  -4435757.816794128, -9934124.389934586, -6585339.4797230875, -1511809.5066341609, -107263.8599110382,
  -1455.0094401904962, 1,
];
const Q1_TOP = [
  33220.913409857225, 85145.1606753357, 66178.83658127084, 18494.262873223866, 1706.375429020768,
  35.26513384663603,
];
const Q1_BOTTOM = [
  708712.8194102874, 1819458.0422439973, 1419460.669603721, 400294.43582266977, 37890.2297457722,
  863.8367769604992, 1,
];
