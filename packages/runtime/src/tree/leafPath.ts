import { step } from '../errors/describe.js';

/** How number `index` of `ravel(tree)` is reached, as JavaScript writes it after `root`. */
export function leafPath(tree: unknown, index: number, root: string): string {
  let left = index;
  const seen = new Set<object>();
  const find = (x: unknown, path: string): string | undefined => {
    if (typeof x === 'number') return left-- === 0 ? path : undefined;
    if ((typeof x !== 'object' && typeof x !== 'function') || x === null || seen.has(x)) return undefined;
    if (ArrayBuffer.isView(x) && !(x instanceof Float64Array || x instanceof Float32Array)) return undefined;
    seen.add(x);
    const entries: Iterable<readonly [unknown, unknown]> =
      x instanceof Map || Array.isArray(x) || x instanceof Float64Array || x instanceof Float32Array
        ? (x.entries() as Iterable<readonly [unknown, unknown]>)
        : Object.entries(x);
    for (const [key, value] of entries) {
      const found = find(value, x instanceof Map ? `${path}.get(${JSON.stringify(key)})` : step(path, key));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(tree, root) ?? `${root}, number ${index}`;
}
