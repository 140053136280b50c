import { both, last, withSign } from './last.js';
import { scaledExp } from './exponential.js';

/** From here on cosh and sinh are e^|x|/2 to the last digit, and tanh is ±1. */
const LARGE = 22;

/** sinh z = sinh x cos y + i cosh x sin y. Reference: C99, G.6.2.5. */
export function sinh(x: number, y: number): number {
  if (y === 0) return both(Math.sinh(x), y);
  if (!Number.isFinite(y)) {
    if (x === 0) return both(x, NaN);
    return x === Infinity || x === -Infinity ? both(x, NaN) : both(NaN, NaN);
  }
  const ax = Math.abs(x);
  if (ax < LARGE) {
    last.im = Math.cosh(x) * Math.sin(y);
    return Math.sinh(x) * Math.cos(y);
  }
  last.im = scaledExp(ax, 0.5 * Math.sin(y));
  return scaledExp(ax, withSign(0.5, x) * Math.cos(y));
}

/** cosh z = cosh x cos y + i sinh x sin y. Reference: C99, G.6.2.4. */
export function cosh(x: number, y: number): number {
  if (y === 0) return both(Math.cosh(x), Number.isNaN(x) ? y : withSign(0, x) * withSign(1, y));
  if (!Number.isFinite(y)) {
    if (x === 0) return both(NaN, withSign(0, x));
    return x === Infinity || x === -Infinity ? both(Infinity, NaN) : both(NaN, NaN);
  }
  const ax = Math.abs(x);
  if (x === 0) return both(Math.cos(y), x * Math.sin(y));
  if (ax < LARGE) {
    last.im = Math.sinh(x) * Math.sin(y);
    return Math.cosh(x) * Math.cos(y);
  }
  last.im = scaledExp(ax, withSign(0.5, x) * Math.sin(y));
  return scaledExp(ax, 0.5 * Math.cos(y));
}

/** tanh z. Reference: Kahan 1987 (CTANH); C99, G.6.2.6. */
export function tanh(x: number, y: number): number {
  const ax = Math.abs(x);
  if (!(ax < Infinity)) {
    if (Number.isNaN(x)) return both(x, y === 0 ? y : NaN);
    return both(withSign(1, x), Number.isFinite(y) ? 0 * Math.sin(2 * y) : withSign(0, y));
  }
  if (!Number.isFinite(y)) return both(x === 0 ? x : NaN, NaN);
  if (ax >= LARGE) {
    const e = Math.exp(-ax);
    return both(withSign(1, x), 4 * Math.sin(y) * Math.cos(y) * e * e);
  }
  const t = Math.tan(y);
  const beta = 1 + t * t;
  const s = Math.sinh(x);
  const rho = Math.sqrt(1 + s * s);
  const denominator = 1 + beta * s * s;
  return both((beta * rho * s) / denominator, t / denominator);
}

/** sin z = −i sinh iz, which exchanges the parts. */
export function sin(x: number, y: number): number {
  return exchanged(sinh(y, x));
}

/** cos z = cosh iz */
export function cos(x: number, y: number): number {
  return cosh(-y, x);
}

/** tan z = −i tanh iz */
export function tan(x: number, y: number): number {
  return exchanged(tanh(y, x));
}

/** Exchanges the parts of a result. */
export function exchanged(re: number): number {
  const { im } = last;
  last.im = re;
  return im;
}
