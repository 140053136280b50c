import { enterView } from '../shadow/enterView.js';
import { knownShadow } from '../shadow/knownShadow.js';
import { shallowShadow } from '../shadow/shallowShadow.js';
import type { ShadowTable } from '../shadow/ShadowTable.js';
import type { Tape } from '../tape/Tape.js';
import type { Lane } from './Lane.js';
import { Dual } from './Lane.js';
import { Trace } from './Trace.js';

/** A forward-mode trace: numbers carry their tangents, objects have mirrors. */
export class TangentTrace extends Trace {
  readonly table: ShadowTable;

  constructor(tape: Tape) {
    super(tape);
    this.table = tape.mirrorShadows;
  }

  override release(): void {
    this.isLive = false;
  }

  override one(a: Lane, p: number): Lane {
    if (a === undefined) return undefined;
    if (a.trace !== this) return this.one(this.own(a), p);
    return p === 1 ? a : this.lane((a as Dual).tangent * p);
  }

  override two(a: Lane, p: number, b: Lane, q: number): Lane {
    if (a === undefined) return this.one(b, q);
    if (b === undefined) return this.one(a, p);
    if (a.trace !== this || b.trace !== this) return this.two(this.own(a), p, this.own(b), q);
    return this.lane((a as Dual).tangent * p + (b as Dual).tangent * q);
  }

  /** Lane of a number with this tangent; zero contributes zero wherever it goes. */
  lane(tangent: number): Lane {
    return tangent === 0 ? undefined : new Dual(this, tangent);
  }

  tangentOf(lane: Lane): number {
    const own = this.own(lane);
    return own === undefined ? 0 : (own as Dual).tangent;
  }

  override slotsOf(o: object): unknown {
    return knownShadow(o, this.table);
  }

  override adopt(o: object, slots: unknown): void {
    if (slots === undefined || this.tape.mirrors.has(o)) return;
    this.tape.mirrors.set(o, slots);
    enterView(o, slots, this.table);
  }

  override load(slots: Record<PropertyKey, unknown>, k: PropertyKey): Lane {
    const tangent = slots[k];
    return typeof tangent === 'number' ? this.lane(tangent) : undefined;
  }

  override store(o: object, k: PropertyKey, v: unknown, lane: Lane): void {
    const slots = this.slotsFor(o, k, lane) as Record<PropertyKey, unknown> | undefined;
    if (slots !== undefined) this.storeAt(slots, k, v, lane);
  }

  override storeAt(slots: Record<PropertyKey, unknown>, k: PropertyKey, v: unknown, lane: Lane): void {
    slots[k] = this.slot(v, lane);
  }

  override loadEntry(map: object, key: unknown): Lane {
    const slots = this.tape.mirrors.get(map) as Map<unknown, unknown> | undefined;
    const slot = slots?.get(key);
    return Array.isArray(slot) && slot.length === 1 ? this.lane(Number(slot[0])) : undefined;
  }

  override storeEntry(map: object, key: unknown, v: unknown, lane: Lane): void {
    let slots = this.tape.mirrors.get(map) as Map<unknown, unknown> | undefined;
    if (slots === undefined) {
      if (!this.owns(lane)) return;
      slots = this.activate(map) as Map<unknown, unknown>;
    }
    const slot = this.slot(v, lane);
    slots.set(key, typeof v === 'number' ? [slot] : slot);
  }

  override activate(o: object): unknown {
    const slots = shallowShadow(o, this.tape.mirrorShadows);
    if (slots !== undefined) this.tape.late++;
    return slots;
  }

  private slot(v: unknown, lane: Lane): unknown {
    if (typeof v === 'number') return this.tangentOf(lane);
    return typeof v === 'object' || typeof v === 'function' ? this.slotsOf(v as object) : undefined;
  }
}
