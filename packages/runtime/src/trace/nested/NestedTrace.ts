import type { UnaryName, VariadicName } from '../../rules/math.js';
import { enterView } from '../../shadow/enterView.js';
import { knownShadow } from '../../shadow/knownShadow.js';
import { isSlot } from '../../shadow/mapEntries.js';
import { shallowShadow } from '../../shadow/shallowShadow.js';
import type { ShadowTable } from '../../shadow/ShadowTable.js';
import type { Tape } from '../../tape/Tape.js';
import { type Lane, type Nested } from '../Lane.js';
import { Trace } from '../Trace.js';
import { fixed, type Lifted, ZERO } from './Lifted.js';
import {
  partialByBase,
  partialByExponent,
  partialOfUnary,
  partialOfVariadic,
  partialsOfAtan2,
  partialsOfQuotient,
} from './partials.js';

type Slots = Record<PropertyKey, unknown>;

/**
 * A trace that stands over another one: `gradient`, `jvp` and the like called by code that is differentiated itself.
 *
 * Whatever it records, the trace below records too. A number has a lane in both (`Nested`), an object a shadow in both. The derivatives that
 * this trace computes are numbers of the code below: partial derivatives are computed with their lanes there (`Lifted`), and what is
 * stored in shadows and mirrors of this trace is noted there as in any other object. So derivatives have derivatives, of any order and
 * in any mix of modes; and since each call has a trace of its own, none is taken for another's.
 */
export abstract class NestedTrace extends Trace {
  /** The objects that shadows of this trace belong to. */
  private readonly owners = new Map<unknown, object>();

  constructor(
    tape: Tape,
    readonly below: Trace,
    readonly table: ShadowTable,
  ) {
    super(tape, below);
    // Companions of first order are not called while this is recorded, so that it stays as it is.
    this.mixed = below.mixed;
  }

  /** Lane of the number p·a + q·b, as far as this trace goes, with its lane in the trace below. */
  protected abstract join(a: Lane, p: Lifted, b: Lane, q: Lifted, outer: Lane): Lane;
  /** Lane of the number read from a slot of this trace. */
  protected abstract loadOwn(slots: Slots, k: PropertyKey, outer: Lane): Lane;
  /** Notes in this trace alone what a slot stands for now. */
  protected abstract storeOwn(slots: Slots, k: PropertyKey, v: unknown, lane: Lane): void;
  /** The same for a Map. */
  protected abstract storeOwnEntry(
    map: object,
    slots: Map<unknown, unknown>,
    key: unknown,
    v: unknown,
    lane: Lane,
  ): void;

  /** Lane of the number p·a + q·b, whose lane in the trace below is known. */
  combined(a: Lane, p: Lifted, b: Lane, q: Lifted, outer: Lane): Lane {
    return this.join(this.own(a), p, this.own(b), q, outer);
  }

  /** Does a number depend on an input of this trace itself, and not of those below alone? */
  holds(lane: Lane): boolean {
    return this.own(lane) !== undefined;
  }

  override release(): void {
    this.isLive = false;
  }

  /** The lane that a number has below. */
  outward(lane: Lane): Lane {
    const own = this.own(lane);
    return own === undefined ? lane : (own as Nested).outer;
  }

  /** A number as the trace below sees it. */
  private seen(value: number, lane: Lane): Lifted {
    return { value, lane: this.outward(lane) };
  }

  override owns(lane: Lane): boolean {
    return lane !== undefined && (this.own(lane) !== undefined || this.below.owns(lane));
  }

  override one(a: Lane, p: number): Lane {
    if (a === undefined || p === 1) return a;
    return this.join(this.own(a), fixed(p), undefined, ZERO, this.below.one(this.outward(a), p));
  }

  override two(a: Lane, p: number, b: Lane, q: number): Lane {
    if (a === undefined) return this.one(b, q);
    if (b === undefined) return this.one(a, p);
    const outer = this.below.two(this.outward(a), p, this.outward(b), q);
    return this.join(this.own(a), fixed(p), this.own(b), fixed(q), outer);
  }

  override product(a: number, la: Lane, b: number, lb: Lane): Lane {
    const oa = this.outward(la);
    const ob = this.outward(lb);
    const outer = this.below.product(a, oa, b, ob);
    return this.join(this.own(la), { value: b, lane: ob }, this.own(lb), { value: a, lane: oa }, outer);
  }

  override scaled(d: number, ld: Lane, p: number, lp: Lane): Lane {
    const od = this.outward(ld);
    const op = this.outward(lp);
    const outer = this.below.scaled(d, od, p, op);
    // A zero without derivatives contributes none.
    const second = d === 0 && od === undefined ? undefined : this.own(lp);
    return this.join(this.own(ld), { value: p, lane: op }, second, { value: d, lane: od }, outer);
  }

  override quotient(a: number, la: Lane, b: number, lb: Lane, out: number): Lane {
    const { below } = this;
    const divisor = this.seen(b, lb);
    const outer = below.quotient(a, this.outward(la), b, divisor.lane, out);
    const [p, q] = partialsOfQuotient(below, divisor, { value: out, lane: outer });
    return this.join(this.own(la), p, this.own(lb), q, outer);
  }

  override power(a: number, la: Lane, b: number, lb: Lane, out: number): Lane {
    const { below } = this;
    const base = this.seen(a, la);
    const exponent = this.seen(b, lb);
    const outer = below.power(a, base.lane, b, exponent.lane, out);
    const byBase = this.own(la);
    const byExponent = this.own(lb);
    const p = byBase === undefined ? ZERO : partialByBase(below, base, exponent);
    const q = byExponent === undefined ? ZERO : partialByExponent(below, base, { value: out, lane: outer });
    return this.join(byBase, p, byExponent, q, outer);
  }

