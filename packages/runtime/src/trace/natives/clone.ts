import { copyBits, hasBits } from '../bits.js';
import type { Lane } from '../Lane.js';
import { get } from '../members.js';
import { registers as r } from '../registers.js';
import type { Trace } from '../Trace.js';
import { isObject, type NativeEntry } from './TracedNative.js';

/** `structuredClone`: the copies of numbers have the lanes of the numbers. */
export function cloneNatives(): NativeEntry[] {
  if (typeof structuredClone !== 'function') return [];
  return [
    [
      structuredClone,
      (trace, _self, _l, args, lanes) => {
        const [value, options] = args;
        const copy: unknown = structuredClone(value, options as Parameters<typeof structuredClone>[1]);
        const lane = copyLanes(trace, value, lanes[0], copy, new Set());
        r.m = lane;
        return copy;
      },
    ],
  ];
}

/** Lays the lanes of everything in `from` onto its copy. Returns that of a number. */
function copyLanes(trace: Trace, from: unknown, lane: Lane, copy: unknown, seen: Set<object>): Lane {
  if (typeof from === 'number') return typeof copy === 'number' ? lane : undefined;
  if (!isObject(from) || !isObject(copy) || seen.has(from)) return undefined;
  seen.add(from);
  if (from instanceof Map && copy instanceof Map) {
    const values = [...(copy as Map<unknown, unknown>)];
    [...(from as Map<unknown, unknown>)].forEach(([key, value], i) => {
      const [copiedKey, copied] = values[i];
      copyLanes(trace, key, undefined, copiedKey, seen);
      const entry = copyLanes(trace, value, trace.loadEntry(from, key), copied, seen);
      if (trace.owns(entry)) trace.storeEntry(copy, copiedKey, copied, entry);
    });
    return undefined;
  }
  if (from instanceof Set && copy instanceof Set) {
    const copies = [...(copy as Set<unknown>)];
    [...(from as Set<unknown>)].forEach((each, i) => copyLanes(trace, each, undefined, copies[i], seen));
    return undefined;
  }
  const buffers = ArrayBuffer.isView(from) ? [from.buffer, (copy as Float64Array).buffer] : [from, copy];
  if (buffers[0] instanceof ArrayBuffer && buffers[1] instanceof ArrayBuffer && hasBits(trace, buffers[0])) {
    if (buffers[0] === from || !seen.has(buffers[0])) copyBits(trace, buffers[0], 0, buffers[1]);
    seen.add(buffers[0]);
    return undefined;
  }
  if (ArrayBuffer.isView(from) && trace.slotsOfView(from) === undefined) return undefined;
  const keys = Object.keys(from);
  for (let i = 0; i < keys.length; i++) {
    const key = ArrayBuffer.isView(from) ? Number(keys[i]) : keys[i];
    if (Object.getOwnPropertyDescriptor(from, key)?.get !== undefined) continue;
    const value = get(from, key);
    const copied = (copy as Record<PropertyKey, unknown>)[key];
    const part = copyLanes(trace, value, r.m, copied, seen);
    if (trace.owns(part)) trace.store(copy, key, copied, part);
  }
  return undefined;
}
