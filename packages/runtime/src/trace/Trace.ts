import type { DiffError } from '../errors/DiffError.js';
import type { Tape } from '../tape/Tape.js';
import { type Accessors, AccessorTable } from '../shadow/accessors.js';
import { shallowShadow } from '../shadow/shallowShadow.js';
import type { ShadowTable } from '../shadow/ShadowTable.js';
import type { Curvature } from './Curvature.js';
import { BitsLane, type Lane, type Piece } from './Lane.js';

/**
 * The record of one sweep through traced code, in one of the two modes.
 *
 * Numbers carry lanes; what is stored in memory has its derivative in the shadow (or mirror) of the object, as everywhere in the
 * runtime, so that traced functions and compiled companions work on the same objects.
 */
export abstract class Trace {
  /** False once the sweep is over: what still runs of it is ordinary code. */
  isLive = true;
  /** The first refusal (DIFF31xx), which ends the trace even where the program catches it: it would go on as it never does. */
  refusal: DiffError | undefined;
  /** True if nothing is differentiated: no number can be active. */
  inert = false;
  /** True once compiled companions take part, which give objects shadows that the tape's table does not know. */
  mixed = false;
  /** Bytes of active numbers that lie elsewhere than in places of the shadows of their buffers; undefined as long as there are none. */
  pieces: Map<ArrayBufferLike, Map<number, Piece>> | undefined;
  /** The last two views of integers that were found to see no bits of active numbers, when there were `plainAmong` buffers of these. */
  private plainView: object | undefined;
  private plainViewBefore: object | undefined;
  private plainAmong = 0;
  /** Lanes of what lies outside of shadows: private fields, keys of Maps, elements of Sets, properties of dates, …. */
  private readonly aside = new Map<object, Map<unknown, Lane>>();
  private readonly accessors = new AccessorTable();
  /** By name of a method, an object that holds it, or inherits it, without a getter in the way. */
  readonly plainMethods = new Map<PropertyKey, object>();

  constructor(readonly tape: Tape) {}

  /** True if what depends on what is asked for, whatever the derivatives are: partials that are zero count then. */
  readonly isPattern: boolean = false;

  /**
   * Lane of a number computed from one active number with partial derivative `p`; undefined if that is a constant here.
   * @param curvature  of the operation, for who asks for second derivatives
   */
  abstract one(a: Lane, p: number, curvature?: Curvature): Lane;
  /** Lane of a number computed from two numbers, each of which may be a constant. */
  abstract two(a: Lane, p: number, b: Lane, q: number, curvature?: Curvature): Lane;
  /** The shadow or mirror of an object; undefined if it is inactive so far. */
  abstract slotsOf(o: object): unknown;
  /** Where shadows or mirrors are found and entered. */
  abstract readonly table: ShadowTable;
  /** Tells the trace the shadow of an object that it may not know. */
  abstract adopt(o: object, slots: unknown): void;
  /** Lane of the number read from `slots[k]`. */
  abstract load(slots: Record<PropertyKey, unknown>, k: PropertyKey): Lane;
  /** Notes that `o[k] = v` was stored. */
  abstract store(o: object, k: PropertyKey, v: unknown, lane: Lane): void;
  /** Notes that the place that `slots[k]` stands for holds `v` now. */
  abstract storeAt(slots: Record<PropertyKey, unknown>, k: PropertyKey, v: unknown, lane: Lane): void;
  /** Lane of the number held under a key of a Map. */
  abstract loadEntry(map: object, key: unknown): Lane;
  /** Notes that a Map holds `v` under `key`. */
  abstract storeEntry(map: object, key: unknown, v: unknown, lane: Lane): void;

  /** @throws the refusal, if there was one */
  refuseToGoOn(): void {
    if (this.refusal !== undefined) throw this.refusal;
  }

  /** The shadow of a typed array, which another view of its buffer may have. */
  slotsOfView(o: ArrayBufferView): unknown {
    const known = this.slotsOf(o);
    if (known !== undefined || !(o instanceof Float64Array || o instanceof Float32Array)) return known;
    const { buffers } = this.table;
    return buffers.size > 0 && buffers.has(o.buffer) ? shallowShadow(o, this.table) : undefined;
  }

