/** The keys that `for (const key in o)` visits, in its order, inherited ones included. */
export function forInKeys(o: unknown): string[] {
  const keys: string[] = [];
  for (const key in o as object) keys.push(key);
  return keys;
}
