import type { Lane } from '../Lane.js';
import type { Trace } from '../Trace.js';

/** A number of a trace that stands over another one, with its lane in that: a derivative that has derivatives itself. */
export interface Lifted {
  readonly value: number;
  readonly lane: Lane;
}

export const ZERO: Lifted = { value: 0, lane: undefined };
export const ONE: Lifted = { value: 1, lane: undefined };

/** A number that depends on nothing. */
export function fixed(value: number): Lifted {
  return { value, lane: undefined };
}

/** Is it zero, and the derivative of nothing that is not? */
export function isZero({ value, lane }: Lifted): boolean {
  return value === 0 && lane === undefined;
}

/*
 * Arithmetic in the trace below; null where nothing is recorded.
 */

export function plus(t: Trace | null, a: Lifted, b: Lifted): Lifted {
  if (a.lane === undefined && b.lane === undefined) return fixed(a.value + b.value);
  return { value: a.value + b.value, lane: t?.two(a.lane, 1, b.lane, 1) };
}

/** d·p for a derivative `d`: zero contributes zero, even where the partial derivative `p` is infinite. */
export function scaled(t: Trace | null, d: Lifted, p: Lifted): Lifted {
  const value = d.value === 0 ? 0 : d.value * p.value;
  if (d.lane === undefined && (p.lane === undefined || d.value === 0)) return fixed(value);
  return { value, lane: t?.scaled(d.value, d.lane, p.value, p.lane) };
}

/** The lane of the number in `o[k]`, where `o` is a shadow or a tree of derivatives. */
export function laneAt(t: Trace | null, o: object, k: PropertyKey): Lane {
  if (t === null) return undefined;
  const slots = t.slotsOf(o) as Record<PropertyKey, unknown> | undefined;
  return slots !== undefined && typeof slots[k] === 'number' ? t.load(slots, k) : t.asideOf(o, k);
}

/** The number in `o[k]` with its lane. */
export function numberAt(t: Trace | null, o: object, k: PropertyKey): Lifted {
  return { value: (o as Record<PropertyKey, number>)[k]!, lane: laneAt(t, o, k) };
}

/** Puts a number with its lane into `o[k]`. */
export function putAt(t: Trace | null, o: object, k: PropertyKey, { value, lane }: Lifted): void {
  (o as Record<PropertyKey, unknown>)[k] = value;
  noteAt(t, o, k, value, lane);
}

/** Notes the lane of the number that was put into `o[k]`. */
export function noteAt(t: Trace | null, o: object, k: PropertyKey, value: number, lane: Lane): void {
  if (t === null) return;
  if (lane !== undefined || t.slotsOf(o) !== undefined) t.store(o, k, value, lane);
}
