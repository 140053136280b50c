import { fluxError } from '../errors/fluxError.js';
import type { ParamTree } from './ParamTree.js';

/**
 * Applies `f` to each number of a tree and the numbers at the same places of further trees; gives a tree of the first one's shape.
 *
 * An array that stands at two places is mapped once and stands at both places of the result.
 *
 * @throws DIFF6003 if the shapes differ
 */
export function mapLeaves<T>(
  f: (x: number, y: number, z: number) => number,
  tree: T,
  second?: T,
  third?: T,
): T {
  return map(f, tree as ParamTree, second as ParamTree, third as ParamTree, new Map()) as T;
}

type Fields = { readonly [name: string]: ParamTree };

function map(
  f: (x: number, y: number, z: number) => number,
  a: ParamTree,
  b: ParamTree,
  c: ParamTree,
  done: Map<object, ParamTree>,
): ParamTree {
  if (typeof a === 'number') return f(a, asNumber(b), asNumber(c));
  if (a === null || a === undefined) return a;
  const known = done.get(a);
  if (known !== undefined) return known;
  if (a instanceof Float64Array || a instanceof Float32Array) {
    const [y, z] = [asArray(a, b), asArray(a, c)];
    const out = a instanceof Float64Array ? new Float64Array(a.length) : new Float32Array(a.length);
    for (let i = 0; i < a.length; i++) out[i] = f(a[i], y[i], z[i]);
    done.set(a, out);
    return out;
  }
  const at = (tree: ParamTree, name: string | number): ParamTree => {
    if (tree === undefined) return undefined;
    if (tree === null || typeof tree !== 'object' || !(name in tree)) throw differ();
    return (tree as Fields)[name];
  };
  if (Array.isArray(a)) {
    const out: ParamTree[] = [];
    done.set(a, out);
    for (let i = 0; i < a.length; i++) out.push(map(f, a[i] as ParamTree, at(b, i), at(c, i), done));
    return out;
  }
  const out: { [name: string]: ParamTree } = {};
  done.set(a, out);
  for (const name of Object.keys(a)) out[name] = map(f, (a as Fields)[name], at(b, name), at(c, name), done);
  return out;
}

function asNumber(tree: ParamTree): number {
  if (tree === undefined) return NaN;
  if (typeof tree !== 'number') throw differ();
  return tree;
}

function asArray(a: ArrayLike<number>, tree: ParamTree): ArrayLike<number> {
  if (tree === undefined) return a; // absent: `f` does not read it
  if (!(tree instanceof Float64Array || tree instanceof Float32Array) || tree.length !== a.length)
    throw differ();
  return tree;
}

function differ(): Error {
  return fluxError(
    'DIFF6003',
    'Two trees of parameters differ in shape. Use gradients of the very parameters that you update.',
  );
}
