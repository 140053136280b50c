import { SINK } from '../../shadow/sink.js';
import type { Tape } from '../../tape/Tape.js';

/**
 * The shadow or mirror of what holds the elements of an array; undefined if they are inactive so far.
 * @param known  that of the array itself, as far as it is known: the data may have got theirs later, through another view
 */
export function dataSlots(
  x: { readonly data: object },
  known: unknown,
  table: Tape['map'],
): Float64Array | number[] | undefined {
  if (typeof known === 'object' && known !== null && known !== SINK) {
    const { data } = known as { readonly data?: Float64Array | number[] };
    if (data) return data;
  }
  return table.size === 0 ? undefined : (table.get(x.data) as Float64Array | number[] | undefined);
}