  /** Is the view one that was found to hold nothing but constants, and has nothing changed since? */
  isPlainView(view: object): boolean {
    return (
      (view === this.plainView || view === this.plainViewBefore) &&
      this.plainAmong === this.table.buffers.size &&
      this.pieces === undefined
    );
  }

  rememberPlainView(view: object): void {
    const { size } = this.table.buffers;
    this.plainViewBefore = this.plainAmong === size ? this.plainView : undefined;
    this.plainView = view;
    this.plainAmong = size;
  }

  /** A shadow for an object that is to hold an active number; undefined if its kind has none. */
  abstract activate(o: object): unknown;
  /** Ends the trace. */
  abstract release(): void;

  /** Lanes of integers in objects, which shadows have no place for; undefined as long as there are none. */
  carried: Map<object, Map<PropertyKey, Lane>> | undefined;

  /** Is an integer with bits of active numbers kept under the key? */
  carriedIn(o: object, k: PropertyKey): Lane {
    return this.carried?.get(o)?.get(typeof k === 'number' ? String(k) : k);
  }

  private carry(o: object, k: PropertyKey, lane: Lane): void {
    const key = typeof k === 'number' ? String(k) : k;
    const own = this.carried?.get(o);
    if (own !== undefined) own.set(key, lane);
    else if (lane !== undefined) (this.carried ??= new Map()).set(o, new Map([[key, lane]]));
  }

  /** The shadow into which a store goes; undefined if it has nothing to note, or notes it aside. */
  protected slotsFor(o: object, k: PropertyKey, lane: Lane): unknown {
    if (this.carried !== undefined || (lane !== undefined && lane.trace === null))
      this.carry(o, k, lane instanceof BitsLane ? lane : undefined);
    // Global variables are read by their bare names too.
    if (o === globalThis) {
      this.keepAside(o, k, lane);
      return undefined;
    }
    const isView = ArrayBuffer.isView(o) && !(o instanceof DataView);
    const slots = isView ? this.slotsOfView(o) : this.slotsOf(o);
    if (slots !== undefined) return slots;
    if (!this.owns(lane)) {
      if (this.aside.size > 0) this.keepAside(o, k, undefined);
      return undefined;
    }
    const made = this.activate(o);
    if (made === undefined && !isView) this.keepAside(o, k, lane);
    return made;
  }

  /** Whether the lane belongs to this trace: what other sweeps computed is constant here. */
  owns(lane: Lane): boolean {
    return lane !== undefined && lane.trace === this;
  }

  /** Lane of a number kept outside of shadows. */
  asideOf(o: object, k: unknown): Lane {
    return this.aside.size === 0 ? undefined : this.aside.get(o)?.get(k);
  }

  keepAside(o: object, k: unknown, lane: Lane): void {
    const kept = this.aside.get(o);
    if (kept !== undefined) kept.set(k, lane);
    else if (this.owns(lane)) this.aside.set(o, new Map([[k, lane]]));
  }

  /** Forgets the lanes of an object, those under all keys. */
  clearAside(o: object): void {
    this.aside.delete(o);
  }

  /** Whether lanes are kept for the object outside of its shadow. */
  hasAside(o: object): boolean {
    for (const lane of this.aside.get(o)?.values() ?? []) if (this.owns(lane)) return true;
    return false;
  }

  /** The accessors that an object inherits from a prototype, those of user code alone; null if there are none. */
  accessorsOf(prototype: object | null): Accessors | null {
    return this.accessors.of(prototype);
  }

  /** A property of an object has gone, or is no accessor any more. */
  forgetAccessor(o: object): void {
    if (this.accessors.knows(o)) this.forgetAccessors();
  }

  /** Forgets what is known of prototypes, because one of them may have changed. */
  forgetAccessors(): void {
    this.accessors.clear();
    this.plainMethods.clear();
  }
}
