import { both, last, withSign } from './last.js';

/** Beyond this a sum of two parts may overflow. */
const LARGE = Number.MAX_VALUE / 2;
/** Below this products of parts may lose digits: the smallest normal number times 2 / ε. */
const SMALL = 2 ** -1022 * 2 ** 53;
/** A power of two that brings small numbers to where they lose nothing. */
const RAISE = 2 ** 105;

/**
 * (a + ib) / (c + id), without overflow or underflow on the way.
 *
 * By the definition where nothing can overflow; else by Smith's method with the quotient taken of the smaller part of the divisor, after both operands have been scaled by powers of two.
 * Reference: Baudin & Smith, A robust complex division in Scilab, 2012, arXiv:1210.4539. Infinities and zero divisors as in C99, G.5.1.
 */
export function divide(a: number, b: number, c: number, d: number): number {
  const n2 = a * a + b * b;
  const d2 = c * c + d * d;
  if (n2 > PLAIN_ABOVE && n2 < PLAIN_BELOW && d2 > PLAIN_ABOVE && d2 < PLAIN_BELOW) {
    last.im = (b * c - a * d) / d2;
    return (a * c + b * d) / d2;
  }
  return divideRobustly(a, b, c, d);
}

/** Between these squares of moduli neither products nor their sums overflow or underflow. The compiler has the same numbers. */
const PLAIN_ABOVE = 2 ** -900;
const PLAIN_BELOW = 2 ** 900;

function divideRobustly(a: number, b: number, c: number, d: number): number {
  const num = Math.max(Math.abs(a), Math.abs(b));
  const den = Math.max(Math.abs(c), Math.abs(d));
  if (num > SMALL && num < LARGE && den > SMALL && den < LARGE) return smith(a, b, c, d);
  if (!(num < Infinity && den < Infinity && den > 0)) return divideSpecial(a, b, c, d);
  let scale = 1;
  if (num >= LARGE) {
    a /= 2;
    b /= 2;
    scale *= 2;
  } else if (num <= SMALL) {
    a *= RAISE;
    b *= RAISE;
    scale /= RAISE;
  }
  if (den >= LARGE) {
    c /= 2;
    d /= 2;
    scale /= 2;
  } else if (den <= SMALL) {
    c *= RAISE;
    d *= RAISE;
    scale *= RAISE;
  }
  const re = smith(a, b, c, d);
  return both(re * scale, last.im * scale);
}

function smith(a: number, b: number, c: number, d: number): number {
  if (Math.abs(d) <= Math.abs(c)) {
    const r = d / c;
    const t = 1 / (c + d * r);
    last.im = part(b, -a, c, d, r, t);
    return part(a, b, c, d, r, t);
  }
  const r = c / d;
  const t = 1 / (d + c * r);
  last.im = -part(a, -b, d, c, r, t);
  return part(b, a, d, c, r, t);
}

/** (a + b·r)·t for r = d/c; where b·r, or r itself, underflows, in another order. */
function part(a: number, b: number, c: number, d: number, r: number, t: number): number {
  if (r === 0) return (a + d * (b / c)) * t;
  const product = b * r;
  return product === 0 ? a * t + b * t * r : (a + product) * t;
}

function divideSpecial(a: number, b: number, c: number, d: number): number {
  if (c === 0 && d === 0) {
    const infinite = withSign(Infinity, c);
    return both(infinite * a, infinite * b);
  }
  const isNumInfinite = isInfinite(a) || isInfinite(b);
  const isDenInfinite = isInfinite(c) || isInfinite(d);
  if (isNumInfinite && !isDenInfinite && !Number.isNaN(c) && !Number.isNaN(d)) {
    const x = boxed(a);
    const y = boxed(b);
    return both(Infinity * (x * c + y * d), Infinity * (y * c - x * d));
  }
  if (isDenInfinite && Number.isFinite(a) && Number.isFinite(b)) {
    const x = boxed(c);
    const y = boxed(d);
    return both(0 * (a * x + b * y), 0 * (b * x - a * y));
  }
  return both(NaN, NaN);
}

function isInfinite(x: number): boolean {
  return x === Infinity || x === -Infinity;
}

/** An infinity becomes 1, all else 0, with the sign of the number. */
function boxed(x: number): number {
  return withSign(isInfinite(x) ? 1 : 0, x);
}
