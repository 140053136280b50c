import { mirroringOf } from '../complex/protocol.js';
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
    const view = mirroringOf(x)?.view;
    if (view !== undefined) {
      const { length } = view.positions();
      left -= length;
      return left < 0 ? `${path}.get(${indexAt(view.shape, left + length).join(', ')})` : undefined;
    }
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

/** The index of a number by its place in the order of the indices; the parts of a complex element count as one more axis. */
function indexAt(shape: readonly number[], place: number): number[] {
  const size = shape.reduce((product, n) => product * n, 1);
  const index: number[] = [];
  let left = place;
  let count = size;
  for (const n of shape) {
    count /= n;
    index.push(Math.floor(left / count) % n);
    left %= count;
  }
  return index;
}
