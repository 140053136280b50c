import { isSlot } from '../../shadow/mapEntries.js';
import type { Tape } from '../../tape/Tape.js';
import { type Lane, Nested } from '../Lane.js';
import { registers as r } from '../registers.js';
import type { Trace } from '../Trace.js';
import { isZero, type Lifted, noteAt, numberAt, plus, putAt, scaled, ZERO } from './Lifted.js';
import { NestedTrace } from './NestedTrace.js';

type Slots = Record<PropertyKey, unknown>;

/** A number that depends on an input of the inner derivative. */
class NestedTaped extends Nested {
  constructor(
    trace: Trace,
    readonly index: number,
    outer: Lane,
  ) {
    super(trace, outer);
  }
}

/** Undoes something, or moves derivatives in a way of its own. */
export type NestedStep = (trace: NestedReverse, d: Lifted) => void;

type Entry =
  | { readonly kind: 'sum'; readonly a: number; readonly p: Lifted; readonly b: number; readonly q: Lifted }
  | { readonly kind: 'load'; readonly slots: Slots; readonly k: PropertyKey }
  | { readonly kind: 'store'; readonly slots: Slots; readonly k: PropertyKey; readonly from: number }
  | { readonly kind: 'step'; readonly step: NestedStep };

const LEAF: Entry = { kind: 'sum', a: 0, p: ZERO, b: 0, q: ZERO };

/**
 * A reverse-mode trace over another trace: `ReverseTrace` with numbers that have derivatives. Its reverse sweep is recorded by the trace
 * below, if that is still there, like the forward sweep.
 */
export class NestedReverse extends NestedTrace {
  /** Entry 0 stands for constants. */
  private readonly entries: Entry[] = [LEAF];
  private cotangents: Lifted[] = [];

  constructor(tape: Tape, below: Trace) {
    super(tape, below, tape.shadows);
  }

  /** A number whose derivative comes from outside: an argument. */
  leaf(outer: Lane): Nested {
    return this.push(LEAF, outer);
  }

  /** The entry of a number, 0 for a constant. */
  entryOf(lane: Lane): number {
    const own = this.own(lane);
    return own === undefined ? 0 : (own as NestedTaped).index;
  }

  /** How many entries there are. */
  get length(): number {
    return this.entries.length;
  }

  /** Records a step of its own; it is given the cotangent of the number that the entry may stand for. */
  step(step: NestedStep, outer: Lane): Nested {
    return this.push({ kind: 'step', step }, outer);
  }

  protected override join(a: Lane, p: Lifted, b: Lane, q: Lifted, outer: Lane): Lane {
    const i = a === undefined ? 0 : (a as NestedTaped).index;
    const j = b === undefined ? 0 : (b as NestedTaped).index;
    if (i === 0 && j === 0) return outer;
    return this.push({ kind: 'sum', a: i, p, b: j, q }, outer);
  }

  protected override loadOwn(slots: Slots, k: PropertyKey, outer: Lane): Lane {
    return typeof slots[k] === 'number' ? this.push({ kind: 'load', slots, k }, outer) : outer;
  }

  protected override storeOwn(slots: Slots, k: PropertyKey, v: unknown, lane: Lane): void {
    const before = slots[k];
    const isNumber = typeof v === 'number';
    if (slots instanceof Float64Array) {
      if (before === undefined) return;
    } else if (!isNumber) {
      slots[k] = undefined;
      if (typeof before !== 'number') return;
    } else if (typeof before !== 'number') {
      slots[k] = 0;
    }
    this.push({ kind: 'store', slots, k, from: isNumber ? this.entryOf(lane) : 0 }, undefined);
  }

  protected override storeOwnEntry(
    _map: object,
    slots: Map<unknown, unknown>,
    key: unknown,
    v: unknown,
    lane: Lane,
  ): void {
    const slot = slots.get(key);
    if (typeof v === 'number') {
      // The slot that the key has: an argument's gradient is read from it.
      const own = isSlot(slot) ? slot : [0];
      if (own !== slot) slots.set(key, own);
      this.storeOwn(own as unknown as Slots, 0, v, lane);
      return;
    }
    if (isSlot(slot)) {
      this.storeOwn(slot as unknown as Slots, 0, 0, undefined);
      this.step(() => {
        slots.set(key, slot);
      }, undefined);
    }
    slots.set(key, undefined);
  }

  /** Adds to the cotangent of an entry. */
  seed(index: number, d: Lifted): void {
    if (index === 0) return;
    const before = this.cotangents[index];
    this.cotangents[index] = before === undefined ? d : plus(r.trace, before, d);
  }

  /** Takes the cotangent of an entry. */
  take(index: number): Lifted {
    const d = this.cotangents[index];
    if (d === undefined) return ZERO;
    this.cotangents[index] = ZERO;
    return d;
  }

  /** Reverses all entries; what runs now, if it is traced code, may differentiate that. */
  sweep(): void {
    const below = r.trace;
    for (let i = this.entries.length - 1; i > 0; i--) {
      const entry = this.entries[i];
      switch (entry.kind) {
        case 'sum': {
          if (entry.a === 0 && entry.b === 0) break;
          const d = this.take(i);
          if (isZero(d)) break;
          if (entry.a !== 0) this.seed(entry.a, scaled(below, d, entry.p));
          if (entry.b !== 0) this.seed(entry.b, scaled(below, d, entry.q));
          break;
        }
        case 'load': {
          const d = this.take(i);
          if (!isZero(d)) addAt(below, entry.slots, entry.k, d);
          break;
        }
        case 'store': {
          const { slots, k } = entry;
          const d = typeof slots[k] === 'number' ? numberAt(below, slots, k) : ZERO;
          slots[k] = 0;
          noteAt(below, slots, k, 0, undefined);
          this.seed(entry.from, d);
          break;
        }
        case 'step':
          entry.step(this, this.take(i));
      }
    }
  }

  private push(entry: Entry, outer: Lane): Nested {
    return new NestedTaped(this, this.entries.push(entry) - 1, outer);
  }
}

/** Adds to a slot of a shadow. */
export function addAt(below: Trace | null, slots: object, k: PropertyKey, d: Lifted): void {
  const before = (slots as Slots)[k];
  if (typeof before === 'number') putAt(below, slots, k, plus(below, numberAt(below, slots, k), d));
  else if (before === undefined) putAt(below, slots, k, d);
}
