import { kindOf } from './kindOf.js';
import { setOwn } from './Layout.js';
import { emptyShadow } from './ShadowPlan.js';
import type { ShadowTable } from './ShadowTable.js';
import { isWhole, viewShadow } from './viewShadow.js';
import { mapEntries } from './mapEntries.js';

/**
 * Makes the shadow of one object and enters it: zeros for its numbers, and for what it refers to the shadows known by now.
 * Accessor properties have no slots.
 * @returns the shadow; undefined for an object of a kind that has none
 */
export function shallowShadow(o: object, table: ShadowTable): unknown {
  const kind = kindOf(o);
  switch (kind) {
    case 'none':
      // A function takes properties like any object.
      if (typeof o !== 'function') return undefined;
      break;
    case 'float64':
    case 'float32':
    case 'half': {
      const x = o as Float64Array | Float32Array;
      const { buffer } = x;
      const view = viewShadow(x, buffer, table, isWhole(x, buffer), () => 'a typed array');
      table.objects.set(o, view);
      return view;
    }
    default:
  }
  const shadow = emptyShadow(o, kind === 'array' || kind === 'map' ? kind : 'object');
  table.objects.set(o, shadow);
  const slot = (value: unknown): unknown => {
    if (typeof value === 'number') return 0;
    return (typeof value === 'object' && value !== null) || typeof value === 'function'
      ? table.objects.get(value)
      : undefined;
  };
  if (kind === 'array') {
    const slots = shadow as unknown[];
    const elements = o as readonly unknown[];
    for (let i = 0; i < elements.length; i++) slots[i] = slot(elements[i]);
  } else if (kind === 'map') {
    const slots = shadow as Map<unknown, unknown>;
    for (const [key, value] of mapEntries(o)) slots.set(key, typeof value === 'number' ? [0] : slot(value));
  } else {
    const slots = shadow as Record<string, unknown>;
    for (const key of Object.keys(o)) {
      const property = Object.getOwnPropertyDescriptor(o, key);
      if (property !== undefined && 'value' in property) setOwn(slots, key, slot(property.value));
    }
  }
  return shadow;
}
