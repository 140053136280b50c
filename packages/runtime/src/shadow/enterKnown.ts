import { enterView } from './enterView.js';
import type { ShadowTable } from './ShadowTable.js';
import { mapEntries } from './mapEntries.js';

/** A reference from one object to another, and the same one between their shadows. */
export interface ShadowLink {
  readonly object: Record<string, unknown>;
  readonly shadow: Record<string, unknown>;
  readonly key: string;
  readonly held: unknown;
  readonly heldShadow: unknown;
}

/**
 * Enters a value, and everything it reaches, into a table with the shadows that they have already.
 * @param links  takes the references that were followed
 */
export function enterKnown(x: unknown, x$: unknown, table: ShadowTable, links?: ShadowLink[]): void {
  const { objects } = table;
  const pending: [unknown, unknown][] = [[x, x$]];
  for (let item = pending.pop(); item !== undefined; item = pending.pop()) {
    const [value, shadow] = item;
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) continue;
    if (shadow === undefined || objects.has(value)) continue;
    objects.set(value, shadow);
    if (value instanceof Float64Array || value instanceof Float32Array) {
      enterView(value, shadow, table);
    } else if (value instanceof Map) {
      const slots = shadow as Map<unknown, unknown>;
      for (const [key, held] of mapEntries(value))
        if (typeof held !== 'number') pending.push([held, slots.get(key)]);
    } else if (!ArrayBuffer.isView(value)) {
      const fields = value as Record<string, unknown>;
      for (const key of Object.keys(fields)) {
        const held = fields[key];
        if (typeof held === 'number') continue;
        const heldShadow = (shadow as Record<string, unknown>)[key];
        pending.push([held, heldShadow]);
        if (links !== undefined && typeof heldShadow === 'object')
          links.push({ object: fields, shadow: shadow as Record<string, unknown>, key, held, heldShadow });
      }
    }
  }
}

/**
 * Puts references between shadows back: a reverse sweep clears the slot where it reverses the store of a reference. Objects that
 * now refer to something else keep what their shadows have.
 */
export function restoreLinks(links: readonly ShadowLink[]): void {
  for (const { object, shadow, key, held, heldShadow } of links) {
    if (object[key] === held) shadow[key] = heldShadow;
  }
}
