import { internalError } from '../errors/DiffError.js';
import { callAgain } from '../checkpoints/callAgain.js';
import type { Companions, LocalCompanions } from '../records/Companions.js';
import { isKnownProxy, proxies } from '../records/knownProxies.js';
import { findRecord } from '../records/findRecord.js';
import { calleeOf, opaqueRecord } from '../records/opaqueRecord.js';
import { isTraced, tracedConstruction, tracedNativeRecord } from '../trace/tracedRecord.js';
import { tracedNativeConstructor } from '../trace/natives/tracedNatives.js';
import { nativeConstructor } from '../natives/nativeRecord.js';
import { AccessorTable } from '../shadow/accessors.js';
import { ShadowPlan, shadowOfEntry } from '../shadow/ShadowPlan.js';
import { ObjectTable } from '../shadow/ObjectTable.js';
import type { ShadowBuffer, ShadowTable } from '../shadow/ShadowTable.js';
import { knownShadow } from '../shadow/knownShadow.js';
import { kindOf } from '../shadow/kindOf.js';
import { SINK } from '../shadow/sink.js';
import { describe } from '../errors/describe.js';
import { type DiffError, SpeculationError } from '../errors/DiffError.js';

const FIRST_LENGTH = 1024;
/** Buffers longer than this (64 MiB of doubles) stay in the pool only while they are needed… */
const LONG = (64 << 20) / 8;
/** …and up to this length (512 MiB). */
const LONGEST_KEPT = (512 << 20) / 8;
/** After so many sweeps that needed less than an eighth of it a long buffer is given up. */
const SHORT_SWEEPS = 8;
const LONGEST_REFERENCES_KEPT = 1 << 20;
/** A range may be so many times as long as what is read of it. */
const MOST_FOR_A_READ = 8;
/** Arrays of so many numbers together (8 MiB) wait for the next sweep. */
const MOST_HELD = 1 << 20;
/** Number of result registers; a reverse companion of more arguments needs a longer `r`, which the API entries see to. */
export const REGISTERS = 64;

/** The part of a trace that its tape knows. */
export interface SweepTrace {
  /** Ends the trace. */
  release(): void;
}

/** A call that the next sweep may use again. */
export interface KeptCall {
  /** How many numbers its arrays hold. */
  readonly weight: number;
  /** Lets go of what belongs to the program. */
  release(): void;
}

/** A variable of the program. */
export interface Variable {
  get(): unknown;
  set(value: unknown): void;
}

/** Whoever has to know which objects a stretch of the program meets. */
export interface Watch {
  /** Is called before the object is looked at or changed. */
  meet(o: object): void;
  /** Is called before the object, or what is found from there, is looked at or changed. */
  reach(o: unknown): void;
  /** Is called with an object that was not there before. */
  made(o: object): void;
  /** Is told of variables that may be read or assigned. */
  sees(variables: readonly Variable[]): void;
  /** Is called with an object that is given a shadow. */
  entered(o: object, shadow: unknown): void;
}

/** Stands before functions that need not give the same when they are called again. */
export interface Drawing {
  /** Is the function one of those? */
  isDrawn(f: unknown): boolean;
  /** Makes the call, or gives again what it gave. */
  draw(self: unknown, args: readonly unknown[], call: () => unknown): unknown;
  /** The companions of a function, which draw if it is one of those. */
  recordOf(record: Companions): Companions;
}

/** What a tape is doing, so that nobody enters a pullback while it runs. */
export type TapeState = 'idle' | 'forward' | 'reverse';

/**
 * The tape of one sweep: numbers and references pushed by forward companions and read backwards by reverse companions.
 *
 * The short names are the protocol between emitted code and the runtime. Emitted code keeps `f`, `n` and `m` in locals, writes
 * `n` and `m` back before every call and reads all three again after it.
 */
