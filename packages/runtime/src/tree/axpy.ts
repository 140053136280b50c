import { treeMap } from './treeMap.js';

/**
 * a·x + y over trees, as a new tree of the shape of `y`.
 *
 * @param a  a number
 * @param x  a tree of the shape of `y`, for example a gradient; null or missing parts stand for zero
 * @param y  a tree
 * @throws DIFF3003 if the shapes differ
 * @example
 * axpy(-0.1, { w: [10, 0] }, { w: [1, 2] })   // { w: [0, 2] }
 */
export function axpy<T>(a: number, x: unknown, y: T): T {
  return treeMap((yi, xi) => a * xi + yi, y, x);
}
