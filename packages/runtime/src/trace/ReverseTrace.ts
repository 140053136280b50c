import type { Companions } from '../records/Companions.js';
import { enterView } from '../shadow/enterView.js';
import { knownShadow } from '../shadow/knownShadow.js';
import { isSlot } from '../shadow/mapEntries.js';
import { shallowShadow } from '../shadow/shallowShadow.js';
import type { ShadowTable } from '../shadow/ShadowTable.js';
import type { Tape } from '../tape/Tape.js';
import type { Lane } from './Lane.js';
import { Taped } from './Lane.js';
import { Trace } from './Trace.js';
import { digestOfIntegers, digestOfNumbers } from '../tape/digest.js';

/** What an entry does, where it is not the sum of two scaled numbers (whose first operand stands in the same place). */
const LOAD_INDEX = -1;
const LOAD_KEY = -2;
const STORE_INDEX = -3;
const STORE_KEY = -4;
const CALL = -5;
const CUSTOM = -6;

/** A call of companions made from traced code. */
export interface RecordedCall {
  readonly companions: Companions;
  /** Entry of each argument; 0 for what is constant or no number. */
  readonly nodes: readonly number[];
  /** Entries from here to the call's own belong to traced code that the companions called; their calls reverse them. */
  readonly begin: number;
  /** Whether objects that may hold active numbers went in, or come out. */
  readonly hasObjects: boolean;
}

/** Is told of the entries of a trace in the order of time. */
export interface EntryVisitor {
  /** Entry `i` is a sum of multiples of the entries `a` and `b`; 0 stands for a constant. */
  sum(i: number, a: number, b: number): void;
  /** Entry `i` was read from a slot. */
  load(i: number, slots: object, key: PropertyKey): void;
  /** The number of an entry, 0 for a constant, was put into a slot. */
  store(slots: object, key: PropertyKey, entry: number): void;
  /** Entry `i` came out of companions. */
  call(i: number, call: RecordedCall): void;
}

/** Undoes on shadows what a native did to their primals, and moves cotangents of numbers. */
export interface CustomEntry {
  reverse(trace: ReverseTrace, d: number): void;
}

/** The arrays of a trace, kept from one to the next. */
interface Buffers {
  a: Int32Array;
  b: Int32Array;
  p: Float64Array;
  q: Float64Array;
  cot: Float64Array;
}

const FIRST_LENGTH = 256;
/** Arrays longer than this are left to the garbage collector. */
const LONGEST_KEPT = 1 << 20;
const spare: Buffers[] = [];

function newBuffers(length: number): Buffers {
  return {
    a: new Int32Array(length),
    b: new Int32Array(length),
    p: new Float64Array(length),
    q: new Float64Array(length),
    cot: new Float64Array(0),
  };
}

/**
 * A reverse-mode trace: one entry for each operation on active numbers, in the order of time (a Wengert list).
 *
 * Entry i is the number `p[i]·a[i] + q[i]·b[i]` in terms of the entries `a[i]` and `b[i]`, as far as derivatives go. Loads and stores
 * name a shadow and a key; they add to the shadow's slot, and take from it and clear it. Reversing destroys nothing but the
 * cotangents it has used up, so it can be repeated.
 */
export class ReverseTrace extends Trace {
  /** Entry 0 stands for constants. */
  n = 1;
  readonly table: ShadowTable;
  private a: Int32Array;
  private b: Int32Array;
  private p: Float64Array;
  private q: Float64Array;
  private cot: Float64Array;
  /** Shadows, calls and custom entries, by the number that entries know them by. */
  private readonly references: unknown[] = [];
  private readonly keys: PropertyKey[] = [];
  private readonly keyNumbers = new Map<PropertyKey, number>();
  private lastSlots: unknown = undefined;
  private lastNumber = 0;
  private previousSlots: unknown = undefined;
  private previousNumber = 0;

  constructor(tape: Tape) {
    super(tape);
    this.table = tape.shadows;
    ({ a: this.a, b: this.b, p: this.p, q: this.q, cot: this.cot } = spare.pop() ?? newBuffers(FIRST_LENGTH));
  }

  /** Gives the arrays back; the trace cannot be used any more. */
  override release(): void {
    this.isLive = false;
    const { a, b, p, q, cot } = this;
    if (a.length <= LONGEST_KEPT && spare.length < 4) spare.push({ a, b, p, q, cot });
    this.a = this.b = new Int32Array(0);
    this.p = this.q = this.cot = new Float64Array(0);
  }

  override one(a: Lane, p: number): Lane {
    if (a === undefined) return undefined;
    if (a.trace !== this) return this.one(this.own(a), p);
    if (p === 1) return a;
    return this.push((a as Taped).index, p, 0, 0);
  }

