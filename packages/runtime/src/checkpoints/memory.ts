import { isReference } from './isReference.js';
import { mapEntries, setElements } from '../shadow/mapEntries.js';

/** What an object held at some time. */
export type Contents =
  | { readonly kind: 'typed'; readonly elements: TypedArray }
  | { readonly kind: 'array'; readonly elements: readonly unknown[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [unknown, unknown])[] }
  | { readonly kind: 'set'; readonly elements: readonly unknown[] }
  | { readonly kind: 'object'; readonly keys: readonly string[]; readonly values: readonly unknown[] };

export type TypedArray = Float64Array | Int32Array;

export function isTypedArray(o: unknown): o is TypedArray {
  return ArrayBuffer.isView(o) && !(o instanceof DataView);
}

/** Copies what an object holds itself; references are kept as they are. Accessors hold nothing. */
export function contentsOf(o: object): Contents {
  if (isTypedArray(o)) return { kind: 'typed', elements: o.slice() };
  if (Array.isArray(o)) return { kind: 'array', elements: o.slice() };
  if (o instanceof Map) return { kind: 'map', entries: mapEntries(o) };
  if (o instanceof Set) return { kind: 'set', elements: setElements(o) };
  const keys: string[] = [];
  const values: unknown[] = [];
  for (const key of Object.keys(o)) {
    const property = Object.getOwnPropertyDescriptor(o, key);
    if (property === undefined || !('value' in property)) continue;
    keys.push(key);
    values.push(property.value);
  }
  return { kind: 'object', keys, values };
}

/** How many numbers the copy takes, about. */
export function sizeOf(contents: Contents): number {
  switch (contents.kind) {
    case 'map':
      return 2 * contents.entries.length + 4;
    case 'object':
      return 2 * contents.keys.length + 4;
    default:
      return contents.elements.length + 4;
  }
}

/** Gives an object what it held; only what is another now is written. */
export function restore(o: object, contents: Contents): void {
  switch (contents.kind) {
    case 'typed':
      (o as TypedArray).set(contents.elements);
      return;
    case 'array': {
      const { elements } = contents;
      const array = o as unknown[];
      if (array.length !== elements.length) array.length = elements.length;
      for (let i = 0; i < elements.length; i++) {
        if (!Object.is(array[i], elements[i]) || (array[i] === undefined && !(i in array) && i in elements))
          array[i] = elements[i];
      }
      return;
    }
    case 'map': {
      if (holds(o, contents)) return;
      const map = o as Map<unknown, unknown>;
      Map.prototype.clear.call(map);
      for (const [key, value] of contents.entries) Map.prototype.set.call(map, key, value);
      return;
    }
    case 'set': {
      if (holds(o, contents)) return;
      const set = o as Set<unknown>;
      Set.prototype.clear.call(set);
      for (const each of contents.elements) Set.prototype.add.call(set, each);
      return;
    }
    case 'object': {
      const { keys, values } = contents;
      const slots = o as Record<string, unknown>;
      const now = Object.keys(o);
      if (now.length > keys.length)
        for (const key of now) if (!keys.includes(key)) Reflect.deleteProperty(o, key);
      for (let i = 0; i < keys.length; i++) {
        const key = keys[i]!;
        const property = Object.getOwnPropertyDescriptor(o, key);
        if (property === undefined || !Object.is(property.value, values[i])) slots[key] = values[i];
      }
    }
  }
}

/** Does an object hold what it held? */
export function holds(o: object, contents: Contents): boolean {
  switch (contents.kind) {
    case 'typed':
    case 'array':
      return sameElements(o as ArrayLike<unknown>, contents.elements);
    case 'map': {
      const entries = mapEntries(o);
      return sameElements(entries.flat(), contents.entries.flat());
    }
    case 'set':
      return sameElements(setElements(o), contents.elements);
    case 'object': {
      const now = contentsOf(o) as typeof contents;
      return sameElements(now.keys, contents.keys) && sameElements(now.values, contents.values);
    }
  }
}

function sameElements(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

/** The objects that an object refers to, each with the place where its shadow is found in the object's own. */
export function partsOf(o: object): { readonly part: object; readonly key: unknown }[] {
  const parts: { part: object; key: unknown }[] = [];
  const add = (part: unknown, key: unknown): void => {
    if (isReference(part)) parts.push({ part, key });
  };
  if (ArrayBuffer.isView(o)) return parts;
  if (Array.isArray(o)) for (let i = 0; i < o.length; i++) add(o[i], i);
  else if (o instanceof Map) {
    for (const [key, value] of mapEntries(o)) {
      add(value, key);
      add(key, undefined);
    }
  } else if (o instanceof Set) for (const each of setElements(o)) add(each, undefined);
  else {
    for (const key of Object.keys(o)) {
      const property = Object.getOwnPropertyDescriptor(o, key);
      if (property !== undefined && 'value' in property) add(property.value, key);
    }
  }
  return parts;
}

/** What a shadow holds for a part. */
export function shadowOfPart(shadow: unknown, key: unknown): unknown {
  if (!isReference(shadow) || key === undefined) return undefined;
  const found: unknown =
    shadow instanceof Map ? shadow.get(key) : (shadow as Record<PropertyKey, unknown>)[key as PropertyKey];
  return isReference(found) ? found : undefined;
}

/** Enters the shadow of a part in that of the whole. */
export function setShadowOfPart(shadow: unknown, key: unknown, part: unknown): void {
  if (!isReference(shadow) || key === undefined || part === undefined) return;
  if (shadow instanceof Map) shadow.set(key, part);
  else (shadow as Record<PropertyKey, unknown>)[key as PropertyKey] = part;
}
