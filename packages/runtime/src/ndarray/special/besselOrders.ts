import { i0, i0e, i1, i1e } from './besselI.js';
import { j0, j1 } from './besselJ.js';
import { k0, k0e, k1, k1e } from './besselK.js';
import { y0, y1 } from './besselY.js';

/** Values of a family up to here are scaled down. */
const LARGE = 2 ** 500;

/** (−1)ⁿ. */
function alternating(n: number): number {
  return n % 2 === 0 ? 1 : -1;
}

/**
 * Bessel function of the first kind of integer order: by recurrence upwards for n < |x|, else downwards from an order at which it is
 * negligible (Miller; Gautschi, SIAM Review 9, 1967). NaN for an order that is no integer.
 */
export function jn(n: number, x: number): number {
  if (!Number.isInteger(n)) return NaN;
  if (n < 0) return alternating(n) * jn(-n, x);
  if (n === 0) return j0(x);
  if (n === 1) return j1(x);
  if (Number.isNaN(x)) return NaN;
  const w = Math.abs(x);
  if (w === 0 || w === Infinity) return 0;
  const sign = x < 0 ? alternating(n) : 1;
  return sign * (n <= w ? upwards(n, w, j0(w), j1(w), -1) : downwardsJ(n, w));
}

/** Bessel function of the second kind of integer order: −∞ at 0 (where the order is negative and odd ∞), NaN for negative x. */
export function yn(n: number, x: number): number {
  if (!Number.isInteger(n)) return NaN;
  if (n < 0) return alternating(n) * yn(-n, x);
  if (n === 0) return y0(x);
  if (n === 1) return y1(x);
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  return x === Infinity ? 0 : upwards(n, x, y0(x), y1(x), -1);
}

/** Modified Bessel function of the first kind of integer order. */
export function iv(n: number, x: number): number {
  if (n === 1 || n === -1) return i1(x);
  return n === 0 ? i0(x) : familyI(n, x, i0);
}

/** e^−|x| Iₙ(x), which does not overflow. */
export function ive(n: number, x: number): number {
  if (n === 1 || n === -1) return i1e(x);
  return n === 0 ? i0e(x) : familyI(n, x, i0e);
}

/** Modified Bessel function of the second kind of integer order: ∞ at 0, NaN for negative x. */
export function kn(n: number, x: number): number {
  return familyK(n, x, k0, k1);
}

/** eˣ Kₙ(x), which does not underflow. */
export function kne(n: number, x: number): number {
  return familyK(n, x, k0e, k1e);
}

function familyI(n: number, x: number, order0: (x: number) => number): number {
  if (!Number.isInteger(n) || Number.isNaN(x)) return NaN;
  n = Math.abs(n);
  const w = Math.abs(x);
  if (w === 0) return 0;
  const value = w === Infinity ? order0(w) : downwardsI(n, w) * order0(w);
  return x < 0 ? alternating(n) * value : value;
}

function familyK(n: number, x: number, order0: (x: number) => number, order1: (x: number) => number): number {
  if (!Number.isInteger(n)) return NaN;
  n = Math.abs(n);
  if (n === 0) return order0(x);
  if (n === 1) return order1(x);
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  return x === Infinity ? order0(x) : upwards(n, x, order0(x), order1(x), 1);
}

/** f(n) from f(0) and f(1) by f(k + 1) = (2k/x) f(k) + sign·f(k − 1). */
function upwards(n: number, x: number, first: number, second: number, sign: number): number {
  let below = first;
  let value = second;
  for (let k = 1; k < n && Math.abs(value) < Infinity; k++)
    [below, value] = [value, ((2 * k) / x) * value + sign * below];
  return value;
}

/** Where the recurrence downwards begins: the function is less there than at n by more than the digits of a number. */
function beginning(n: number, x: number): number {
  return 2 * Math.ceil((Math.max(n, x) + Math.sqrt(200 * Math.max(n, x)) + 20) / 2);
}

/** Jₙ(x) for n > x > 0, scaled by that of J₀ and J₁ which is greater. */
function downwardsJ(n: number, x: number): number {
  let above = 0;
  let value = 1;
  let wanted = 0;
  for (let k = beginning(n, x); k > 0; k--) {
    [above, value] = [value, ((2 * k) / x) * value - above];
    if (Math.abs(value) > LARGE) {
      above /= LARGE;
      value /= LARGE;
      wanted /= LARGE;
    }
    if (k - 1 === n) wanted = value;
  }
  const zeroth = j0(x);
  const first = j1(x);
  return Math.abs(zeroth) >= Math.abs(first) ? (wanted / value) * zeroth : (wanted / above) * first;
}

/** Iₙ(x)/I₀(x) for x > 0. */
function downwardsI(n: number, x: number): number {
  let above = 0;
  let value = 1;
  let wanted = 0;
  for (let k = beginning(n, x); k > 0; k--) {
    [above, value] = [value, ((2 * k) / x) * value + above];
    if (value > LARGE) {
      above /= LARGE;
      value /= LARGE;
      wanted /= LARGE;
    }
    if (k - 1 === n) wanted = value;
  }
  return wanted / value;
}
