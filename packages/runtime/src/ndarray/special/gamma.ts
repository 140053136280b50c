import { sinPi } from './piMultiples.js';
import { rational } from './polynomial.js';
import { stirlingRest } from './stirling.js';

const SQRT_2PI = 2.5066282746310002;
/** From here on Γ is greater than any number. */
const OVERFLOW = 171.6243769563027;
/** Below, its absolute value is less than any. */
const UNDERFLOW = -185;

/** 0!, 1!, …, 22!, which have no rounding error. */
const FACTORIALS = /* @__PURE__ */ factorials();

function factorials(): number[] {
  const list = [1];
  for (let n = 1; n <= 22; n++) list.push(list[n - 1] * n);
  return list;
}

/**
 * Γ(x): ±∞ at ±0, NaN at the negative integers. Up to 20 by recurrence from the rational function on [2, 3] of Cephes (gamma.c, Moshier 1992)
 * with products in twice the precision, beyond by Stirling's series (DLMF 5.11.3); negative x by reflection (DLMF 5.5.3).
 */
export function gamma(x: number): number {
  if (Number.isInteger(x)) {
    if (x === 0) return 1 / x;
    if (x < 0) return NaN;
    if (x <= 23) return FACTORIALS[x - 1];
  }
  if (x <= 20) return x < 0 ? reflected(x) : byRecurrence(x);
  if (!(x < OVERFLOW)) return x > 0 ? Infinity : NaN;
  const [power, rest] = stirlingFactors(x);
  return power * rest * power;
}

/** Two numbers a, b with Γ(x) = a·b·a, for x ≥ 20: neither overflows before the product does. */
function stirlingFactors(x: number): [number, number] {
  return [x ** (0.5 * x - 0.25), SQRT_2PI * Math.exp(-x) * Math.exp(stirlingRest(x))];
}

/** Γ(x) = −π/(sin πx · x·Γ(−x)). */
function reflected(x: number): number {
  if (x === -Infinity) return NaN;
  const top = -Math.PI / sinPi(x);
  if (x < UNDERFLOW) return 0 / top;
  if (x > -20) return top / (x * byRecurrence(-x));
  const [power, rest] = stirlingFactors(-x);
  return top / (x * power) / rest / power;
}

/** For 0 < x ≤ 20. */
function byRecurrence(x: number): number {
  // Arguments of the rational function are differences without rounding error.
  if (x < 1) return rational(GAMMA_P, GAMMA_Q, x) / (x * (x + 1));
  if (x < 2) return rational(GAMMA_P, GAMMA_Q, x - 1) / x;
  let product = 1;
  let low = 0;
  while (x >= 3) {
    x -= 1;
    const next = product * x;
    low = low * x + productError(product, x, next);
    product = next;
  }
  const middle = rational(GAMMA_P, GAMMA_Q, x - 2);
  return product * middle + low * middle;
}

/** a·b − fl(a·b), by Veltkamp's splitting and Dekker's product. */
export function productError(a: number, b: number, product: number): number {
  const aSplit = 134217729 * a;
  const bSplit = 134217729 * b;
  const aHigh = aSplit - (aSplit - a);
  const bHigh = bSplit - (bSplit - b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

const GAMMA_P = [
  1.0, 0.4942148268014971, 0.20744822764843598, 0.04763678004571372, 0.010421379756176158,
  0.0011913514700658638, 0.00016011952247675185,
];
const GAMMA_Q = [
  1.0, 0.0714304917030273, -0.23459179571824335, 0.035823639860549865, 0.011813978522206043,
  -0.004456419138517973, 0.0005396055804933034, -2.3158187332412014e-5,
];
