import type { Companions } from '../records/Companions.js';

let table: Map<unknown, Companions> | undefined;

/** The runtime's record for `new C(…)` of a native constructor, or undefined. */
export function nativeConstructor(C: unknown): Companions | undefined {
  table ??= new Map();
  return table.get(C);
}
