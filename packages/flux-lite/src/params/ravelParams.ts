import { fluxError } from '../errors/fluxError.js';
import type { ParamTree } from './ParamTree.js';

/** The numbers of a tree in one vector, and the way back. */
export interface RaveledParams<P> {
  readonly vector: Float64Array;
  /** Another vector of the same length, as a tree of the same shape. */
  readonly unravel: (vector: Float64Array) => P;
  /** The vector of another tree of the same shape, such as a gradient. */
  readonly ravel: (tree: P) => Float64Array;
}

/**
 * Lays the numbers of a tree of parameters out in one vector, in the order of its fields; a tied array stands in it once.
 *
 * @throws DIFF6003 from `ravel` if a tree has another shape
 */
export function ravelParams<P>(params: P): RaveledParams<P> {
  const tree = params as ParamTree;
  const length = visit(tree, tree, () => undefined);
  const ravel = (other: P): Float64Array => {
    const vector = new Float64Array(length);
    visit(tree, other as ParamTree, (values, at) => vector.set(values, at));
    return vector;
  };
  return { vector: ravel(params), ravel, unravel: (vector) => build(tree, vector) as P };
}

type Fields = { readonly [name: string]: ParamTree };

/** Calls `leaf` with the numbers of `tree` at each place where `shape` has numbers, and their position; gives the total length. */
function visit(
  shape: ParamTree,
  tree: ParamTree,
  leaf: (values: ArrayLike<number>, at: number) => void,
): number {
  const seen = new Set<object>();
  let at = 0;
  const walk = (a: ParamTree, b: ParamTree): void => {
    if (typeof a === 'number') {
      if (typeof b !== 'number') throw differ();
      leaf([b], at);
      at += 1;
      return;
    }
    if (a === null || a === undefined || seen.has(a)) return;
    seen.add(a);
    if (a instanceof Float64Array || a instanceof Float32Array) {
      if (!(b instanceof Float64Array || b instanceof Float32Array) || b.length !== a.length) throw differ();
      leaf(b, at);
      at += a.length;
      return;
    }
    if (b === null || typeof b !== 'object') throw differ();
    for (const name of Object.keys(a)) walk((a as Fields)[name], (b as Fields)[name]);
  };
  walk(shape, tree);
  return at;
}

function build(shape: ParamTree, vector: Float64Array): ParamTree {
  const made = new Map<object, ParamTree>();
  let at = 0;
  const walk = (a: ParamTree): ParamTree => {
    if (typeof a === 'number') return vector[at++];
    if (a === null || a === undefined) return a;
    const known = made.get(a);
    if (known !== undefined) return known;
    if (a instanceof Float64Array || a instanceof Float32Array) {
      const values = vector.subarray(at, (at += a.length));
      const leaf = a instanceof Float64Array ? Float64Array.from(values) : Float32Array.from(values);
      made.set(a, leaf);
      return leaf;
    }
    const copy: ParamTree[] | { [name: string]: ParamTree } = Array.isArray(a) ? [] : {};
    made.set(a, copy);
    for (const name of Object.keys(a))
      (copy as { [name: string]: ParamTree })[name] = walk((a as Fields)[name]);
    return copy;
  };
  return walk(shape);
}

function differ(): Error {
  return fluxError(
    'DIFF6003',
    'A gradient differs in shape from the parameters. Give the gradient with respect to the very parameters.',
  );
}
