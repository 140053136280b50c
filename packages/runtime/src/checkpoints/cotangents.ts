import { isReference } from './isReference.js';

/** The cotangents that a shadow held, to be given back to it. */
export interface Taken {
  readonly shadow: object;
  readonly cotangents: Float64Array | readonly unknown[] | Map<unknown, unknown> | Record<string, unknown>;
}

/** Takes the cotangents out of a shadow, which is zero afterwards; undefined if there were none. */
export function take(shadow: object): Taken {
  if (shadow instanceof Float64Array) {
    const cotangents = shadow.slice();
    shadow.fill(0);
    return { shadow, cotangents };
  }
  if (Array.isArray(shadow)) {
    const cotangents = shadow.slice() as unknown[];
    for (let i = 0; i < shadow.length; i++) if (typeof shadow[i] === 'number') shadow[i] = 0;
    return { shadow, cotangents };
  }
  if (shadow instanceof Map) {
    const cotangents = new Map<unknown, unknown>();
    for (const [key, slot] of shadow) {
      if (!isSlot(slot)) continue;
      cotangents.set(key, slot[0]);
      slot[0] = 0;
    }
    return { shadow, cotangents };
  }
  const slots = shadow as Record<string, unknown>;
  const cotangents = { ...slots };
  for (const key in slots) if (typeof slots[key] === 'number') slots[key] = 0;
  return { shadow, cotangents };
}

/** Adds what was taken to the slots of numbers. */
export function putBack({ shadow, cotangents }: Taken): void {
  addTo(shadow, cotangents);
}

/** Adds cotangents slot by slot. */
export function addTo(shadow: object, cotangents: unknown): void {
  if (shadow instanceof Float64Array) {
    const given = cotangents as Float64Array;
    const length = Math.min(shadow.length, given.length);
    for (let i = 0; i < length; i++) shadow[i]! += given[i]!;
  } else if (Array.isArray(shadow)) {
    const given = cotangents as readonly unknown[];
    const slots = shadow as unknown[];
    for (let i = 0; i < given.length; i++) {
      const d = given[i];
      if (typeof d !== 'number' || d === 0) continue;
      if (typeof slots[i] === 'number') (slots[i] as number) += d;
      else if (slots[i] === undefined) slots[i] = d;
    }
  } else if (shadow instanceof Map) {
    for (const [key, d] of cotangents as Map<unknown, unknown>) {
      const slot: unknown = shadow.get(key);
      if (isSlot(slot) && typeof d === 'number') slot[0] += d;
    }
  } else if (isReference(shadow)) {
    const slots = shadow as Record<string, unknown>;
    const given = cotangents as Record<string, unknown>;
    for (const key in given) {
      const d = given[key];
      if (typeof d !== 'number' || d === 0) continue;
      if (typeof slots[key] === 'number') (slots[key] as number) += d;
      else if (slots[key] === undefined) slots[key] = d;
    }
  }
}

/** The shadow of a Map holds a number's cotangent in an array of its own. */
function isSlot(slot: unknown): slot is [number] {
  return Array.isArray(slot) && slot.length === 1 && typeof slot[0] === 'number';
}
