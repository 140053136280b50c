import type { Gradients } from './derivativeTypes.js';
import { companionsOf } from './differentiable.js';
import { isNested, nestable, nestedGradient } from '../trace/nested/derivatives.js';
import { sweepBoth } from './withGradient.js';

/**
 * The gradient of a number-valued function, by one forward and one reverse sweep.
 *
 * Always an array with one entry per argument, surplus ones included; each entry mirrors its argument as it was on entry:
 * number → number, typed float array → the same, array → array, Map → Map, object → plain object, and `null` where there is no
 * derivative (text, bare functions, integer arrays, …). An object that is reached by two paths has one gradient object.
 *
 * @param f  a differentiable function whose result is a number
 * @param args  its arguments, of any kind
 * @returns one gradient per argument; a promise of that if `f` is async
 * @throws DIFF3001 if `f` was never compiled; DIFF3002 if the result is not a number; what `f` throws
 * @example
 * const square = /* @differentiable *\/ (x) => x * x;
 * gradient(square, 3)   // [6]
 */
export function gradient<A extends readonly unknown[]>(
  f: (...args: A) => Promise<number>,
  ...args: A
): Promise<Gradients<A>>;
export function gradient<A extends readonly unknown[]>(f: (...args: A) => number, ...args: A): Gradients<A>;
export function gradient<A extends readonly unknown[]>(f: (...args: A) => unknown, ...args: A): unknown {
  if (isNested()) return nestedGradient(f, args);
  const c = companionsOf(f, 'gradient');
  // The rest array is ours: its entries give way to their gradients.
  const results = args as unknown as unknown[];
  const value = sweepBoth(c, args, results, 'gradient');
  return typeof value === 'number' ? results : value.then(() => results);
}

nestable(gradient);
