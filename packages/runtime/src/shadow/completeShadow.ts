import type { PlanEntry } from './ShadowPlan.js';
import { setOwn } from './Layout.js';
import { knownShadow } from './knownShadow.js';
import { childAt, ShadowPlan, shadowOfEntry } from './ShadowPlan.js';
import { shallowShadow } from './shallowShadow.js';
import type { ShadowTable } from './ShadowTable.js';

/**
 * The shadow of a value with the shadows of everything it reaches in their places, made where they are missing.
 * @param x$  the shadow of the value, as far as it is known
 * @param roots  takes the shadows that are made
 */
export function completeShadow(x: unknown, x$: unknown, table: ShadowTable, roots: unknown[]): unknown {
  const plan = new ShadowPlan(undefined, 'the result', (o) => {
    const known = knownShadow(o, table);
    if (known !== undefined) return known;
    const made = shallowShadow(o, table);
    if (made !== undefined) roots.push(made);
    return made;
  });
  const entry = plan.adopt(x, x$);
  for (const node of plan.nodes) {
    const { kind, shadow, keys, length } = node;
    if (shadow === undefined) continue;
    if (kind === 'array') {
      for (let i = 0; i < length; i++) link(childAt(node, i), (held) => ((shadow as unknown[])[i] = held));
    } else if (kind === 'object') {
      keys.forEach((key, i) => {
        link(childAt(node, i), (held) => {
          setOwn(shadow as Record<string, unknown>, key as string, held);
        });
      });
    } else if (kind === 'map') {
      keys.forEach((key, i) => {
        link(childAt(node, i), (held) => (shadow as Map<unknown, unknown>).set(key, held));
      });
    }
  }
  return shadowOfEntry(entry);
}

function link(child: PlanEntry, store: (shadow: unknown) => void): void {
  const held = shadowOfEntry(child);
  if (held !== undefined) store(held);
}
