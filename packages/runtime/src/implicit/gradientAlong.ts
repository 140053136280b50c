import { companionsOf } from '../api/differentiable.js';
import { gradientsFunction } from '../api/gradientFunction.js';
import { jvp } from '../api/jvp.js';
import { secondSweep } from '../api/secondSweep.js';

/**
 * The derivative of the gradient of `f` in a direction, d/dε ∇f(args + ε·direction) at ε = 0, for all arguments: a Hessian-vector product.
 *
 * @param direction  a tree for each argument; null or missing ones do not move
 */
export function gradientAlong(
  f: (...args: unknown[]) => number,
  args: readonly unknown[],
  direction: readonly unknown[],
): unknown[] {
  const products = new Array<unknown>(args.length);
  const api = 'implicitMinimum';
  const swept = secondSweep(companionsOf(f, api), args, { directions: direction, products, api });
  if (swept !== undefined) return products;
  return jvp(gradientsFunction(f), args as unknown[], direction as never)[1] as unknown[];
}
