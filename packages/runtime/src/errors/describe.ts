/** The name of a function for messages. */
export function functionName(f: unknown): string {
  return typeof f === 'function' && f.name !== '' ? f.name : 'the anonymous function';
}

/** What a value is, in a user's words: `a string`, `a Float64Array of length 3`. */
export function describe(x: unknown): string {
  if (x === null) return 'null';
  if (x === undefined) return 'undefined';
  if (typeof x === 'function') return `the function ${functionName(x)}`;
  if (Array.isArray(x)) return `an array of length ${x.length}`;
  if (ArrayBuffer.isView(x)) {
    const length = (x as { length?: unknown }).length;
    return `a ${x.constructor.name}${typeof length === 'number' ? ` of length ${length}` : ''}`;
  }
  if (typeof x === 'object') {
    const name = (x.constructor as { name?: unknown } | undefined)?.name;
    return typeof name === 'string' && name !== '' && name !== 'Object'
      ? `an instance of ${name}`
      : 'an object';
  }
  return typeof x === 'number' ? `the number ${x}` : `a ${typeof x}`;
}

/** `path` with one step added, as JavaScript writes it: `p.w`, `p[3]`, `p["two words"]`. */
export function step(path: string, key: unknown): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  const text = String(key);
  return /^[A-Za-z_$][\w$]*$/.test(text) ? `${path}.${text}` : `${path}[${JSON.stringify(text)}]`;
}
