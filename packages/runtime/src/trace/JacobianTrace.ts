import { SlotPlaces } from '../shadow/SlotPlaces.js';
import { type Lane, Taped } from './Lane.js';
import { type CustomEntry, type RecordedCall, ReverseTrace } from './ReverseTrace.js';
import type { Trace } from './Trace.js';

/** A number by its derivatives with respect to entries of the trace around, in ascending order. */
class Linear extends Taped {
  /** The entry that stands for it there, once somebody has asked for one. */
  entry: Taped | undefined;

  constructor(
    trace: Trace,
    readonly inputs: readonly number[],
    readonly partials: readonly number[],
  ) {
    super(trace, -1);
  }
}

/** What a slot holds now: a number's lane (undefined for a constant), and whether the trace around knows it. */
interface Held {
  lane: Lane;
  isNew: boolean;
}

/**
 * Forward mode within a reverse-mode trace: each number carries its derivatives with respect to all that came in. The trace around records
 * what was read from memory for the first time, and, at the end, what memory holds then, one entry for each derivative that is not zero; not what
 * happened in between.
 */
export class JacobianTrace extends ReverseTrace {
  private readonly taken = new Map<number, Linear>();
  private readonly slots = new SlotPlaces<Held>();
  /** Slots of new contents, in the order in which they were stored into first. */
  private changed: {
    readonly slots: Record<PropertyKey, unknown>;
    readonly k: PropertyKey;
    readonly held: Held;
  }[] = [];

  constructor(private readonly around: ReverseTrace) {
    super(around.tape);
    super.release();
    this.isLive = true;
    this.shareLanes(around);
    this.mixed = around.mixed;
    this.inert = around.inert;
    this.watch = around.watch;
  }

  /** Ends it: the trace around knows what has changed. */
  override release(): void {
    this.flush();
    const { around } = this;
    around.mixed ||= this.mixed;
    around.carried = this.carried;
    around.pieces = this.pieces;
    around.refusal ??= this.refusal;
    this.isLive = false;
  }

  override one(a: Lane, p: number): Lane {
    const own = this.linear(a);
    if (own === undefined || p === 1) return own;
    return this.times(own, p);
  }

  override two(a: Lane, p: number, b: Lane, q: number): Lane {
    const x = this.linear(a);
    const y = this.linear(b);
    if (x === undefined) return this.one(y, q);
    if (y === undefined) return this.one(x, p);
    const inputs: number[] = [];
    const partials: number[] = [];
    const { length: m } = x.inputs;
    const { length: n } = y.inputs;
    for (let i = 0, j = 0; i < m || j < n;) {
      const left = i < m ? x.inputs[i]! : Infinity;
      const right = j < n ? y.inputs[j]! : Infinity;
      let d = 0;
      if (left <= right) d = x.partials[i++]! * p;
      if (right <= left) d = left === right ? d + y.partials[j++]! * q : y.partials[j++]! * q;
      if (d === 0) continue;
      inputs.push(Math.min(left, right));
      partials.push(d);
    }
    return inputs.length === 0 ? undefined : new Linear(this, inputs, partials);
  }

  override leaf(): Taped {
    return this.unit(this.around.leaf().index);
  }

  override owns(lane: Lane): boolean {
    return this.linear(lane) !== undefined;
  }

  override indexOf(lane: Lane): number {
    const own = this.linear(lane);
    return own === undefined ? 0 : this.entryOf(own).index;
  }

  protected override foreign(lane: NonNullable<Lane>): Lane {
    const index = this.around.indexOf(lane);
    return index === 0 ? undefined : this.unit(index);
  }

  /** Anybody behind it knows a number of it by an entry of the trace around. */
  override handOn(lane: Lane, to: Trace): Lane {
    if (!(lane instanceof Linear)) return undefined;
    const { around } = this;
    if (to === around) return this.entryOf(lane);
    // Where the trace around has ended as well, it hands on the inputs.
    let sum: Lane;
    lane.inputs.forEach((input, i) => {
      const handed = around.handOn(new Taped(around, input), to);
      if (handed !== undefined) sum = to.two(sum, 1, handed, lane.partials[i]!);
    });
    return sum;
  }

  override load(slots: Record<PropertyKey, unknown>, k: PropertyKey): Lane {
    if (typeof slots[k] !== 'number') return undefined;
    const held = this.slots.get(slots, k);
    if (held !== undefined) return held.lane;
    const read = this.around.load(slots, k);
    const lane = read === undefined ? undefined : this.unit((read as Taped).index);
    this.slots.set(slots, k, { lane, isNew: false });
    return lane;
  }

  override storeAt(slots: Record<PropertyKey, unknown>, k: PropertyKey, v: unknown, lane: Lane): void {
    const before = slots[k];
    if (slots instanceof Float64Array && before === undefined) return;
    const held = this.slots.get(slots, k);
    if (typeof v !== 'number') {
      if (held?.isNew === true) this.settle(slots, k, held);
      this.slots.delete(slots, k);
      this.around.storeAt(slots, k, v, undefined);
      return;
    }
    if (typeof before !== 'number') slots[k] = 0;
    const own = this.linear(lane);
    if (held === undefined) {
      const made = { lane: own, isNew: true };
      this.slots.set(slots, k, made);
      this.changed.push({ slots, k, held: made });
      return;
    }
    held.lane = own;
    if (held.isNew) return;
    held.isNew = true;
    this.changed.push({ slots, k, held });
  }

  override call(call: RecordedCall): Taped {
    return this.around.call(call);
  }

  override custom(entry: CustomEntry): Taped {
    this.flush();
    return this.around.custom(entry);
  }

  override recorder(): ReverseTrace {
    this.flush();
    return this.around.recorder();
  }

  /** Tells the trace around what memory holds, and forgets it here. */
  private flush(): void {
    const { changed } = this;
    this.changed = [];
    for (let i = 0; i < changed.length; i++) {
      const { slots, k, held } = changed[i]!;
      if (held.isNew && typeof slots[k] === 'number') this.settle(slots, k, held);
    }
    this.slots.clear();
  }

  private settle(slots: Record<PropertyKey, unknown>, k: PropertyKey, held: Held): void {
    const own = held.lane as Linear | undefined;
    held.isNew = false;
    this.around.storeAt(slots, k, 0, own === undefined ? undefined : this.entryOf(own));
  }

  private linear(lane: Lane): Linear | undefined {
    if (lane === undefined) return undefined;
    return (lane.trace === this ? lane : this.foreign(lane)) as Linear | undefined;
  }

  private unit(index: number): Linear {
    let own = this.taken.get(index);
    if (own === undefined) {
      own = new Linear(this, [index], [1]);
      own.entry = new Taped(this.around, index);
      this.taken.set(index, own);
    }
    return own;
  }

  private times({ inputs, partials }: Linear, p: number): Lane {
    if (p === 0) return undefined;
    return new Linear(
      this,
      inputs,
      partials.map((each) => each * p),
    );
  }

  /** The entry of the trace around that stands for a number: the sum of its inputs, times the derivatives. */
  private entryOf(lane: Linear): Taped {
    if (lane.entry !== undefined) return lane.entry;
    const { around } = this;
    const { inputs, partials } = lane;
    const input = (i: number): Lane => new Taped(around, inputs[i]!);
    let sum: Lane = around.one(input(0), partials[0]!);
    for (let i = 1; i < inputs.length; i++) sum = around.two(sum, 1, input(i), partials[i]!);
    return (lane.entry = sum as Taped);
  }
}
