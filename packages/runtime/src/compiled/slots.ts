import { clearShadow } from '../shadow/clearShadow.js';

/** A shadow whose slots are read and written by key. */
type Slots = Record<PropertyKey, unknown>;

/** `shadow[key] += d` where the slot may belong to something that is no number, or the shadow may be absent. */
export function addToSlot(shadow: unknown, key: PropertyKey, d: number): void {
  if (shadow === undefined) return;
  const slots = shadow as Slots;
  const before = slots[key];
  if (typeof before === 'number') slots[key] = before + d;
}

/** Reads a numeric slot and sets it to zero; zero where there is no number. */
export function takeSlot(shadow: unknown, key: PropertyKey): number {
  if (shadow === undefined) return 0;
  const slots = shadow as Slots;
  const d = slots[key];
  slots[key] = 0;
  return typeof d === 'number' ? d : 0;
}

/** The reverse of `new Float64Array(length)`: whatever was added to its elements is nobody's. */
export function clearArray(shadow: Float64Array): void {
  shadow.fill(0);
}

/** The reverse of `new Float64Array(source)`: moves the cotangents of the copy to the source, if that is active. */
export function moveInto(shadow: Float64Array, source: unknown): void {
  if (source === undefined) {
    clearShadow(shadow);
    return;
  }
  const target = source as number[] | Float64Array;
  for (let i = 0; i < shadow.length; i++) {
    target[i] = (target[i] ?? 0) + shadow[i]!;
    shadow[i] = 0;
  }
}
