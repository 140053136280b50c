import type { Complex } from '@diffjs/runtime';

/** The elementary functions of one argument, by the names of their methods. */
export const elementary = [
  'sqrt',
  'exp',
  'expm1',
  'log',
  'log1p',
  'log2',
  'log10',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'acosh',
  'atanh',
  'reciprocal',
] as const;

export type ElementaryName = (typeof elementary)[number];

/** Are two numbers the same, NaN and signs of zeros included? `undefined` matches any, `'±0'` either zero. */
export function isSame(actual: number, expected: number | '±0' | '±∞' | undefined): boolean {
  if (expected === undefined) return true;
  if (expected === '±0') return actual === 0;
  if (expected === '±∞') return Math.abs(actual) === Infinity;
  if (Object.is(actual, expected)) return true;
  return expected !== 0 && Math.abs(actual - expected) <= 4e-16 * Math.abs(expected);
}

/** The greater of the relative errors of both parts. */
export function partError({ re, im }: Complex, u: number, v: number): number {
  return Math.max(relative(re, u), relative(im, v));
}

/** |w − (u + iv)| / |u + iv|, without overflow. */
export function normError({ re, im }: Complex, u: number, v: number): number {
  const size = Math.hypot(u, v);
  return size === 0 ? Math.hypot(re, im) : Math.hypot(re / size - u / size, im / size - v / size);
}

function relative(actual: number, expected: number): number {
  return Object.is(actual, expected) || actual === expected
    ? 0
    : Math.abs(actual - expected) / Math.abs(expected);
}
