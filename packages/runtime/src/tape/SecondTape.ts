import { SpeculationError } from '../errors/DiffError.js';
import type { Companions, SecondCompanions, SecondEntries } from '../records/Companions.js';
import { mathSecond } from '../natives/mathSecond.js';
import { calleeOf } from '../records/opaqueRecord.js';
import { Tape } from './Tape.js';

/**
 * The tape of a second-order sweep: a reverse sweep that carries tangents along.
 *
 * Lane 1 is the tangent tape. Its numbers and references stand at the same places as those whose tangents they are, its shadows hold the
 * tangents of the cotangents in the shadows here, and its registers and `ret` those of the registers and `ret` here. Mirrors, which hold
 * tangents of objects, are here.
 */
export class SecondTape extends Tape {
  readonly tangents: Tape;
  private readonly guarded = new Map<Companions, SecondEntries>();

  constructor() {
    super();
    this.openLanes(2);
    this.tangents = this.lanes[1];
  }

  override grow(needed: number): Float64Array {
    const longer = super.grow(needed);
    this.lengthenTangents();
    return longer;
  }

  override restart(): void {
    super.restart();
    // The constructor of the class above comes first.
    (this.tangents as Tape | undefined)?.restart();
  }

  override reset(used?: number): void {
    const { tangents } = this;
    tangents.height = this.height;
    tangents.reset(used);
    super.reset(used);
    this.guarded.clear();
    this.lengthenTangents();
  }

  /** Copies the tangents of a range that `snapshot` has copied, if it has: beside the copy. */
  copyTangents(_A: unknown, A_: unknown, base: number, low: number, high: number): void {
    if (Number.isNaN(base)) return;
    const { f } = this.tangents;
    const from = base + low;
    if (A_ === undefined) f.fill(0, from, base + high + 1);
    else if (A_ instanceof Float64Array && high - low >= 32) f.set(A_.subarray(low, high + 1), from);
    else {
      const slots = A_ as ArrayLike<number | undefined>;
      for (let i = low; i <= high; i++) f[base + i] = slots[i] ?? 0;
    }
  }

  /** The same for `referOrCopy`: the tangents of an array that is read where it is are read in its mirror. */
  referOrCopyTangents(A: unknown, A_: unknown, base: number, low: number, high: number): void {
    const { tangents } = this;
    if (this.source !== A) {
      this.copyTangents(A, A_, base, low, high);
      tangents.source = tangents.f;
    } else {
      tangents.source = (A_ ?? this.numbers_(A, undefined)) as Float64Array;
    }
  }

  /**
   * The second-order companions of a callee found at run time.
   * @throws DIFF3113 if it has none, so that others than compiled companions have to take over; when they are called, if they were not
   *   compiled for the arguments
   */
  resolveSecond(f: unknown, where: string): SecondEntries {
    const { effects, lasting } = this;
    return this.secondOf(this.resolve(f, where), where, effects, lasting);
  }

  /** The same for `new C(…)`. */
  resolveNewSecond(C: unknown, where: string): SecondEntries {
    const { effects, lasting } = this;
    return this.secondOf(this.resolveNew(C, where), where, effects, lasting);
  }

  /** @param effects  counted before the callee was looked up: what is not called has none */
  private secondOf(record: Companions, where: string, effects: number, lasting: number): SecondEntries {
    if (record.opaque === true) return withoutDerivative(record);
    const known = this.guarded.get(record);
    if (known !== undefined) return known;
    const entries =
      record.inactive === true
        ? withoutDerivative(record)
        : (mathSecond(record.fn) ?? secondEntries(record, where));
    if (entries === undefined) {
      this.effects = effects;
      this.lasting = lasting;
      throw noSecond(calleeOf(where));
    }
    this.guarded.set(record, entries);
    return entries;
  }

  private lengthenTangents(): void {
    const { tangents, f } = this;
    if (tangents.f.length >= f.length) return;
    const longer = new Float64Array(f.length);
    longer.set(tangents.f);
    tangents.f = longer;
  }
}

function secondEntries(record: Companions, where: string): SecondEntries | undefined {
  const { second, arity } = record;
  if (second === undefined) return undefined;
  if (second.accepts === undefined) return { ...second, arity };
  return {
    arity,
    reverse: second.reverse,
    forward(t, self, self_, self$, self$_, ...given) {
      if (!accepts(second, t, given)) throw noSecond(calleeOf(where));
      return second.forward(t, self, self_, self$, self$_, ...given);
    },
  };
}

/** Whether second-order companions were compiled for the arguments. `given`: x, x_, x$, x$_, y, …. */
function accepts(second: SecondCompanions, t: Tape, given: readonly unknown[]): boolean {
  if (second.accepts === undefined) return true;
  const args = new Array<unknown>(given.length >> 2);
  for (let i = 0; i < args.length; i++) args[i] = given[4 * i];
  return second.accepts(t, args);
}

/** A function whose results carry no derivative; one of which nothing is known looks whether any is lost. */
function withoutDerivative(record: Companions): SecondEntries {
  return {
    arity: 0,
    forward(t, self, _self_, self$, _self$_, ...given) {
      const pairs: unknown[] = [];
      for (let i = 0; i < given.length; i += 4) pairs.push(given[i], given[i + 2]);
      const value = record.forward(t, self, self$, ...pairs);
      t.ret = t.ret_ = t.lanes[1].ret = undefined;
      return value;
    },
    reverse(t) {
      t.lanes[1].r[0] = 0;
      return 0;
    },
  };
}

/** What says that compiled companions cannot go on, and others have to take over. */
export function noSecond(name: string): SpeculationError {
  return new SpeculationError(
    'DIFF3113',
    `\`${name}\` has no compiled second derivatives for this call: it is a native function, has a rule, is left to traced code, or its file was ` +
      'compiled with the option order: 1. Use jvp((x) => gradient(f, x)[0], [x], [v])[1], which needs none.',
  );
}
