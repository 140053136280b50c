import { enterKnown } from './enterKnown.js';
import { ShadowPlan, shadowOfEntry } from './ShadowPlan.js';
import type { Lookup, ShadowTable } from './ShadowTable.js';

/**
 * The shadow of the result of a rule: that of an argument where the result is that argument, or contains it, or is a view of
 * its buffer; otherwise a fresh one.
 *
 * Known objects are taken from `table` too, but fresh shadows are not entered there: the result was born in this sweep.
 */
export function shadowOfResult(
  value: unknown,
  args: readonly unknown[],
  shadows: readonly unknown[],
  table: ShadowTable,
  what: string,
): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  const own: ShadowTable = { objects: new Overlay(table.objects), buffers: new Overlay(table.buffers) };
  for (let i = 0; i < args.length; i++) {
    if (typeof args[i] !== 'number' && shadows[i] !== undefined) enterKnown(args[i], shadows[i], own);
  }
  return shadowOfEntry(new ShadowPlan(own, what).enter(value));
}

/** A map of its own over another one, which it reads and never writes. */
class Overlay<K, V> implements Lookup<K, V> {
  private readonly own = new Map<K, V>();

  constructor(private readonly base: Lookup<K, V>) {}

  get size(): number {
    return this.own.size + this.base.size;
  }

  get(key: K): V | undefined {
    return this.own.get(key) ?? this.base.get(key);
  }

  has(key: K): boolean {
    return this.own.has(key) || this.base.has(key);
  }

  set(key: K, value: V): void {
    this.own.set(key, value);
  }
}
