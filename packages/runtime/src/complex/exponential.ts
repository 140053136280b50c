import { divide } from './divide.js';
import { both, last, withSign } from './last.js';

/** Beyond this eˣ overflows, while eˣ·cos y need not. */
const LARGE = 709;

/** eˣ·size, without overflow of eˣ alone. */
export function scaledExp(x: number, size: number): number {
  if (x <= LARGE) return Math.exp(x) * size;
  const root = Math.exp(x / 2);
  return root * size * root;
}

/** eᶻ = eˣ (cos y + i sin y). Reference: C99, G.6.3.1. */
export function exp(x: number, y: number): number {
  if (y === 0) return both(Math.exp(x), y);
  if (!Number.isFinite(y)) {
    if (x === -Infinity) return both(0, withSign(0, y));
    if (x === Infinity) return both(Infinity, NaN);
    return both(NaN, NaN);
  }
  last.im = scaledExp(x, Math.sin(y));
  return scaledExp(x, Math.cos(y));
}

/** eᶻ − 1, with the digits that eᶻ loses near 0; Re = (eˣ − 1) cos y − 2 sin²(y/2). */
export function expm1(x: number, y: number): number {
  if (y === 0) return both(Math.expm1(x), y);
  if (!(Math.abs(x) < LARGE && Number.isFinite(y))) {
    const re = exp(x, y);
    return re - 1;
  }
  const half = Math.sin(y / 2);
  last.im = Math.exp(x) * Math.sin(y);
  return Math.expm1(x) * Math.cos(y) - 2 * half * half;
}

/**
 * The logarithm, ln |z| + i arg z, with −π ≤ Im ≤ π; the cut runs along the negative real axis.
 * Reference: Kahan 1987 (CLOG); C99, G.6.3.2.
 */
export function log(x: number, y: number): number {
  last.im = Math.atan2(y, x);
  return logAbs(x, y);
}

/** ln |z|, with full accuracy near |z| = 1 too: there x² + y² − 1 is computed in twice the precision. */
export function logAbs(x: number, y: number): number {
  const ax = Math.max(Math.abs(x), Math.abs(y));
  const ay = Math.min(Math.abs(x), Math.abs(y));
  if (!(ax < Infinity)) return Math.log(Math.hypot(x, y));
  if (ay === 0) return Math.log(ax);
  if (ax > 2 ** 1022) return Math.log(Math.hypot(ax / 4, ay / 4)) + 2 * Math.LN2;
  if (ax < 2 ** -900) return Math.log(Math.hypot(ax * 2 ** 600, ay * 2 ** 600)) - 600 * Math.LN2;
  const r = Math.hypot(ax, ay);
  if (r <= 0.5 || r >= 2) return Math.log(r);
  const p = ax * ax;
  const q = ay * ay;
  const low = squareError(ax, p) + squareError(ay, q);
  // Each difference is exact where the result is small.
  const high = q >= 0.25 ? p - 0.5 + (q - 0.5) : p - 1 + q;
  return 0.5 * Math.log1p(high + low);
}

/** x² − p for p = x² as rounded, by Veltkamp's splitting and Dekker's product. */
function squareError(x: number, p: number): number {
  const c = 134217729 * x;
  const high = c - (c - x);
  const low = x - high;
  return high * high - p + 2 * high * low + low * low;
}

/** ln (1 + z), with the digits that 1 + z loses near 0; Re = ½ ln (1 + 2x + x² + y²). */
export function log1p(x: number, y: number): number {
  if (!(Math.abs(x) < 0.5 && Math.abs(y) < 0.5)) return log(1 + x, y);
  last.im = Math.atan2(y, 1 + x);
  if (y === 0) return Math.log1p(x);
  const p = x * x;
  const q = y * y;
  // 2x + x² + y² cancels on the circle |1 + z| = 1: the errors of the squares and sums are taken along.
  const s = 2 * x + p;
  const sError = sumError(2 * x, p, s);
  const t = s + q;
  const low = sError + sumError(s, q, t) + (squareError(x, p) + squareError(y, q));
  return 0.5 * Math.log1p(t + low);
}

/** a + b − s for s = a + b as rounded (Knuth's two-sum). */
function sumError(a: number, b: number, s: number): number {
  const bb = s - a;
  return a - (s - bb) + (b - bb);
}

/** Whole exponents up to this size are multiplied out. */
const MOST_FACTORS = 100;

/**
 * zʷ, the principal value e^(w ln z); 1 for w = 0, whole powers by multiplication.
 * The cut runs along the negative real axis of z, where w is no integer.
 */
export function pow(x: number, y: number, u: number, v: number): number {
  if (v === 0) {
    if (u === 0) return both(1, 0);
    if (Number.isInteger(u) && Math.abs(u) <= MOST_FACTORS) return wholePower(x, y, u);
    if (y === 0 && x >= 0) return both(x ** u, x === 0 && u < 0 ? NaN : withSign(0, u > 0 ? y : -y));
  }
  if (x === 0 && y === 0) {
    if (u > 0) return both(0, 0);
    return u < 0 ? both(Infinity, NaN) : both(NaN, NaN);
  }
  const angle = Math.atan2(y, x);
  let size = Math.hypot(x, y) ** u;
  let phase = angle * u;
  if (v !== 0) {
    size *= Math.exp(-angle * v);
    phase += v * logAbs(x, y);
  }
  last.im = size * Math.sin(phase);
  return size * Math.cos(phase);
}

function wholePower(x: number, y: number, n: number): number {
  let re = 1;
  let im = 0;
  let isOne = true;
  for (let k = Math.abs(n); ;) {
    if (k % 2 === 1) {
      // 1·z would turn signs of zeros and infinities.
      [re, im] = isOne ? [x, y] : [re * x - im * y, re * y + im * x];
      isOne = false;
    }
    k = Math.floor(k / 2);
    if (k === 0) break;
    [x, y] = [x * x - y * y, 2 * x * y];
  }
  return n < 0 ? divide(1, 0, re, im) : both(re, im);
}
