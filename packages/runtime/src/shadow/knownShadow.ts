import type { ShadowTable } from './ShadowTable.js';
import { shallowShadow } from './shallowShadow.js';

/**
 * The shadow of an object, as far as a table knows one: its own, or for a float array that of the buffer that it is a view of. Such a view may have been
 * made by code that did not look at its numbers, or before the buffer had a shadow.
 * @throws DIFF3104 for a view that has none in one piece
 */
export function knownShadow(o: object, table: ShadowTable): unknown {
  const known = table.objects.get(o);
  if (known !== undefined || !ArrayBuffer.isView(o)) return known;
  const { buffers } = table;
  // A small array has no buffer until it is asked for it.
  if (buffers.size === 0 && buffers.others === undefined) return undefined;
  if (!(o instanceof Float64Array || o instanceof Float32Array)) return undefined;
  return buffers.has(o.buffer) ? shallowShadow(o, table) : undefined;
}
