import { mapLeaves } from '../params/mapLeaves.js';

/** The Euclidean norm of all numbers of a tree together. */
export function treeNorm(tree: unknown): number {
  let sum = 0;
  mapLeaves((x) => {
    sum += x * x;
    return x;
  }, tree);
  return Math.sqrt(sum);
}
