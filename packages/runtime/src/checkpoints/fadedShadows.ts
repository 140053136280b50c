import type { ShadowBuffer } from '../shadow/ShadowTable.js';
import type { Tape } from '../tape/Tape.js';
import { isReference } from './isReference.js';

/** Whoever wants to know if a shadow is used again. */
export interface FadedOwner {
  foundAgain(number: number, shadow: object): void;
}

interface Faded {
  readonly shadow: object;
  readonly owners: { readonly owner: FadedOwner; readonly number: number }[];
}

/** Shadows of a sweep that stay as long as their objects do. */
interface FadedTable {
  readonly shadows: WeakMap<object, Faded>;
  readonly buffers: WeakMap<ArrayBufferLike, ShadowBuffer>;
}

const tables = new WeakMap<Tape['map'], FadedTable>();

/**
 * Takes the shadow of an object out of the tape's table, which would keep both for the whole sweep. It is entered again when somebody
 * looks for it, of which its owners are told.
 */
export function fade(t: Tape, o: object, shadow: unknown, owner: FadedOwner, number: number): void {
  if (!isReference(shadow)) return;
  const { shadows, buffers } = tableOf(t);
  t.map.delete(o);
  const faded = shadows.get(o);
  if (faded?.shadow === shadow) faded.owners.push({ owner, number });
  else shadows.set(o, { shadow, owners: [{ owner, number }] });
  if (!ArrayBuffer.isView(o)) return;
  const known = t.shadows.buffers.get(o.buffer);
  if (known === undefined) return;
  buffers.set(o.buffer, known);
  t.forgetBuffer(o.buffer);
}

function tableOf(t: Tape): FadedTable {
  let table = tables.get(t.map);
  if (table === undefined || t.map.others === undefined) {
    table = { shadows: new WeakMap(), buffers: new WeakMap() };
    tables.set(t.map, table);
    const { shadows, buffers } = table;
    t.map.others = (o) => {
      const faded = shadows.get(o);
      if (faded === undefined) return undefined;
      shadows.delete(o);
      t.map.set(o, faded.shadow);
      for (const { owner, number } of faded.owners) owner.foundAgain(number, faded.shadow);
      return faded.shadow;
    };
    t.findBuffers((buffer) => {
      const known = buffers.get(buffer);
      if (known === undefined) return undefined;
      buffers.delete(buffer);
      t.shadows.buffers.set(buffer, known);
      return known;
    });
  }
  return table;
}
