/**
 * Sets every number of a shadow to zero: of the array, typed array, object or Map itself, not of what it refers to.
 * References stay where they are.
 */
export function clearShadow(shadow: unknown): void {
  if (shadow instanceof Float64Array) {
    shadow.fill(0);
  } else if (Array.isArray(shadow)) {
    for (let i = 0; i < shadow.length; i++) if (typeof shadow[i] === 'number') shadow[i] = 0;
  } else if (shadow instanceof Map) {
    for (const slot of shadow.values())
      if (Array.isArray(slot) && slot.length === 1 && typeof slot[0] === 'number') slot[0] = 0;
  } else if (typeof shadow === 'object' && shadow !== null) {
    const slots = shadow as Record<string, unknown>;
    for (const key in slots) if (typeof slots[key] === 'number') slots[key] = 0;
  }
}