export class Tape {
  /** Numeric tape and its pointer. */
  f: Float64Array = new Float64Array(FIRST_LENGTH);
  n = 0;
  /** Reference tape and its pointer. */
  o: unknown[] = [];
  m = 0;
  /** Result registers: the cotangent of argument i ≥ 1. */
  r: Float64Array = new Float64Array(REGISTERS);
  /** Shadow of the last result; undefined for numbers and inactive values. */
  ret: unknown = undefined;
  /** Tangent of the last result: a number, a mirror, or undefined for zero. */
  ret_: unknown = undefined;
  /** Did compiled companions run in this sweep? What they made has shadows that no table knows. */
  mixed = false;
  /** Whether nothing that the sweep was given changes before its end, so that it need not be copied. */
  isStable = false;
  /** What holds the elements of the last array that was asked for by `referOrCopy`. */
  source: Float64Array = this.f;
  /** Counts calls that may have had an effect: a function that saw it rise cannot begin anew. */
  effects = 0;
  /** The same but for rules, which only compute: what turns of a loop marked `@checkpoint` must not have. */
  lasting = 0;
  /** How many objects were activated late in this sweep. */
  late = 0;
  /** Shadows of objects that were not born in this sweep. */
  readonly map = new ObjectTable<object, unknown>();
  /** Mirrors (tangents) of objects that were not born in this sweep. */
  readonly mirrors = new ObjectTable<object, unknown>();
  /** Shadows to be cleared after each reverse sweep: those of activated objects and of environments older than the sweep. */
  readonly roots: unknown[] = [];
  /** What traced code recorded in this sweep, if any took part. */
  trace: SweepTrace | undefined = undefined;
  /** Makes the trace instead of the runtime, while a checkpoint makes its call. */
  makeTrace: (() => SweepTrace) | undefined = undefined;
  /** Is told of the objects that are met while a checkpoint makes its call. */
  watch: Watch | undefined = undefined;
  /** Whether everything is to be recorded, for who goes through it: checkpoints and forward mode are left out. */
  keepsAll = false;
  /** How many buffers had shadows that only those of their views which are still in use lead to. */
  fadedBuffers = 0;
  /** Calls whose results are kept, or given again, while a checkpoint makes its call. */
  draws: Drawing | undefined = undefined;
  /** Objects of captured ones that companions do not take into account; they are refused when they are accessed. */
  private unusual: Set<object> | undefined = undefined;
  /** The same for those that inherit accessors or data. */
  private inheriting: Set<object> | undefined = undefined;
  /** Whether there are any of the two. */
  private hasRefused = false;
  /** What the arguments of the differentiated call hold that compiled companions take for granted not to meet; `UnusualKind`. */
  unusualKinds = 0;
  /** What prototypes of arguments have for getters and setters. */
  readonly accessors = new AccessorTable();
  state: TapeState = 'idle';
  /** Tapes of a sweep that carries several tangents: each lane has mirrors of its own. That of lane 0 is this one. */
  readonly lanes: Tape[] = [this];
  /** Number of the sweep that the tape holds, so that what was made in an earlier one is known to be from outside. */
  sweep = 0;
  /** Numbers on the tape when the last reverse sweep began. */
  height = 0;
  /** How many sweeps in a row needed little of a long buffer. */
  private shortSweeps = 0;
  /** Arrays that are given back when the sweep is forgotten, and to whom. */
  private readonly lent: Float64Array[] = [];
  private takeBack: ((array: Float64Array) => void) | undefined = undefined;
  /** Calls of functions of arrays, in the order of the sweep, which later sweeps use again; and how many are in use. */
  readonly calls: KeptCall[] = [];
  c = 0;
  /** How many numbers they hold. */
  private held = 0;
  private readonly shadowBuffers = new ObjectTable<ArrayBufferLike, ShadowBuffer>();
  private readonly mirrorBuffers = new ObjectTable<ArrayBufferLike, ShadowBuffer>();
  /** Where shadows of this sweep are found and entered, and mirrors. */
  readonly shadows: ShadowTable = { objects: this.map, buffers: this.shadowBuffers };
  readonly mirrorShadows: ShadowTable = { objects: this.mirrors, buffers: this.mirrorBuffers };

  /**
   * Makes the numeric tape longer than `needed + 64`, keeping what it holds; returns the new `f`.
   * @throws RangeError beyond 2³¹ numbers (16 GiB): positions on the tape are integers of 32 bits
   */
  grow(needed: number): Float64Array {
    if (needed > MOST_NUMBERS)
      throw new RangeError(
        'the derivative would keep more than 2^31 numbers. Mark the longest loop with /* @checkpoint */, or call parts of the function through checkpoint().',
      );
    this.shortSweeps = 0;
    let length = this.f.length * 2;
    while (length < needed + 64) length *= 2;
    const longer = new Float64Array(length);
    longer.set(this.f);
    this.f = longer;
    return longer;
  }

