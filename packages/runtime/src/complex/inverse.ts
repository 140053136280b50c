import { both, last, withSign } from './last.js';
import { sqrt } from './roots.js';
import { exchanged } from './trigonometric.js';

/** Beyond this 1 ± z is ±z, and z² may overflow. */
const LARGE = Number.MAX_VALUE / 4;
const SQRT_LARGE = Math.sqrt(LARGE);
const SQRT_SMALL = 2 ** -511;

/*
 * The inverse functions by Kahan's formulas, with square roots of 1 ± z instead of 1 − z²: they keep signs of zeros on the cuts, and lose
 * no digits near ±1. Reference: Kahan, Branch cuts for complex elementary functions, 1987; special values: C99, G.6.1 and G.6.2.
 */

/** arccos z; cuts: real axis below −1 and above 1. */
export function acos(x: number, y: number): number {
  if (!(Math.abs(x) < LARGE && Math.abs(y) < LARGE)) return acosLarge(x, y);
  const aRe = sqrt(1 - x, -y);
  const aIm = last.im;
  const bRe = sqrt(1 + x, y);
  const bIm = last.im;
  return both(2 * Math.atan2(aRe, bRe), Math.asinh(bRe * aIm - bIm * aRe));
}

function acosLarge(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) {
    if (Math.abs(y) === Infinity) return both(NaN, -y);
    if (Math.abs(x) === Infinity) return both(NaN, Infinity);
    return both(x === 0 ? Math.PI / 2 : NaN, NaN);
  }
  return both(Math.atan2(Math.abs(y), x), withSign(logTwice(x, y), -y));
}

/** ln |2z| for a z of which the double may overflow. */
function logTwice(x: number, y: number): number {
  return Math.log(Math.hypot(x / 4, y / 4)) + 3 * Math.LN2;
}

/** arcosh z; cut: real axis below 1. */
export function acosh(x: number, y: number): number {
  if (!(Math.abs(x) < LARGE && Math.abs(y) < LARGE)) return acoshLarge(x, y);
  const aRe = sqrt(x - 1, y);
  const aIm = last.im;
  const bRe = sqrt(x + 1, y);
  const bIm = last.im;
  return both(Math.asinh(aRe * bRe + aIm * bIm), 2 * Math.atan2(aIm, bRe));
}

function acoshLarge(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) {
    if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return both(Infinity, NaN);
    return both(NaN, x === 0 ? Math.PI / 2 : NaN);
  }
  return both(logTwice(x, y), Math.atan2(y, x));
}

/** arsinh z; cuts: imaginary axis below −i and above i. */
export function asinh(x: number, y: number): number {
  if (!(Math.abs(x) < LARGE && Math.abs(y) < LARGE)) return asinhLarge(x, y);
  const aRe = sqrt(1 + y, -x);
  const aIm = last.im;
  const bRe = sqrt(1 - y, x);
  const bIm = last.im;
  return both(Math.asinh(aRe * bIm - bRe * aIm), Math.atan2(y, aRe * bRe - aIm * bIm));
}

function asinhLarge(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) {
    if (Math.abs(x) === Infinity) return both(x, NaN);
    if (Math.abs(y) === Infinity) return both(Infinity, NaN);
    return both(NaN, y === 0 ? y : NaN);
  }
  return both(withSign(logTwice(x, y), x), Math.atan2(y, Math.abs(x)));
}

/** arcsin z = −i arsinh iz; cuts: real axis below −1 and above 1. */
export function asin(x: number, y: number): number {
  return exchanged(asinh(y, x));
}

/** artanh z; cuts: real axis below −1 and above 1. */
export function atanh(x: number, y: number): number {
  if (x < 0 || Object.is(x, -0)) {
    const re = atanhRight(-x, -y);
    return both(-re, -last.im);
  }
  return atanhRight(x, y);
}

/** The same in the right half plane. */
function atanhRight(x: number, y: number): number {
  const ay = Math.abs(y);
  if (Number.isNaN(x) || Number.isNaN(y)) {
    if (ay === Infinity) return both(0, withSign(Math.PI / 2, y));
    return both(x === 0 || x === Infinity ? 0 : NaN, NaN);
  }
  if (x > SQRT_LARGE || ay > SQRT_LARGE) {
    // x/|z|², where |z|² may overflow
    const h = Math.hypot(x / 2, y / 2);
    return both(h === Infinity ? 0 : x / 4 / h / h, withSign(Math.PI / 2, y));
  }
  if (x === 1 && ay < SQRT_SMALL) {
    if (ay === 0) return both(Infinity, y);
    return both(-Math.log(Math.sqrt(ay) / Math.sqrt(Math.hypot(ay, 2))), withSign(Math.atan2(2, -ay) / 2, y));
  }
  const d = 1 - x;
  const re = Math.log1p((4 * x) / (d * d + ay * ay)) / 4;
  return both(re, withSign(Math.atan2(2 * ay, d * (1 + x) - ay * ay) / 2, y));
}

/** arctan z = −i artanh iz; cuts: imaginary axis below −i and above i. */
export function atan(x: number, y: number): number {
  return exchanged(atanh(y, x));
}
