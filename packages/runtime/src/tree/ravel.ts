import { DiffError } from '../errors/DiffError.js';
import { treeMap } from './treeMap.js';

/**
 * All numbers of a tree in one vector, in the order of positions and keys; an object that stands at several places counts once.
 *
 * @param tree  a tree as `treeMap` takes it
 * @returns the vector
 * @example
 * ravel({ w: [1, 2], b: 3 })   // Float64Array.of(1, 2, 3)
 */
export function ravel(tree: unknown): Float64Array {
  const numbers: number[] = [];
  treeMap((x) => {
    numbers.push(x);
    return x;
  }, tree);
  return Float64Array.from(numbers);
}

/**
 * The inverse of `ravel`: a tree of the shape of `like` with the numbers of `vector`.
 *
 * @param vector  as many numbers as `ravel(like)` has
 * @param like  gives the shape, and what is no number
 * @returns a new tree, objects plain
 * @throws DIFF3003 if the lengths differ
 * @example
 * unravel([5, 6, 7], { w: [1, 2], b: 3 })   // { w: [5, 6], b: 7 }
 */
export function unravel<T>(vector: ArrayLike<number>, like: T): T {
  let i = 0;
  const tree = treeMap(() => vector[i++] ?? 0, like);
  if (i !== vector.length) {
    throw new DiffError('DIFF3003', `unravel was given ${vector.length} numbers for a tree that holds ${i}.`);
  }
  return tree;
}
