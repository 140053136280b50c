import type { Companions } from '../records/Companions.js';
import type { Gradient, Tangent } from './derivativeTypes.js';
import { companionsOf } from './differentiable.js';
import { isNested, nestable } from '../trace/nested/derivatives.js';
import { nestedHvp, tracedHvp } from './gradientFunction.js';
import { secondSweep } from './secondSweep.js';

/**
 * The product of the Hessian of a number-valued function with a vector, H(x)·v, without the matrix.
 *
 * It is the derivative of the gradient in the direction `v`, by one forward and one reverse sweep that carry tangents along: about twice
 * the cost of a gradient, whatever the number of variables. `f` is evaluated once. What has no compiled companions for that runs as traced code.
 *
 * @param f  a differentiable function of one argument whose result is a number
 * @param x  where: a number, an array, a typed array or any tree of them
 * @param v  the direction, a tree of the shape of `x`; null or missing parts stand for zero
 * @returns the product; it mirrors `x`, as a gradient does
 * @throws DIFF3001 if `f` was never compiled; DIFF3002 if the result is not a number; DIFF3003 for a `v` of another shape; DIFF3112 if `f`, or
 *   what it calls, has derivatives of first order only; what `f` throws
 * @see Pearlmutter, Fast Exact Multiplication by the Hessian, Neural Computation 6(1), 1994
 * @example
 * const f = /* @differentiable *\/ ([x, y]) => x * x * y;
 * hvp(f, [3, 5], [1, 0])   // [10, 6]
 */
export function hvp<T>(f: (x: T) => number, x: T, v: Tangent<T>): Gradient<T> {
  if (isNested()) return nestedHvp(f, x, v) as Gradient<T>;
  return productOf(f, companionsOf(f, 'hvp'), x, v, 'hvp') as Gradient<T>;
}

nestable(hvp);

/** The product by compiled companions, or where there are none for the call, by traced code. */
export function productOf(f: unknown, c: Companions, x: unknown, v: unknown, api: string): unknown {
  const products: unknown[] = [undefined];
  const swept = secondSweep(c, [x], { directions: [v], products, api });
  return swept === undefined ? tracedHvp(f, x, v) : products[0];
}