  override two(a: Lane, p: number, b: Lane, q: number): Lane {
    if (a === undefined) return this.one(b, q);
    if (b === undefined) return this.one(a, p);
    if (a.trace !== this || b.trace !== this) return this.twoForeign(a, p, b, q);
    return this.push((a as Taped).index, p, (b as Taped).index, q);
  }

  private twoForeign(a: Lane, p: number, b: Lane, q: number): Lane {
    return this.two(this.own(a), p, this.own(b), q);
  }

  /** The entry of a number; 0 for a constant. */
  indexOf(lane: Lane): number {
    const own = this.own(lane);
    return own === undefined ? 0 : (own as Taped).index;
  }

  /** A number whose derivative comes from outside: an argument of the traced call. */
  leaf(): Taped {
    return this.push(0, 0, 0, 0);
  }

  override slotsOf(o: object): unknown {
    return knownShadow(o, this.table);
  }

  override adopt(o: object, slots: unknown): void {
    if (slots === undefined || this.tape.map.has(o)) return;
    this.tape.map.set(o, slots);
    enterView(o, slots, this.table);
  }

  override load(slots: Record<PropertyKey, unknown>, k: PropertyKey): Lane {
    if (typeof slots[k] !== 'number') return undefined;
    const s = this.numberOf(slots);
    return typeof k === 'number'
      ? this.push(LOAD_INDEX, k, s, 0)
      : this.push(LOAD_KEY, this.keyNumber(k), s, 0);
  }

  override store(o: object, k: PropertyKey, v: unknown, lane: Lane): void {
    const slots = this.slotsFor(o, k, lane) as Record<PropertyKey, unknown> | undefined;
    if (slots === undefined) return;
    this.storeAt(slots, k, v, lane);
  }

  override storeAt(slots: Record<PropertyKey, unknown>, k: PropertyKey, v: unknown, lane: Lane): void {
    const before = slots[k];
    const isNumber = typeof v === 'number';
    if (slots instanceof Float64Array) {
      if (before === undefined) return;
    } else if (!isNumber) {
      slots[k] = typeof v === 'object' || typeof v === 'function' ? this.slotsOf(v as object) : undefined;
      if (typeof before !== 'number') return;
    } else if (typeof before !== 'number') {
      slots[k] = 0;
    }
    const node = isNumber ? this.indexOf(lane) : 0;
    const s = this.numberOf(slots);
    if (typeof k === 'number') this.push(STORE_INDEX, k, s, node);
    else this.push(STORE_KEY, this.keyNumber(k), s, node);
  }

  override loadEntry(map: object, key: unknown): Lane {
    const slots = this.tape.map.get(map) as Map<unknown, unknown> | undefined;
    const slot = slots?.get(key);
    return isSlot(slot) ? this.load(slot as unknown as Record<number, unknown>, 0) : undefined;
  }

  override storeEntry(map: object, key: unknown, v: unknown, lane: Lane): void {
    let slots = this.tape.map.get(map) as Map<unknown, unknown> | undefined;
    if (slots === undefined) {
      if (!this.owns(lane)) return;
      slots = this.activate(map) as Map<unknown, unknown>;
    }
    const slot = slots.get(key);
    if (typeof v === 'number') {
      // The slot that the key has: an argument's gradient is read from it.
      const own = isSlot(slot) ? slot : [0];
      if (own !== slot) slots.set(key, own);
      this.storeAt(own as unknown as Record<number, unknown>, 0, v, lane);
      return;
    }
    if (isSlot(slot)) {
      this.storeAt(slot as unknown as Record<number, unknown>, 0, 0, undefined);
      this.custom({
        reverse() {
          slots.set(key, slot);
        },
      });
    }
    slots.set(key, typeof v === 'object' || typeof v === 'function' ? this.slotsOf(v as object) : undefined);
  }

  /** The shadow of an object that is to hold an active number; undefined if its kind has none. */
  override activate(o: object): unknown {
    const { tape } = this;
    const slots = shallowShadow(o, tape.shadows);
    if (slots === undefined) return undefined;
    tape.roots.push(slots);
    tape.late++;
    return slots;
  }

  /** The trace that records calls of companions, which find all of memory in the shadows. */
  recorder(): ReverseTrace {
    return this;
  }

  /** Records a call of companions; the entry stands for its result. */
  call(call: RecordedCall): Taped {
    return this.push(CALL, 0, this.references.push(call) - 1, 0);
  }

  custom(entry: CustomEntry): Taped {
    return this.push(CUSTOM, 0, this.references.push(entry) - 1, 0);
  }

  /** Adds to the cotangent of an entry. */
  seed(index: number, d: number): void {
    if (this.cot.length < this.n) {
      const longer = new Float64Array(this.a.length);
      longer.set(this.cot);
      this.cot = longer;
    }
    this.cot[index] += d;
  }

