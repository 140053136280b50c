import { gradient } from '../api/gradient.js';
import { ravel } from '../tree/ravel.js';
import { treeMap } from '../tree/treeMap.js';

/**
 * The derivative of the gradient of `f` in a direction, d/dε ∇f(args + ε·direction) at ε = 0, for all arguments: a Hessian-vector product.
 *
 * By central differences of gradients with one extrapolation, whose error is O(h⁴) + O(ε/h): four gradients, some ten digits where the
 * third and fifth derivatives are of the size of the second.
 *
 * @param direction  a tree for each argument; null or missing ones do not move
 */
export function gradientAlong(
  f: (...args: unknown[]) => number,
  args: readonly unknown[],
  direction: readonly unknown[],
): unknown[] {
  const size = greatest(direction);
  if (size === 0) return gradient(f, ...args).map((d) => treeMap((x) => 0 * x, d));
  const h = (STEP * Math.max(1, greatest(args.filter((_, i) => moves(direction[i]))))) / size;
  const at = (epsilon: number): unknown[] =>
    gradient(
      f,
      ...args.map((x, i) => (moves(direction[i]) ? treeMap((a, b) => a + epsilon * b, x, direction[i]) : x)),
    );
  const [far, near] = [h, h / 2].map((step) => [at(step), at(-step)].map((each) => each as unknown));
  return treeMap(
    (a, b, c, d) => {
      const [wide, narrow] = [(a - b) / (2 * h), (c - d) / h];
      return narrow + (narrow - wide) / 3;
    },
    far[0],
    far[1],
    near[0],
    near[1],
  ) as unknown[];
}

/** ε^(1/5), at which both errors are of one size. */
const STEP = Number.EPSILON ** 0.2;

function moves(direction: unknown): boolean {
  return direction !== null && direction !== undefined;
}

function greatest(tree: unknown): number {
  let most = 0;
  for (const x of ravel(tree)) most = Math.max(most, Math.abs(x));
  return most;
}
