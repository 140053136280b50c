import { both, withSign } from './last.js';

/** Below this parts of a square would lose digits. */
const SMALL = 2 ** -1000;
const LARGE = 2 ** 1020;

/**
 * The square root with Re ≥ 0; the cut runs along the negative real axis, on which the sign of a zero imaginary part says from which side
 * it is looked at.
 * Reference: Kahan, Branch cuts for complex elementary functions, 1987 (CSQRT); C99, G.6.4.2.
 */
export function sqrt(x: number, y: number): number {
  const ax = Math.abs(x);
  const ay = Math.abs(y);
  if (ax === 0 && ay === 0) return both(0, y);
  if (ay === Infinity) return both(Infinity, y);
  if (!(ax < Infinity && ay < Infinity)) return sqrtSpecial(x, y);
  let scale = 1;
  if (ax > LARGE || ay > LARGE) {
    x *= 0.0625;
    y *= 0.0625;
    scale = 4;
  } else if (ax < SMALL && ay < SMALL) {
    x *= 2 ** 200;
    y *= 2 ** 200;
    scale = 2 ** -100;
  }
  const t = Math.sqrt(0.5 * (Math.abs(x) + Math.hypot(x, y)));
  const u = t === 0 ? 0 : Math.abs(y) / (2 * t);
  return x >= 0 ? both(t * scale, withSign(u * scale, y)) : both(u * scale, withSign(t * scale, y));
}

function sqrtSpecial(x: number, y: number): number {
  if (x === Infinity) return both(x, Number.isNaN(y) ? y : withSign(0, y));
  if (x === -Infinity) return Number.isNaN(y) ? both(NaN, Infinity) : both(0, withSign(Infinity, y));
  return both(NaN, NaN);
}
