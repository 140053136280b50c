/** What a dotted path from the global object leads to, if it is an object or function. */
export function globalObjects(path: string): object | undefined {
  let value: unknown = globalThis;
  for (const key of path.split('.')) {
    if (value === undefined || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return (typeof value === 'object' && value !== null) || typeof value === 'function' ? value : undefined;
}
