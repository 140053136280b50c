import type { DiffError } from '../errors/DiffError.js';
import type { Companions } from '../records/Companions.js';
import type { Tape, Watch } from '../tape/Tape.js';
import { type Accessors, AccessorTable } from '../shadow/accessors.js';
import type { ShadowTable } from '../shadow/ShadowTable.js';
import {
  binaryPartials,
  type UnaryName,
  unaryPartials,
  type VariadicName,
  variadicPartials,
} from '../rules/math.js';
import { BitsLane, type Lane, Nested, type Piece } from './Lane.js';

/** What is known of numbers as bytes. */
interface BitsMemory {
  pieces: Map<ArrayBufferLike, Map<number, Piece>> | undefined;
  carried: Map<object, Map<PropertyKey, Lane>> | undefined;
}

/** Lanes of what lies outside of shadows. */
export interface KeptLanes {
  readonly aside: Map<object, Map<unknown, Lane>>;
  readonly carried: Map<object, Map<PropertyKey, Lane>> | undefined;
  readonly pieces: Map<ArrayBufferLike, Map<number, Piece>> | undefined;
}

function copied<K, L, V>(of: Map<K, Map<L, V>>): Map<K, Map<L, V>> {
  const copy = new Map<K, Map<L, V>>();
  of.forEach((each, key) => copy.set(key, new Map(each)));
  return copy;
}

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
  /** What is known of numbers as bytes; a trace that stands over another one shares it. */
  protected readonly bits: BitsMemory;
  /** The last two views of integers that were found to see no bits of active numbers, when there were `plainAmong` buffers of these. */
  private plainView: object | undefined;
  private plainViewBefore: object | undefined;
  private plainAmong = 0;
  /** Lanes of what lies outside of shadows: private fields, keys of Maps, elements of Sets, properties of dates, …. */
  protected aside = new Map<object, Map<unknown, Lane>>();
  private readonly accessors = new AccessorTable();
  /** Is told of the objects that traced code looks at or changes, before it does; undefined if nobody wants to know. */
  watch: Watch | undefined;
  /** By name of a method, an object that holds it, or inherits it, without a getter in the way. */
  readonly plainMethods = new Map<PropertyKey, object>();

  /** Calls what has companions and no traced form, where these do not record what the trace does; else undefined. */
  callCompanions:
    | ((companions: Companions, self: unknown, args: readonly unknown[], lanes: readonly Lane[]) => unknown)
    | undefined;

  /** @param outer  the trace that this one stands over: code that is differentiated here is differentiated there too */
  constructor(
    readonly tape: Tape,
    readonly outer: Trace | null = null,
  ) {
    this.bits = outer?.bits ?? { pieces: undefined, carried: undefined };
  }

  /** Lane of a number computed from one active number with the constant partial derivative `p`; undefined if that is a constant here. */
  abstract one(a: Lane, p: number): Lane;
  /** Lane of a number computed from two numbers, each of which may be a constant, with constant partial derivatives. */
  abstract two(a: Lane, p: number, b: Lane, q: number): Lane;

  /*
   * Lanes of numbers whose partial derivatives depend on the operands. Only a trace that stands over another one has to know more of
   * these than their values.
   */

  /** Lane of a·b. */
  product(a: number, la: Lane, b: number, lb: Lane): Lane {
    return this.two(la, b, lb, a);
  }

  /** Lane of a / b;  ∂a = 1/b,  ∂b = −out/b. */
  quotient(_a: number, la: Lane, b: number, lb: Lane, out: number): Lane {
    return this.two(la, 1 / b, lb, -out / b);
  }

  /** Lane of a ** b;  ∂a = b·aᵇ⁻¹,  ∂b = out·ln a (0 at a = 0). A logarithm is asked for only where the exponent is active. */
  power(a: number, la: Lane, b: number, lb: Lane, out: number): Lane {
    const [byBase, byExponent] = binaryPartials.pow;
    const p = this.owns(la) ? byBase(a, b, out) : 0;
    const q = this.owns(lb) ? byExponent(a, b, out) : 0;
    return this.two(la, p, lb, q);
  }

  /** Lane of a function of `Math` with one argument. */
  unary(name: UnaryName, x: number, lane: Lane, out: number): Lane {
    return this.owns(lane) ? this.one(lane, unaryPartials[name](x, out)) : undefined;
  }

  /** Lane of the angle of the point (x, y). */
  atan2(y: number, ly: Lane, x: number, lx: Lane, out: number): Lane {
    if (!this.owns(ly) && !this.owns(lx)) return undefined;
    const [p, q] = binaryPartials.atan2;
    return this.two(ly, p(y, x, out), lx, q(y, x, out));
  }

  /** Lane of a function of `Math` with any number of arguments. */
  variadic(name: VariadicName, xs: readonly number[], lanes: readonly Lane[], out: number): Lane {
    const partial = variadicPartials[name];
    let lane: Lane;
    const count = countOf(xs, out);
    for (let i = 0; i < xs.length; i++) {
      if (!this.owns(lanes[i])) continue;
      const p = partial(xs[i], out, count);
      if (p !== 0) lane = this.two(lane, 1, lanes[i], p);
    }
    return lane;
  }

  /** Lane of d·p for a derivative `d`, where zero contributes zero whatever `p` is. Exact to the first order: traces of more have their own. */
  scaled(d: number, ld: Lane, p: number, lp: Lane): Lane {
    return d === 0 ? this.one(ld, p) : this.two(ld, p, lp, d);
  }

  /** The shadow or mirror of an object, that of a view by its buffer too; undefined if it is inactive so far. */
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

  /** How many buffers have been given shadows so far. */
  private get bufferCount(): number {
    return this.table.buffers.size + this.tape.fadedBuffers;
  }

  /** Is the view one that was found to hold nothing but constants, and has nothing changed since? */
  isPlainView(view: object): boolean {
    return (
      (view === this.plainView || view === this.plainViewBefore) &&
      this.plainAmong === this.bufferCount &&
      this.pieces === undefined
    );
  }

  rememberPlainView(view: object): void {
    const size = this.bufferCount;
    this.plainViewBefore = this.plainAmong === size ? this.plainView : undefined;
    this.plainView = view;
    this.plainAmong = size;
  }

  /** A shadow for an object that is to hold an active number; undefined if its kind has none. */
  abstract activate(o: object): unknown;
  /** Ends the trace. */
  abstract release(): void;

  /** Bytes of active numbers that lie elsewhere than in places of the shadows of their buffers; undefined as long as there are none. */
  get pieces(): BitsMemory['pieces'] {
    return this.bits.pieces;
  }

  set pieces(pieces: BitsMemory['pieces']) {
    this.bits.pieces = pieces;
  }

  /** Lanes of integers in objects, which shadows have no place for; undefined as long as there are none. */
  get carried(): BitsMemory['carried'] {
    return this.bits.carried;
  }

  set carried(carried: BitsMemory['carried']) {
    this.bits.carried = carried;
  }

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
    const slots = this.slotsOf(o);
    if (slots !== undefined) return slots;
    if (!this.owns(lane)) {
      if (this.aside.size > 0) this.keepAside(o, k, undefined);
      return undefined;
    }
    const made = this.activate(o);
    if (made === undefined && !isView) this.keepAside(o, k, lane);
    return made;
  }

  /**
   * A lane of this trace that stands for the number in another trace of the same sweep.
   * @param lane  one of this trace, which has ended
   */
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- for those traces whose numbers are of use in others
  handOn(lane: Lane, to: Trace): Lane {
    return undefined;
  }

  /** Whether the lane belongs to this trace: what other sweeps computed is constant here. */
  owns(lane: Lane): boolean {
    return lane !== undefined && (lane.trace === this || this.own(lane) !== undefined);
  }

  /** What a lane is in this trace: a number of a trace that stood over this one has its lane here beside it. */
  protected own(lane: Lane): Lane {
    while (lane instanceof Nested && lane.trace !== this) lane = lane.outer;
    return lane === undefined || lane.trace === this ? lane : this.foreign(lane);
  }

  /** What stands here for a number of another trace: of a call that a checkpoint made, say. Mostly it is a constant. */
  protected foreign(lane: NonNullable<Lane>): Lane {
    return lane.trace === null ? undefined : lane.trace.handOn(lane, this);
  }

  /** The trace below all others, which names those of one differentiation. */
  get root(): Trace {
    return this.outer?.root ?? this;
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

  /** What is kept outside of shadows is found by this trace too. */
  shareLanes(of: Trace): void {
    this.aside = of.aside;
    this.carried = of.carried;
    this.pieces = of.pieces;
  }

  /** A copy of what is kept outside of shadows; undefined if there is nothing. */
  keptLanes(): KeptLanes | undefined {
    const { aside, carried, pieces } = this;
    if (aside.size === 0 && carried === undefined && pieces === undefined) return undefined;
    return {
      aside: copied(aside),
      carried: carried && copied(carried),
      pieces: pieces && copied(pieces),
    };
  }

  /** Takes a copy of what was kept. */
  takeLanes(kept: KeptLanes | undefined): void {
    this.aside = kept === undefined ? new Map<object, Map<unknown, Lane>>() : copied(kept.aside);
    this.carried = kept?.carried && copied(kept.carried);
    this.pieces = kept?.pieces && copied(kept.pieces);
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

/** How many of the numbers are the result. */
export function countOf(xs: readonly number[], out: number): number {
  let count = 0;
  for (const x of xs) if (Number(x) === out) count++;
  return count;
}
