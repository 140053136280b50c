/** A step into a value: a property of an object, or a key of a Map. */
type Step = string | { readonly key: unknown };
export type LeafPath = readonly Step[];

/** The paths to the numbers in a value made of arrays, objects, float arrays and Maps; what is reached twice is listed twice. */
export function leafPaths(value: unknown, at: LeafPath = [], above: readonly object[] = []): LeafPath[] {
  if (typeof value === 'number') return [at];
  if (typeof value !== 'object' || value === null || above.includes(value)) return [];
  const inside = [...above, value];
  if (value instanceof Map)
    return [...value].flatMap(([key, each]) => leafPaths(each, [...at, { key }], inside));
  return Object.keys(value).flatMap((key) => leafPaths((value as Tree)[key], [...at, key], inside));
}

type Tree = Record<string, unknown>;

export function readLeaf(value: unknown, at: LeafPath): unknown {
  let node = value;
  for (const step of at) {
    if (typeof node !== 'object' || node === null) return undefined;
    node = typeof step === 'string' ? (node as Tree)[step] : (node as Map<unknown, unknown>).get(step.key);
  }
  return node;
}

export function writeLeaf(value: unknown, at: LeafPath, x: number): void {
  const holder = readLeaf(value, at.slice(0, -1)) as object;
  const step = at.at(-1)!;
  if (typeof step === 'string') (holder as Tree)[step] = x;
  else (holder as Map<unknown, unknown>).set(step.key, x);
}

export function pathText(at: LeafPath): string {
  return at.map((step) => (typeof step === 'string' ? step : `get(${String(step.key)})`)).join('.');
}

/** The same tree with other numbers; null for what is no number. */
export function mapLeaves(
  value: unknown,
  map: (x: number, at: LeafPath) => number,
  at: LeafPath = [],
): unknown {
  if (typeof value === 'number') return map(value, at);
  if (typeof value !== 'object' || value === null || at.length > 6) return null;
  if (value instanceof Map)
    return new Map([...value].map(([key, each]) => [key, mapLeaves(each, map, [...at, { key }])]));
  if (value instanceof Float64Array) return value.map((x, i) => map(x, [...at, String(i)]));
  if (Array.isArray(value)) return Array.from(value, (each, i) => mapLeaves(each, map, [...at, String(i)]));
  return Object.fromEntries(
    Object.keys(value).map((key) => [key, mapLeaves((value as Tree)[key], map, [...at, key])]),
  );
}

/** Those paths that lead to a place of memory for the first time. */
export function distinctPaths(value: unknown): LeafPath[] {
  const seen = new Map<object, Set<unknown>>();
  return leafPaths(value).filter((at) => {
    const holder = readLeaf(value, at.slice(0, -1)) as object;
    const step = at.at(-1)!;
    const isView = ArrayBuffer.isView(holder);
    const place = isView ? holder.buffer : holder;
    const key = isView ? holder.byteOffset + 8 * Number(step) : typeof step === 'string' ? step : step.key;
    const keys = seen.get(place) ?? new Set();
    seen.set(place, keys);
    return !keys.has(key) && keys.add(key);
  });
}

/** Some number that depends on the path alone. */
export function weightAt(at: LeafPath, salt: number): number {
  let hash = salt * 31;
  for (const c of pathText(at)) hash = (hash * 33 + c.charCodeAt(0)) % 1009;
  return 0.25 + (hash % 97) / 97;
}
