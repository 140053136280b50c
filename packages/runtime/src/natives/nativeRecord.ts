import type { AnyFunction, Companions } from '../records/Companions.js';

let table: Map<AnyFunction, Companions> | undefined;

/** The runtime's own record of a native function, or undefined; the table is made at the first question. */
export function nativeRecord(f: AnyFunction): Companions | undefined {
  table ??= makeTable();
  return table.get(f);
}

function makeTable(): Map<AnyFunction, Companions> {
  const records = new Map<AnyFunction, Companions>();
  return records;
}