  /** Takes the cotangent of a leaf. */
  take(index: number): number {
    const d = this.cot[index];
    this.cot[index] = 0;
    return d;
  }

  /** Reverses the entries from `end - 1` down to `begin`. */
  sweep(begin: number, end: number): void {
    this.seed(0, 0);
    const { a, b, p, q, cot } = this;
    for (let i = end - 1; i >= begin; i--) {
      const first = a[i];
      const d = cot[i];
      if (first > 0) {
        if (d === 0) continue;
        cot[i] = 0;
        cot[first] += d * p[i];
        const second = b[i];
        if (second !== 0) cot[second] += d * q[i];
      } else if (first < 0) {
        cot[i] = 0;
        if (first >= LOAD_KEY) {
          if (d !== 0) this.addTo(b[i], first === LOAD_INDEX ? p[i] : this.keys[p[i]], d);
        } else if (first >= STORE_KEY) {
          const taken = this.takeFrom(b[i], first === STORE_INDEX ? p[i] : this.keys[p[i]]);
          if (q[i] !== 0) cot[q[i]] += taken;
        } else if (first === CALL) {
          i = this.reverseCall(this.references[b[i]] as RecordedCall, d);
        } else {
          (this.references[b[i]] as CustomEntry).reverse(this, d);
        }
      }
    }
  }

  /** A number that tells one record from another: what is recorded twice gives it twice. */
  digest(): number {
    const { n, a, b, p, q } = this;
    return digestOfNumbers(q, n, digestOfNumbers(p, n, digestOfIntegers(b, n, digestOfIntegers(a, n, n))));
  }

  /** Goes through the entries, for who asks what depends on what. */
  visit(visitor: EntryVisitor): void {
    const { a, b, p, q, keys, references } = this;
    for (let i = 1; i < this.n; i++) {
      const first = a[i];
      if (first >= 0) visitor.sum(i, first, b[i]);
      else if (first >= LOAD_KEY)
        visitor.load(i, references[b[i]] as object, first === LOAD_INDEX ? p[i] : keys[p[i]]);
      else if (first >= STORE_KEY)
        visitor.store(references[b[i]] as object, first === STORE_INDEX ? p[i] : keys[p[i]], q[i]);
      else if (first === CALL) visitor.call(i, references[b[i]] as RecordedCall);
    }
  }

  protected push(a: number, p: number, b: number, q: number): Taped {
    const i = this.n++;
    if (i === this.a.length) this.grow();
    this.a[i] = a;
    this.b[i] = b;
    this.p[i] = p;
    this.q[i] = q;
    return new Taped(this, i);
  }

  private grow(): void {
    const length = this.a.length * 2;
    const longer = newBuffers(length);
    longer.a.set(this.a);
    longer.b.set(this.b);
    longer.p.set(this.p);
    longer.q.set(this.q);
    ({ a: this.a, b: this.b, p: this.p, q: this.q } = longer);
  }

  /** Programs go back and forth between few objects: the last two are remembered. */
  private numberOf(slots: unknown): number {
    if (slots === this.lastSlots) return this.lastNumber;
    const { lastSlots, lastNumber } = this;
    if (slots === this.previousSlots) this.lastNumber = this.previousNumber;
    else this.lastNumber = this.references.push(slots) - 1;
    this.lastSlots = slots;
    this.previousSlots = lastSlots;
    this.previousNumber = lastNumber;
    return this.lastNumber;
  }

  private keyNumber(k: PropertyKey): number {
    let i = this.keyNumbers.get(k);
    if (i === undefined) {
      i = this.keys.push(k) - 1;
      this.keyNumbers.set(k, i);
    }
    return i;
  }

  private addTo(reference: number, k: PropertyKey, d: number): void {
    const slots = this.references[reference] as Record<PropertyKey, unknown>;
    const before = slots[k];
    if (typeof before === 'number') slots[k] = before + d;
    else if (before === undefined) slots[k] = d;
  }

  private takeFrom(reference: number, k: PropertyKey): number {
    const slots = this.references[reference] as Record<PropertyKey, unknown>;
    const d = slots[k];
    slots[k] = 0;
    return typeof d === 'number' ? d : 0;
  }

  /** @returns where the sweep goes on: below what the call recorded */
  private reverseCall({ companions, nodes, begin }: RecordedCall, d: number): number {
    const { tape } = this;
    const count = nodes.length;
    tape.clearRegisters(count);
    const first = companions.reverse(tape, d);
    const written = Math.min(companions.arity ?? count, count);
    for (let i = 0; i < written; i++) {
      if (nodes[i] !== 0) this.seed(nodes[i], i === 0 ? first : tape.r[i]);
    }
    return begin;
  }
}