  override unary(name: UnaryName, x: number, lane: Lane, out: number): Lane {
    const { below } = this;
    const given = this.seen(x, lane);
    const outer = below.unary(name, x, given.lane, out);
    const own = this.own(lane);
    if (own === undefined) return outer;
    return this.join(
      own,
      partialOfUnary(below, name, given, { value: out, lane: outer }),
      undefined,
      ZERO,
      outer,
    );
  }

  override atan2(y: number, ly: Lane, x: number, lx: Lane, out: number): Lane {
    const { below } = this;
    const ordinate = this.seen(y, ly);
    const abscissa = this.seen(x, lx);
    const outer = below.atan2(y, ordinate.lane, x, abscissa.lane, out);
    const [p, q] = partialsOfAtan2(below, ordinate, abscissa, { value: out, lane: outer });
    return this.join(this.own(ly), p, this.own(lx), q, outer);
  }

  override variadic(name: VariadicName, xs: readonly number[], lanes: readonly Lane[], out: number): Lane {
    const { below } = this;
    const outers = lanes.map((lane) => this.outward(lane));
    const outer = below.variadic(name, xs, outers, out);
    const result = { value: out, lane: outer };
    let sum: Lane;
    for (let i = 0; i < xs.length; i++) {
      const own = this.own(lanes[i]);
      if (own === undefined) continue;
      const p = partialOfVariadic(below, name, xs, { value: xs[i], lane: outers[i] }, result);
      sum = this.join(this.own(sum), fixed(1), own, p, outer);
    }
    return sum ?? outer;
  }

  /** What is active below is active here: it has a shadow, all zeros. */
  override slotsOf(o: object): unknown {
    let slots = knownShadow(o, this.table);
    if (slots === undefined) {
      if (this.below.slotsOf(o) === undefined) return undefined;
      slots = this.activate(o);
    }
    if (slots !== undefined && !this.owners.has(slots)) this.owners.set(slots, o);
    return slots;
  }

  /** Whether a view holds constants is not remembered: that may change below. */
  override isPlainView(): boolean {
    return false;
  }

  override adopt(o: object, slots: unknown): void {
    if (slots === undefined || this.table.objects.has(o)) return;
    this.table.objects.set(o, slots);
    enterView(o, slots, this.table);
  }

  override activate(o: object): unknown {
    const slots = shallowShadow(o, this.table);
    if (slots === undefined) return undefined;
    this.owners.set(slots, o);
    this.tape.roots.push(slots);
    return slots;
  }

  override load(slots: Slots, k: PropertyKey): Lane {
    const owner = this.owners.get(slots);
    return this.loadOwn(slots, k, owner === undefined ? undefined : this.loadBelow(owner, k));
  }

  private loadBelow(o: object, k: PropertyKey): Lane {
    const slots = this.slotsBelow(o);
    return slots !== undefined && typeof slots[k] === 'number' ? this.below.load(slots, k) : undefined;
  }

  private slotsBelow(o: object): Slots | undefined {
    const { below } = this;
    return below.slotsOf(o) as Slots | undefined;
  }

  override store(o: object, k: PropertyKey, v: unknown, lane: Lane): void {
    this.below.store(o, k, v, this.outward(lane));
    const slots = this.slotsFor(o, k, lane) as Slots | undefined;
    if (slots !== undefined) this.storeOwn(slots, k, v, this.own(lane));
  }

  override storeAt(slots: Slots, k: PropertyKey, v: unknown, lane: Lane): void {
    const owner = this.owners.get(slots);
    if (owner !== undefined) {
      const outer = this.outward(lane);
      const slotsBelow = this.slotsBelow(owner);
      if (slotsBelow !== undefined) this.below.storeAt(slotsBelow, k, v, outer);
      else if (outer !== undefined) this.below.store(owner, k, v, outer);
    }
    this.storeOwn(slots, k, v, this.own(lane));
  }

  override loadEntry(map: object, key: unknown): Lane {
    const outer = this.below.loadEntry(map, key);
    const slots = this.table.objects.get(map) as Map<unknown, unknown> | undefined;
    const slot = slots?.get(key);
    return isSlot(slot) ? this.loadOwn(slot as unknown as Slots, 0, outer) : outer;
  }

  override storeEntry(map: object, key: unknown, v: unknown, lane: Lane): void {
    this.below.storeEntry(map, key, v, this.outward(lane));
    const slots = this.slotsOf(map) ?? (this.owns(lane) ? this.activate(map) : undefined);
    if (slots !== undefined) this.storeOwnEntry(map, slots as Map<unknown, unknown>, key, v, this.own(lane));
  }

  override asideOf(o: object, k: unknown): Lane {
    return super.asideOf(o, k) ?? this.below.asideOf(o, k);
  }

  override keepAside(o: object, k: unknown, lane: Lane): void {
    super.keepAside(o, k, lane);
    this.below.keepAside(o, k, this.outward(lane));
  }

  override clearAside(o: object): void {
    super.clearAside(o);
    this.below.clearAside(o);
  }

  override hasAside(o: object): boolean {
    return super.hasAside(o) || this.below.hasAside(o);
  }

  override forgetAccessors(): void {
    super.forgetAccessors();
    this.below.forgetAccessors();
  }
}
