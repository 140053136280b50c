import { params } from './params.js';
import type { ParamTree } from './ParamTree.js';

/**
 * How many numbers a model, or a tree of parameters, has to learn; a tied array counts once.
 *
 * @example countParams(Dense(5, 2, tanh, { rng }))   // 12
 */
export function countParams(model: unknown): number {
  const seen = new Set<object>();
  const count = (tree: ParamTree): number => {
    if (typeof tree === 'number') return 1;
    if (tree === null || tree === undefined || seen.has(tree)) return 0;
    seen.add(tree);
    if (tree instanceof Float64Array || tree instanceof Float32Array) return tree.length;
    return Object.values(tree).reduce((sum: number, part: ParamTree) => sum + count(part), 0);
  };
  return count(params(model) as ParamTree);
}