  /**
   * Copies `A[low … high]` to the numeric tape, with the length of the copy on top.
   * @returns where `A[0]` would lie, so that element i is `f[result + i]`; NaN, with an empty copy, if the range has fewer than `minimum`
   * elements, more than MOST_FOR_A_READ for each that is read, or does not lie inside a plain array of numbers
   */
  snapshot(A: unknown, low: number, high: number, minimum: number, reads: number): number {
    const from = low | 0;
    const to = high | 0;
    const size = to - from + 1;
    const { n } = this;
    // What is no integer here is not where the loop ends.
    const isRange = from === low && to === high && low >= 0 && isInside(A, to);
    if (isRange && size >= minimum && size <= MOST_FOR_A_READ * reads) {
      if (n + size + 1 > this.f.length) this.grow(n + size + 1);
      if (copyRange(A, from, to, this.f, n)) {
        this.f[n + size] = size;
        this.n = n + size + 1;
        return n - from;
      }
    }
    if (n === this.f.length) this.grow(n + 1);
    this.f[n] = 0;
    this.n = n + 1;
    return NaN;
  }

  /**
   * The same where the array stays as it is until the end of the function; it is not copied if it does until the end of the sweep.
   * `source` is what holds the elements then.
   */
  referOrCopy(A: unknown, low: number, high: number, minimum: number, reads: number): number {
    if (!this.isStable || !(A instanceof Float64Array)) {
      const base = this.snapshot(A, low, high, minimum, reads);
      this.source = this.f;
      return base;
    }
    this.source = A;
    const { n } = this;
    if (n === this.f.length) this.grow(n + 1);
    this.f[n] = 0;
    this.n = n + 1;
    return 0;
  }

  /** The shadow of an object reached from outside (captured); undefined for primitives and objects inactive so far. */
  shadowOf(o: unknown): unknown {
    if (this.watch !== undefined && isReference(o)) this.watch.reach(o);
    return isReference(o) ? knownShadow(o, this.shadows) : undefined;
  }

  /** A shadow for an object that has none yet, because an active value is about to be stored into it. */
  activate(o: object): unknown {
    const known = knownShadow(o, this.shadows);
    if (known !== undefined) return known;
    this.watch?.reach(o);
    const shadow = this.enterAll(o, this.shadows);
    if (shadow !== undefined) this.late++;
    return shadow;
  }

  /**
   * The shadow of an object into which compiled code stores active values: its own, or one that it is given now. What cannot have
   * one (integer arrays, primitives) gets one whose slots take everything and hold zero.
   */
  ensure(o: unknown, o$: unknown): unknown {
    if (o$ !== undefined && o$ !== 0) return o$;
    return (isReference(o) ? this.activate(o) : undefined) ?? SINK;
  }

  /**
   * The shadow `o$` of `o` if it has one by now. 0 is what an earlier reverse sweep left where it reversed the store of a
   * reference, in shadows that are used again.
   */
  late$(o: unknown, o$: unknown): unknown {
    if (o$) return o$;
    return (this.late === 0 && o$ !== 0) || !isReference(o) ? undefined : knownShadow(o, this.shadows);
  }

  /** `shadowOf` for the tangent sweep. */
  mirrorOf(o: unknown): unknown {
    return isReference(o) ? knownShadow(o, this.mirrorShadows) : undefined;
  }

  /** `activate` for the tangent sweep. */
  activateMirror(o: object): unknown {
    const known = knownShadow(o, this.mirrorShadows);
    if (known !== undefined) return known;
    const mirror = this.enterAll(o, this.mirrorShadows);
    if (mirror !== undefined) this.late++;
    return mirror;
  }

  /** `ensure` for the tangent sweep. */
  ensure_(o: unknown, o_: unknown): unknown {
    if (o_ !== undefined) return o_;
    return (isReference(o) ? this.activateMirror(o) : undefined) ?? SINK;
  }

