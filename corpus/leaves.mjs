/** The numbers of an argument list: each with the path of keys that leads to it. Shared objects are entered once. */
export function leavesOf(args) {
  const leaves = [];
  const seen = new Set();
  const visit = (x, path) => {
    if (typeof x === 'number') leaves.push({ path, value: x });
    if (typeof x !== 'object' || x === null || seen.has(x) || x instanceof Map || x instanceof Set) return;
    seen.add(x);
    if (ArrayBuffer.isView(x) && !(x instanceof Float64Array)) return;
    for (const key of Object.keys(x)) visit(x[key], [...path, key]);
  };
  visit(args, []);
  return leaves;
}

/** A number's bits, so that two runs can be compared to the last one. */
export function bitsOf(x) {
  if (typeof x !== 'number') throw new TypeError(`a case must give a number, not ${typeof x}`);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getBigUint64(0).toString(16);
}

/** Everything that can be seen of a value by its own properties, as text. */
export function snapshot(x) {
  const seen = new Map();
  const write = (value) => {
    if (typeof value === 'number') return bitsOf(value);
    if (typeof value !== 'object' || value === null) return `${typeof value}:${String(value)}`;
    if (seen.has(value)) return `#${seen.get(value)}`;
    seen.set(value, seen.size);
    if (value instanceof Map) return `Map(${[...value].map(write).join()})`;
    if (value instanceof Set) return `Set(${[...value].map(write).join()})`;
    const keys = Object.keys(value);
    return `${value.constructor?.name}{${keys.map((key) => `${key}:${write(value[key])}`).join()}}`;
  };
  return write(x);
}
