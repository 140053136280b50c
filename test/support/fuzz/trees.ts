/**
 * A copy of data made of numbers, arrays, Float64Arrays and plain objects; what is one object in it stays one, and views of one
 * buffer stay that.
 */
export function cloneTree<T>(tree: T, copies = new Map<object, unknown>()): T {
  if (typeof tree !== 'object' || tree === null) return tree;
  const known = copies.get(tree);
  if (known !== undefined) return known as T;
  if (ArrayBuffer.isView(tree)) {
    const view = tree as unknown as Float64Array;
    const buffer = (copies.get(view.buffer) ?? view.buffer.slice(0)) as ArrayBuffer;
    copies.set(view.buffer, buffer);
    const copy = new Float64Array(buffer, view.byteOffset, view.length);
    copies.set(tree, copy);
    return copy as T;
  }
  const copy: Record<string, unknown> = (Array.isArray(tree) ? [] : {}) as Record<string, unknown>;
  copies.set(tree, copy);
  for (const key of Object.keys(tree)) copy[key] = cloneTree((tree as Record<string, unknown>)[key], copies);
  return copy as T;
}

export type Path = readonly string[];

/** The paths to all numbers of a tree; what is reached twice is listed twice. */
export function numberPaths(tree: unknown, at: Path = []): Path[] {
  if (typeof tree === 'number') return [at];
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.keys(tree).flatMap((key) =>
    numberPaths((tree as Record<string, unknown>)[key], [...at, key]),
  );
}

export function getAt(tree: unknown, at: Path): unknown {
  return at.reduce<unknown>((node, key) => (node as Record<string, unknown> | null | undefined)?.[key], tree);
}

export function setAt(tree: unknown, at: Path, value: number): void {
  const parent = getAt(tree, at.slice(0, -1)) as Record<string, unknown>;
  parent[at[at.length - 1]!] = value;
}

/** A tree of the same shape with other numbers, and null for what is no number. */
export function mapNumbers(tree: unknown, map: (x: number, at: Path) => number, at: Path = []): unknown {
  if (typeof tree === 'number') return map(tree, at);
  if (typeof tree !== 'object' || tree === null) return null;
  const inner = (key: string): unknown =>
    mapNumbers((tree as Record<string, unknown>)[key], map, [...at, key]);
  if (ArrayBuffer.isView(tree)) return Float64Array.from(Object.keys(tree), (key) => inner(key) as number);
  if (Array.isArray(tree)) return tree.map((_, i) => inner(String(i)));
  return Object.fromEntries(Object.keys(tree).map((key) => [key, inner(key)]));
}

/** The place at which two trees first differ, bit for bit; null if they do not. */
export function firstDifference(a: unknown, b: unknown, at: Path = []): Path | null {
  const isTree = (x: unknown): x is object => typeof x === 'object' && x !== null;
  if (!isTree(a) || !isTree(b)) return Object.is(a, b) ? null : at;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return at;
  const keys = Object.keys(a);
  if (keys.join('\0') !== Object.keys(b).join('\0')) return at;
  for (const key of keys) {
    const inner = firstDifference((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], [
      ...at,
      key,
    ]);
    if (inner) return inner;
  }
  return null;
}

/** Has the number at this path been reached by another path? */
export function isSeen(seen: Map<object, Set<string>>, tree: unknown, at: Path): boolean {
  const parent = getAt(tree, at.slice(0, -1)) as object;
  const isView = ArrayBuffer.isView(parent);
  const holder = isView ? parent.buffer : parent;
  const key = isView ? String(parent.byteOffset + 8 * Number(at.at(-1))) : at.at(-1)!;
  const keys = seen.get(holder) ?? new Set();
  seen.set(holder, keys);
  if (keys.has(key)) return true;
  keys.add(key);
  return false;
}