  /** `late$` for the tangent sweep. */
  late_(o: unknown, o_: unknown): unknown {
    return o_ ?? (this.late === 0 || !isReference(o) ? undefined : knownShadow(o, this.mirrorShadows));
  }

  /** The mirror `o_`, of which only numbers at indices are read, or zeros for all of these. */
  numbers_(o: unknown, o_: unknown): unknown {
    return o_ ?? zerosFor(o);
  }

  /** `late$` for an object that was read out of another and is accessed: a proxy, or what is no plain object, is refused. */
  part$(o: unknown, o$: unknown): unknown {
    if (this.hasRefused || proxies.any) this.expectPlainPart(o);
    return o$ ? o$ : this.late$(o, o$);
  }

  /** The same for the tangent sweep. */
  part_(o: unknown, o_: unknown): unknown {
    if (this.hasRefused || proxies.any) this.expectPlainPart(o);
    return o_ ?? this.late_(o, o_);
  }

  /** `shadowOf` for an object that is accessed: a proxy, and properties that are no plain ones, are refused. */
  outer$(o: unknown, ...keys: string[]): unknown {
    this.expectPlain(o, ...keys);
    return this.shadowOf(o);
  }

  /** The same for the tangent sweep. */
  outer_(o: unknown, ...keys: string[]): unknown {
    this.expectPlain(o, ...keys);
    return this.mirrorOf(o);
  }

  /**
   * Looks at what comes from outside, or what an unknown function gave, before it is accessed.
   * @param keys  the properties that are accessed; `'*'` for names that are computed
   * @throws DIFF3106 for a proxy, and where one of the properties is an accessor, a number or an object that is inherited
   */
  expectPlain(o: unknown, ...keys: string[]): void {
    if (this.hasRefused || proxies.any) this.refuseUnusual(o);
    if (!this.accessors.on(o)) return;
    for (let i = 0; i < keys.length; i++)
      if (keys[i] === '*' || this.accessors.inherits(o as object, keys[i])) throw unusualObject(o as object);
  }

  /**
   * Looks at what sloppy code stores into, where the program ignores a store that cannot be made.
   * @throws DIFF3106 for an object that is not extensible, of which no more is known
   */
  expectWritable(o: unknown): void {
    // V8 asks for what is extensible outside of compiled code.
    if (ArrayBuffer.isView(o) || !isReference(o) || Object.isExtensible(o)) return;
    throw new SpeculationError(
      'DIFF3106',
      `${describe(o)} is frozen, sealed or not extensible, and the function that stores into it was compiled for objects that take what is stored. ` +
        "Write 'use strict', where such a store is an error, or compile the file with the option include: 'all'.",
    );
  }

  /** Whether compiled companions do not take the object into account: a proxy, or one that inherits accessors or data. */
  isUnusual(o: unknown): boolean {
    return isKnownProxy(o) || this.accessors.on(o);
  }

  private expectPlainPart(o: unknown): void {
    this.refuseUnusual(o);
    if (this.inheriting?.has(o as object) === true) throw unusualObject(o as object);
  }

  private refuseUnusual(o: unknown): void {
    if (isKnownProxy(o) || this.unusual?.has(o as object) === true) throw unusualObject(o as object);
  }

  /**
   * The companions of a callee found at run time.
   * @param where  the callee's name as written, and its place: `'f (model.ts:12:5)'`
   *
   * If nothing is known about `f` the record throws DIFF3101 when it is called with something through which derivative flows.
   * @throws TypeError if `f` cannot be called, as the program itself would
   */
  resolve(f: unknown, where: string): Companions {
    let record = findRecord(f);
    if (record === undefined) {
      if (typeof f !== 'function') throw new TypeError(`${calleeOf(where)} is not a function`);
      record = tracedNativeRecord(f, where) ?? opaqueRecord(f, where, false);
    }
    this.countEffect(record);
    if (this.watch !== undefined && record.captured !== undefined)
      for (let i = 0; i < record.captured.length; i++) this.watch.reach(record.captured[i]);
    return this.draws === undefined ? record : this.draws.recordOf(record);
  }

  /** The same for a function of arrays whose result is seen by nothing but other ones. */
  resolveLocal(f: unknown, where: string): LocalCompanions {
    const record = this.resolve(f, where);
    return this.watch === undefined && this.draws === undefined ? (record.local ?? record) : record;
  }

