import { isSlot } from '../../shadow/mapEntries.js';
import type { Tape } from '../../tape/Tape.js';
import { type Lane, Nested } from '../Lane.js';
import type { Trace } from '../Trace.js';
import { isZero, type Lifted, numberAt, plus, putAt, scaled, ZERO } from './Lifted.js';
import { NestedTrace } from './NestedTrace.js';

type Slots = Record<PropertyKey, unknown>;

/** A number with its tangent, which has derivatives itself. */
class NestedDual extends Nested {
  constructor(
    trace: Trace,
    readonly tangent: Lifted,
    outer: Lane,
  ) {
    super(trace, outer);
  }
}

/** A forward-mode trace over another trace: `TangentTrace` with tangents that have derivatives. */
export class NestedTangent extends NestedTrace {
  constructor(tape: Tape, below: Trace) {
    super(tape, below, tape.mirrorShadows);
  }

  /** Lane of a number with this tangent. */
  lane(tangent: Lifted, outer: Lane): Lane {
    return isZero(tangent) ? outer : new NestedDual(this, tangent, outer);
  }

  tangentOf(lane: Lane): Lifted {
    const own = this.own(lane);
    return own === undefined ? ZERO : (own as NestedDual).tangent;
  }

  protected override join(a: Lane, p: Lifted, b: Lane, q: Lifted, outer: Lane): Lane {
    const { below } = this;
    if (a === undefined && b === undefined) return outer;
    if (b === undefined) return this.lane(scaled(below, (a as NestedDual).tangent, p), outer);
    if (a === undefined) return this.lane(scaled(below, (b as NestedDual).tangent, q), outer);
    const first = scaled(below, (a as NestedDual).tangent, p);
    return this.lane(plus(below, first, scaled(below, (b as NestedDual).tangent, q)), outer);
  }

  protected override loadOwn(slots: Slots, k: PropertyKey, outer: Lane): Lane {
    return typeof slots[k] === 'number' ? this.lane(numberAt(this.below, slots, k), outer) : outer;
  }

  protected override storeOwn(slots: Slots, k: PropertyKey, v: unknown, lane: Lane): void {
    if (typeof v === 'number') putAt(this.below, slots, k, this.tangentOf(lane));
    else slots[k] = undefined;
  }

  protected override storeOwnEntry(
    _map: object,
    slots: Map<unknown, unknown>,
    key: unknown,
    v: unknown,
    lane: Lane,
  ): void {
    if (typeof v !== 'number') {
      slots.set(key, undefined);
      return;
    }
    const before = slots.get(key);
    const slot = isSlot(before) ? before : [0];
    if (slot !== before) slots.set(key, slot);
    putAt(this.below, slot, 0, this.tangentOf(lane));
  }
}
