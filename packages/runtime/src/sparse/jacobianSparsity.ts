import { detectSparsity } from './detectSparsity.js';
import type { SparsityPattern } from './SparsityPattern.js';

/**
 * The pattern of the Jacobian of a function, found in one run: `detectSparsity` under the name that goes with `hessianSparsity`.
 *
 * @param f  a function of one argument that was compiled, from numbers in a row to such or to a number
 * @param x  a float array or an array of numbers
 * @returns the pattern, [numbers of f(x)] × [numbers of x]
 * @throws as `detectSparsity`
 * @example
 * const products = /* @differentiable *\/ (x) => [x[0] * x[1], x[2]];
 * jacobianSparsity(products, [1, 2, 3]).columns   // Int32Array.of(0, 1, 2)
 */
export function jacobianSparsity(f: unknown, x: unknown): SparsityPattern {
  return detectSparsity(f, x);
}