  /** Keeps a call in place of the one that is next in order, unless those that are kept hold too much. */
  keepCall(call: KeptCall): boolean {
    const { calls, c } = this;
    const held = this.held + call.weight - (calls[c]?.weight ?? 0);
    if (held > MOST_HELD) return false;
    this.held = held;
    calls[c] = call;
    return true;
  }

  /** Is done with the calls after the first `count`. */
  releaseCalls(count: number): void {
    for (let i = count; i < this.c; i++) this.calls[i].release();
    this.c = count;
  }

  /** The same for `new C(…)`: a rule for the constructor, or the runtime's record of a native one. */
  resolveNew(C: unknown, where: string): Companions {
    const record = this.recordOfNew(C, where);
    this.countEffect(record);
    return record;
  }

  /** Notes a call that may have had an effect. */
  hadEffect(): void {
    this.effects++;
    this.lasting++;
  }

  private countEffect({ restartable, repeatable }: Companions): void {
    if (restartable === true) return;
    this.effects++;
    if (repeatable !== true) this.lasting++;
  }

  private recordOfNew(C: unknown, where: string): Companions {
    const record = findRecord(C);
    if (record?.constructs === true) return record;
    const native = nativeConstructor(C);
    if (native !== undefined) return native;
    if (typeof C !== 'function') throw new TypeError(`${calleeOf(where)} is not a constructor`);
    if (tracedNativeConstructor(C) !== undefined || (record !== undefined && isTraced(record)))
      return tracedConstruction(C, where);
    return opaqueRecord(C, where, true);
  }

  /** Calls a function in turns of a loop marked `@checkpoint`, which are run again. */
  callAgain(f: unknown, where: string, constructs: boolean, self: unknown, ...pairs: unknown[]): unknown {
    return callAgain(this, f, where, constructs, self, pairs);
  }

  /** Notes an array that is given back by `takeBack`, the same for all, when the sweep is forgotten. */
  lend(array: Float64Array, takeBack: (array: Float64Array) => void): void {
    this.lent.push(array);
    this.takeBack = takeBack;
  }

  /** Takes a buffer out of the table of shadows. */
  forgetBuffer(buffer: ArrayBufferLike): void {
    const { size } = this.shadowBuffers;
    this.shadowBuffers.delete(buffer);
    this.fadedBuffers += size - this.shadowBuffers.size;
  }

  /** Says where buffers are looked for that are not in the table. */
  findBuffers(find: (buffer: ArrayBufferLike) => ShadowBuffer | undefined): void {
    this.shadowBuffers.others = find;
  }

  /** Makes the registers long enough for a call with `count` arguments, and zero. */
  clearRegisters(count: number): void {
    if (count > this.r.length) this.r = new Float64Array(count * 2);
    const { r } = this;
    for (let i = 0; i < count; i++) r[i] = 0;
  }

  /** Makes the tapes of the lanes, if there are none yet. */
  openLanes(count: number): void {
    while (this.lanes.length < count) this.lanes.push(new Tape());
  }

  /** Begins another sweep over the same shadows. */
  restart(): void {
    this.sweep++;
    this.mixed = false;
    this.isStable = false;
    this.n = 0;
    this.m = 0;
    if (this.c > 0) this.releaseCalls(0);
    if (this.lent.length > 0) this.giveBack();
    this.trace?.release();
    this.trace = undefined;
    this.fadedBuffers = 0;
    this.map.others = undefined;
    this.shadowBuffers.others = undefined;
  }

  /** Forgets the sweep; what stays is only room. `used` is the greatest `m`, if the sweep is known to have ended well. */
  reset(used = this.o.length): void {
    this.restart();
    this.ret = undefined;
    this.ret_ = undefined;
    this.source = this.f;
    this.late = 0;
    this.unusual = undefined;
    this.inheriting = undefined;
    this.hasRefused = false;
    this.unusualKinds = 0;
    this.keepsAll = false;
    this.state = 'idle';
    if (this.map.size > 0) this.map.clear();
    if (this.mirrors.size > 0) this.mirrors.clear();
    if (this.shadowBuffers.size > 0) this.shadowBuffers.clear();
    if (this.mirrorBuffers.size > 0) this.mirrorBuffers.clear();
    this.accessors.clear();
    for (let i = 1; i < this.lanes.length; i++) this.lanes[i].reset(0);
    if (this.roots.length > 0) this.roots.length = 0;
    const { o } = this;
    if (o.length > LONGEST_REFERENCES_KEPT) this.o = [];
    else for (let i = 0; i < used; i++) o[i] = undefined;
    if (this.f.length > LONG) this.keepWhileNeeded();
  }

