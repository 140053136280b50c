/*
 * What a Map holds, past whatever a subclass does when it is asked.
 */
const { get, forEach } = Map.prototype;
const forEachOfSet = Set.prototype.forEach;

export function mapKeys(map: object): unknown[] {
  const keys: unknown[] = [];
  forEach.call(map as Map<unknown, unknown>, (_value, key) => keys.push(key));
  return keys;
}

export function mapGet(map: object, key: unknown): unknown {
  return get.call(map as Map<unknown, unknown>, key);
}

export function mapEntries(map: object): [unknown, unknown][] {
  const entries: [unknown, unknown][] = [];
  forEach.call(map as Map<unknown, unknown>, (value, key) => entries.push([key, value]));
  return entries;
}

export function setElements(set: object): unknown[] {
  const elements: unknown[] = [];
  forEachOfSet.call(set as Set<unknown>, (each) => elements.push(each));
  return elements;
}

/** What the shadow of a Map holds for a number. */
export function isSlot(x: unknown): x is [number] {
  return Array.isArray(x) && x.length === 1 && typeof x[0] === 'number';
}
