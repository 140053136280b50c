import { shallowShadow } from '../../shadow/shallowShadow.js';
import { SINK } from '../../shadow/sink.js';
import type { ShadowTable } from '../../shadow/ShadowTable.js';

/**
 * The shadow or mirror of what holds the elements of an array; undefined if they are inactive so far.
 * @param known  that of the array itself, as far as it is known: the data may have got theirs later, through another view
 */
export function dataSlots(
  { data }: { readonly data: object },
  known: unknown,
  table: ShadowTable,
): Float64Array | number[] | undefined {
  if (typeof known === 'object' && known !== null && known !== SINK) {
    const own = (known as { readonly data?: Float64Array | number[] }).data;
    if (own) return own;
  }
  const { objects, buffers } = table;
  const found = objects.size === 0 ? undefined : objects.get(data);
  if (found !== undefined || buffers.size === 0) return found as Float64Array | number[] | undefined;
  // Another view of a buffer that has one.
  const isView = data instanceof Float64Array || data instanceof Float32Array;
  return isView && buffers.has(data.buffer) ? (shallowShadow(data, table) as Float64Array) : undefined;
}