  private giveBack(): void {
    const { lent, takeBack } = this;
    if (takeBack !== undefined) for (let i = 0; i < lent.length; i++) takeBack(lent[i]);
    lent.length = 0;
  }

  /** Gives up a long buffer that the last sweeps had little use for. */
  private keepWhileNeeded(): void {
    this.shortSweeps = this.height < this.f.length / 8 ? this.shortSweeps + 1 : 0;
    if (this.f.length > LONGEST_KEPT || this.shortSweeps === SHORT_SWEEPS) {
      this.f = new Float64Array(FIRST_LENGTH);
      this.shortSweeps = 0;
    }
  }

  /** Enters `o` and everything it reaches; new shadows become roots. */
  private enterAll(o: object, table: ShadowTable): unknown {
    if (kindOf(o) === 'none') return undefined;
    const plan = new ShadowPlan(table, 'a captured object');
    const entry = plan.enter(o);
    const { unusual, inheriting } = plan;
    if (unusual.includes(o)) throw unusualObject(o);
    if (unusual.length + inheriting.length > 0) this.hasRefused = true;
    if (unusual.length > 0) this.unusual = added(this.unusual, unusual);
    if (inheriting.length > 0) this.inheriting = added(this.inheriting, inheriting);
    for (const node of plan.nodes) {
      if (!node.fresh) continue;
      this.roots.push(node.shadow);
      this.watch?.entered(node.x, node.shadow);
    }
    return shadowOfEntry(entry);
  }
}

const MOST_NUMBERS = 2 ** 31 - 1;

/** Read by all sweeps, written by none. */
let zeros = new Float64Array(64);

function zerosFor(o: unknown): Float64Array {
  const length = Array.isArray(o) || ArrayBuffer.isView(o) ? (o as ArrayLike<unknown>).length : 0;
  if (length <= zeros.length) return zeros;
  if (length > LONGEST_KEPT) return new Float64Array(length);
  return (zeros = new Float64Array(length * 2));
}

function unusualObject(o: object): DiffError {
  return new SpeculationError(
    'DIFF3106',
    `${isKnownProxy(o) ? 'an object' : describe(o)} is a proxy, or has accessors or a prototype that holds numbers, and the function that uses it was compiled for plain objects. ` +
      "Compile the file with the option include: 'all', or define its class in the same file.",
  );
}

/** Can a range up to `to` be copied, if its elements are numbers? */
function isInside(A: unknown, to: number): A is Float64Array | unknown[] {
  return (A instanceof Float64Array || Array.isArray(A)) && to < A.length;
}

/** Copies a range if it holds numbers only. */
function copyRange(
  A: Float64Array | unknown[],
  low: number,
  high: number,
  f: Float64Array,
  n: number,
): boolean {
  if (A instanceof Float64Array) {
    if (high - low < 32) for (let i = low; i <= high; i++) f[n++] = A[i]!;
    else f.set(A.subarray(low, high + 1), n);
    return true;
  }
  for (let i = low; i <= high; i++) {
    const value = A[i];
    if (typeof value !== 'number') return false;
    f[n++] = value;
  }
  return true;
}

function isReference(o: unknown): o is object {
  return (typeof o === 'object' && o !== null) || typeof o === 'function';
}

function added(to: Set<object> | undefined, objects: readonly object[]): Set<object> {
  const set = to ?? new Set();
  for (let i = 0; i < objects.length; i++) set.add(objects[i]);
  return set;
}

/** Throws if a reverse sweep did not end where the forward sweep began. */
export function assertRewound(t: Tape, name: string): void {
  if (t.n !== 0 || t.m !== 0) {
    throw internalError(
      `the reverse sweep of \`${name}\` left ${t.n} numbers and ${t.m} references on the tape`,
    );
  }
}
