import { DiffError, internalError } from '../errors/DiffError.js';
import { shallowShadow } from '../shadow/shallowShadow.js';
import type { ShadowTable } from '../shadow/ShadowTable.js';
import type { Tape } from '../tape/Tape.js';
import { ReverseTrace } from '../trace/ReverseTrace.js';
import { addTo, putBack, take, type Taken } from './cotangents.js';
import { isReference } from './isReference.js';
import {
  type Contents,
  contentsOf,
  holds,
  isTypedArray,
  partsOf,
  restore,
  setShadowOfPart,
  shadowOfPart,
  sizeOf,
} from './memory.js';
import { Placing, worthKeeping } from './placing.js';
import { type Chain, reverseChain } from './revolve.js';
import { addWeight, onScratch, weighed } from './scratch.js';
import { Snapshots, type SnapshotStore } from './Snapshots.js';

/** What the compiler makes of a loop. The state is what the loop hands from turn to turn, and what it leaves behind. */
export interface LoopCode {
  /**
   * Runs up to `turns` turns as the program does, on `state`, `inputs`, what the loop refers to, and the number of turns.
   * @returns how many were run; −1 − n if the loop was left in the turn behind n whole ones
   */
  advance(t: Tape, ...given: unknown[]): number;
  /** The forward companion of so many turns: everything comes with its shadow, but for the number of turns. */
  forward(t: Tape, ...given: unknown[]): unknown;
  reverse(t: Tape, d: number): unknown;
  /** For state, inputs, and each object that the loop refers to: whether the loop stores into what is reached from there. */
  readonly written: readonly boolean[];
  /** How many snapshots there may be; null for the default. */
  readonly snapshots: number | null;
  /** By how much the counter moves in a turn, and whether the turn in which it equals the bound runs. */
  readonly step: number;
  readonly inclusive: boolean;
  /** For messages. */
  readonly place: string;
  /** How many turns a stretch has; undefined for as many as `limits` allow. */
  readonly stretch?: number;
  /** Where numbers of snapshots are kept; undefined for memory. */
  readonly store?: SnapshotStore;
  /** What is told how much the loop takes. */
  readonly report?: LoopReport;
}

/** Counts what a loop takes. */
export interface LoopReport {
  /** Turns of the program's own run. */
  steps: number;
  /** Turns that a stretch has. */
  stretch: number;
  /** Turns that were run again without a tape in all reverse sweeps. */
  recomputed: number;
  /** Most snapshots that were kept at a time. */
  snapshots: number;
  /** Position of the last snapshot that the first run left, in turns. */
  lastSnapshot: number;
  /** Most bytes of tape and snapshots in memory at a time. */
  peakBytes: number;
  /** Most bytes of snapshots outside of memory at a time. */
  peakStoredBytes: number;
}

/** What decides how fast it is and how much memory it takes, never what comes out; tests change it. */
export const limits = {
  /**
   * If the program does not say how many snapshots there may be: as many as hold so many numbers, or so many snapshots if they hold
   * no more than that, and never fewer than the least.
   */
  numbersInSnapshots: 1 << 17,
  snapshots: 100,
  mostNumbersInSnapshots: 1 << 23,
  leastSnapshots: 10,
  /** How many numbers and references a stretch of turns may push. */
  numbersOnTape: 1 << 16,
};

/** In numbers. */
const SIZE_OF_EMPTY_SNAPSHOT = 28;
/** More turns than that are not run in one call. */
const MOST_TURNS = 2 ** 31;

/** An object that was there before the loop. */
interface Held {
  readonly o: object;
  readonly shadow: object | undefined;
}

/** The state at the beginning of a turn: what the loop hands on, and contents of the objects that it stores into. */
interface Snapshot {
  /** In numbers. */
  readonly size: number;
  readonly state: readonly unknown[];
  readonly written: readonly Contents[];
  /** Objects that the loop has made and handed on. */
  readonly made: readonly (readonly [object, Contents])[];
}

/** Where the cotangents of the state at the end of a stretch are. */
interface End {
  readonly values: readonly unknown[];
  /** Cotangents of numbers, shadows of objects. */
  readonly slots: readonly unknown[];
}

/**
 * A loop that is reversed from snapshots. The forward sweep runs it without a tape; the reverse sweep runs stretches of turns again, on
 * a tape of their own that holds one stretch at a time, and reverses each.
 *
 * What the loop stores into is given back its contents of then for that, and those of now afterwards. Shadows stay the same objects; while
 * turns are run again the cotangents in them are put aside, since forward companions take shadows to be zero.
 */
export class CheckpointedLoop implements Chain {
  private readonly snapshots: Snapshots<Snapshot>;
  private readonly written: Held[] = [];
  /** What the loop only reads, and what it held. */
  private readonly read: (readonly [object, Contents])[] = [];
  /** Objects from before the loop. */
  private readonly known = new Map<object, object | undefined>();
  private most = 1;
  private readonly keepsMade: boolean;
  /** The state that turns are run on. */
  private work: unknown[];
  /** The position, in stretches, at which `work` and memory are; −1 if they are at none. */
  private current = 0;
  private turnsPerStretch = 1;
  private turns = 0;
  private stretches = 0;
  private end: End = { values: [], slots: [] };
  private finalContents: readonly Contents[] = [];

  /** The shadows of inputs that are objects. */
  private readonly shadowsOfInputs: readonly unknown[];

  /**
   * @param pairs  what the loop refers to, each with its shadow
   */
  constructor(
    private readonly t: Tape,
    private readonly code: LoopCode,
    private readonly state: unknown[],
    private readonly state$: unknown[],
    private readonly inputs: unknown[],
    private readonly inputs$: unknown[],
    private readonly pairs: readonly unknown[],
  ) {
    this.snapshots = new Snapshots(code.store, code.report);
    this.keepsMade = code.written[0] === true;
    this.work = state.slice();
    this.collect();
    this.shadowsOfInputs = inputs$.slice();
  }

  /** Runs the loop and leaves its state in `state`. */
  forward(expected: number): void {
    this.snapshots.set(0, this.snapshot());
    this.most = this.code.snapshots ?? this.defaultCount();
    const first = this.run(1);
    if (first === 1) this.goOn(expected);
    else this.turns = -first;
    this.stretches = Math.ceil(this.turns / this.turnsPerStretch);
    for (const position of [...this.snapshots.keys()]) {
      if (position > 0 && position >= this.stretches) this.snapshots.delete(position);
      else addWeight(this.sizeOfSnapshot(position));
    }
    const { report } = this.code;
    if (report !== undefined) {
      report.steps = this.turns;
      report.stretch = this.turnsPerStretch;
      report.lastSnapshot = Math.max(...this.snapshots.keys()) * this.turnsPerStretch;
    }
    this.settle();
  }

  private defaultCount(): number {
    const size = this.sizeOfSnapshot(0);
    const fitting = Math.floor(limits.numbersInSnapshots / size);
    const most = Math.floor(limits.mostNumbersInSnapshots / size);
    return Math.max(limits.leastSnapshots, fitting, Math.min(limits.snapshots, most));
  }

  private goOn(expected: number): void {
    const weight = this.weigh();
    this.turnsPerStretch = this.code.stretch ?? Math.max(1, Math.floor(limits.numbersOnTape / weight));
    const perStretch = this.turnsPerStretch;
    const placing = new Placing(this.most, Math.ceil(expected / perStretch));
    let at = 1;
    for (let position = 0; ;) {
      const next = placing.next(position);
      const asked = Math.min(next * perStretch - at, MOST_TURNS);
      const run = this.run(asked);
      if (run < asked) {
        this.turns = run < 0 ? at - run : at + run;
        return;
      }
      at += run;
      if (at < next * perStretch) continue;
      position = next;
      const dropped = placing.add(position);
      if (!dropped.includes(position)) this.snapshots.set(position, this.snapshot());
      for (const each of dropped) this.snapshots.delete(each);
    }
  }

  /** How much a turn pushes: the first one is run again for that, which shows as well whether it gives the same. */
  private weigh(): number {
    const { t, work } = this;
    this.restore(this.snapshots.get(0)!);
    const { values, slots } = this.withShadows(this.work);
    this.work = work;
    const weight = onScratch(t, () => {
      const held = weighed(() => this.code.forward(t, ...this.argumentsOf(values, slots, 1)));
      return t.n + t.m + held;
    });
    this.compare(values, work);
    return Math.max(1, weight);
  }

  /** Leaves the end of the loop to the program, with shadows for what the loop has made. */
  private settle(): void {
    const { state, state$, work } = this;
    const { slots } = this.withShadows(work);
    for (let i = 0; i < work.length; i++) {
      state[i] = work[i];
      state$[i] = slots[i];
    }
    this.end = { values: work.slice(), slots };
    this.finalContents = this.written.map(({ o }) => contentsOf(o));
    for (const { o, shadow } of this.written) if (shadow !== undefined) completeSlots(o, shadow);
  }

  // --- reverse -------------------------------------------------------------------------------------------------------------

  /** Takes the cotangents in `state$` back to the state before the loop. */
  sweep(): void {
    const { state$, inputs$, most } = this;
    // The program has taken the slots of all inputs, should it have gone back through here before.
    this.shadowsOfInputs.forEach((shadow, i) => {
      if (isReference(shadow)) inputs$[i] = shadow;
    });
    const present = this.present();
    const changed = this.read.filter(([o, contents]) => !holds(o, contents));
    present.push(...changed.map(([o]) => [o, contentsOf(o)] as const));
    for (const [o, contents] of changed) restore(o, contents);
    const { values, slots } = this.end;
    const end = this.end;
    this.end = { values, slots: slots.map((slot, i) => (isReference(slot) ? slot : state$[i])) };
    this.current = -1;
    try {
      const left = [...this.snapshots.keys()].sort((a, b) => a - b);
      const positions = worthKeeping(left, this.stretches, most);
      if (positions !== left) {
        const kept = new Set(positions);
        for (const position of left) if (!kept.has(position)) this.drop(position);
      }
      let to = this.stretches;
      for (let i = positions.length - 1; i >= 0 && to > 0; i--) {
        const start = positions[i]!;
        reverseChain(this, start, to, Math.max(1, most - i));
        if (start > 0) this.drop(start);
        to = start;
      }
      if (this.stretches > 0) this.deliverToStart();
    } finally {
      this.end = end;
      for (const [o, contents] of present) restore(o, contents);
    }
  }

  /** The cotangents of the first state go to the slots of the program's own. */
  private deliverToStart(): void {
    const { state$, end } = this;
    end.slots.forEach((slot, i) => {
      if (typeof end.values[i] === 'number') state$[i] = typeof slot === 'number' ? slot : 0;
    });
  }

  keep(position: number): void {
    this.snapshots.set(position, this.snapshot());
  }

  drop(position: number): void {
    this.snapshots.delete(position);
  }

  advance(from: number, to: number): void {
    this.restore(this.snapshots.get(from)!);
    const turns = (to - from) * this.turnsPerStretch;
    if (this.run(turns) !== turns) throw this.changed();
    if (this.code.report !== undefined) this.code.report.recomputed += turns;
    this.current = to;
  }

  reverse(position: number): void {
    const { t, code, end } = this;
    if (this.current !== position) this.restore(this.snapshots.get(position)!);
    const values = this.work.slice();
    const start = this.withShadows(this.work);
    const startSlots = start.slots.slice();
    const turns = Math.min(this.turnsPerStretch, this.turns - position * this.turnsPerStretch);
    this.current = -1;
    const taken: Taken[] = [];
    for (const { shadow } of this.written) if (shadow !== undefined) taken.push(take(shadow));
    onScratch(t, () => {
      code.forward(t, ...this.argumentsOf(start.values, start.slots, turns));
      this.snapshots.measure(bytesOnTape(t));
      for (const each of taken) putBack(each);
      this.compare(start.values, end.values);
      if (position === this.stretches - 1) this.compareMemory();
      deliver(end, start);
      code.reverse(t, 0);
      if (t.n !== 0 || t.m !== 0) throw internalError('a stretch of turns did not use up its tape');
    });
    this.end = {
      values,
      slots: startSlots.map((slot, i) => (isReference(slot) ? slot : start.slots[i])),
    };
  }

  // --- state and memory --------------------------------------------------------------------------------------------------------

  private run(turns: number): number {
    const { t, code, pairs } = this;
    const given: unknown[] = [this.work, this.inputs];
    for (let i = 0; i < pairs.length; i += 2) given.push(pairs[i]);
    return onScratch(t, () => code.advance(t, ...given, turns));
  }

  private argumentsOf(values: unknown[], slots: unknown[], turns: number): unknown[] {
    return [values, slots, this.inputs, this.inputs$, ...this.pairs, turns];
  }

  private snapshot(): Snapshot {
    const state = this.work.slice();
    const written = this.written.map(({ o }) => contentsOf(o));
    const made = this.keepsMade ? this.madeIn(this.work).map((o) => [o, contentsOf(o)] as const) : [];
    const ofWritten = written.reduce((sum, contents) => sum + sizeOf(contents), 0);
    const ofMade = made.reduce((sum, [, contents]) => sum + sizeOf(contents), 0);
    return { size: SIZE_OF_EMPTY_SNAPSHOT + state.length + ofWritten + ofMade, state, written, made };
  }

  private restore({ state, written, made }: Snapshot): void {
    this.work = state.slice();
    this.written.forEach(({ o }, i) => {
      restore(o, written[i]!);
    });
    for (const [o, contents] of made) restore(o, contents);
  }

  private sizeOfSnapshot(position: number): number {
    return this.snapshots.get(position)!.size;
  }

  /** What everything holds now that is going to be overwritten. */
  private present(): (readonly [object, Contents])[] {
    const objects = new Set<object>(this.written.map(({ o }) => o));
    if (this.keepsMade) {
      for (const { made } of this.snapshots.values()) for (const [o] of made) objects.add(o);
      for (const o of this.madeIn(this.end.values)) objects.add(o);
    }
    return [...objects].map((o) => [o, contentsOf(o)] as const);
  }

  /** The objects that the loop has made and hands on. */
  private madeIn(values: readonly unknown[]): object[] {
    const found = new Set<object>();
    const work = values.filter(isReference);
    for (let o = work.pop(); o !== undefined; o = work.pop()) {
      if (this.known.has(o) || found.has(o)) continue;
      found.add(o);
      for (const { part } of partsOf(o)) work.push(part);
    }
    return [...found];
  }

  /** Finds the objects from before the loop, and those that it may store into, which get their shadows now. */
  private collect(): void {
    const { code, state, state$, inputs, inputs$, pairs } = this;
    const roots: { o: unknown; shadow: unknown; written: boolean }[] = [];
    state.forEach((o, i) => roots.push({ o, shadow: state$[i], written: code.written[0] === true }));
    inputs.forEach((o, i) => roots.push({ o, shadow: inputs$[i], written: code.written[1] === true }));
    for (let i = 0; i < pairs.length; i += 2)
      roots.push({ o: pairs[i], shadow: pairs[i + 1], written: code.written[2 + i / 2] === true });
    for (const isWritten of [true, false])
      for (const { o, shadow, written } of roots) if (written === isWritten) this.visit(o, shadow, written);
  }

  private visit(root: unknown, root$: unknown, written: boolean): void {
    const work: { o: object; given: unknown; whole: unknown; key: unknown }[] = [];
    if (isReference(root)) work.push({ o: root, given: root$, whole: undefined, key: undefined });
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      const { o, given, whole, key } = next;
      if (this.known.has(o)) continue;
      const found = isReference(given) ? given : this.t.map.get(o);
      const shadow = found ?? (written ? this.t.activate(o) : undefined);
      if (!isReference(given)) setShadowOfPart(whole, key, shadow);
      this.known.set(o, isReference(shadow) ? shadow : undefined);
      if (written) this.written.push({ o, shadow: isReference(shadow) ? shadow : undefined });
      else this.read.push([o, contentsOf(o)]);
      for (const { part, key: place } of partsOf(o))
        work.push({ o: part, given: shadowOfPart(shadow, place), whole: shadow, key: place });
    }
  }

  /** Values of the state with zeros for numbers, and the shadows of objects: new ones for what the loop has made. */
  private withShadows(values: readonly unknown[]): { values: unknown[]; slots: unknown[] } {
    const { t, known } = this;
    const made = new Map<object, unknown>();
    const buffers: ShadowTable['buffers'] = new Overlay(t.shadows.buffers);
    const find = (o: object): unknown => made.get(o) ?? known.get(o) ?? t.map.get(o);
    const objects: ShadowTable['objects'] = {
      size: 0,
      get: find,
      has: (o) => find(o) !== undefined,
      set: (o, shadow) => made.set(o, shadow),
    };
    const shadowOf = (o: object): unknown => {
      const found = find(o);
      if (found !== undefined || known.has(o)) return found;
      const work = [o];
      for (let next = work.pop(); next !== undefined; next = work.pop()) {
        if (find(next) !== undefined || known.has(next)) continue;
        shallowShadow(next, { objects, buffers });
        for (const { part } of partsOf(next)) work.push(part);
      }
      for (const [whole, shadow] of made)
        for (const { part, key } of partsOf(whole)) setShadowOfPart(shadow, key, find(part));
      return find(o);
    };
    const slots = values.map((value) => {
      if (typeof value === 'number') return 0;
      return isReference(value)
        ? shadowOf(value)
        : typeof value === 'function'
          ? t.map.get(value)
          : undefined;
    });
    return { values: values.slice(), slots };
  }

  // --- the same again ------------------------------------------------------------------------------------------------------------

  /** Turns that are run again have to give what they gave. */
  private compare(again: readonly unknown[], before: readonly unknown[]): void {
    for (let i = 0; i < before.length; i++) {
      const [a, b] = [again[i], before[i]];
      if (!Object.is(a, b) && !(isChangeable(a) && isChangeable(b))) throw this.changed();
    }
  }

  private compareMemory(): void {
    this.written.forEach(({ o }, i) => {
      const contents = this.finalContents[i]!;
      if (contents.kind === 'typed' || contents.kind === 'array' ? !sameNumbers(o, contents) : false)
        throw this.changed();
    });
  }

  private changed(): DiffError {
    return new DiffError(
      'DIFF3108',
      `turns of the loop marked @checkpoint (${this.code.place}) that were run again did not give what they gave before. ` +
        'What the loop reads must not change until the reverse sweep has ended, and it must call nothing random: draw random numbers before the loop.',
    );
  }
}

/** Moves the cotangents of the state at an end to the state that the turns before gave when they were run again. */
function deliver(end: End, again: { readonly values: readonly unknown[]; readonly slots: unknown[] }): void {
  const seen = new Set<unknown>();
  const work: { from: unknown; to: unknown; o: unknown }[] = [];
  again.values.forEach((value, i) => {
    const slot = end.slots[i];
    if (typeof value === 'number') {
      if (typeof slot !== 'number') return;
      const before = again.slots[i];
      again.slots[i] = typeof before === 'number' ? before + slot : slot;
    } else work.push({ from: slot, to: again.slots[i], o: value });
  });
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const { from, to, o } = next;
    if (from === to || !isReference(from) || !isReference(to) || !isReference(o) || seen.has(from)) continue;
    seen.add(from);
    addTo(to, take(from).cotangents);
    for (const { part, key } of partsOf(o))
      work.push({ from: shadowOfPart(from, key), to: shadowOfPart(to, key), o: part });
  }
}

/** What a stretch of turns has pushed, with the cotangents of traced code. */
function bytesOnTape({ n, m, trace }: Tape): number {
  const entries = trace instanceof ReverseTrace ? trace.n : 0;
  return 8 * (n + m) + BYTES_PER_ENTRY * entries;
}

/** Two entry numbers, two partial derivatives and a cotangent. */
const BYTES_PER_ENTRY = 32;

/** Numbers that the loop has put where none were have slots from now on. */
function completeSlots(o: object, shadow: object): void {
  if (isTypedArray(o) || o instanceof Map || o instanceof Set) return;
  const slots = shadow as Record<string, unknown>;
  for (const key of Object.keys(o)) {
    const property = Object.getOwnPropertyDescriptor(o, key);
    if (typeof property?.value === 'number' && typeof slots[key] !== 'number') slots[key] = 0;
  }
}

function isChangeable(x: unknown): boolean {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}

function sameNumbers(o: object, { elements }: Extract<Contents, { kind: 'typed' | 'array' }>): boolean {
  const now = o as ArrayLike<unknown>;
  if (now.length !== elements.length) return false;
  for (let i = 0; i < elements.length; i++)
    if (typeof elements[i] === 'number' && !Object.is(now[i], elements[i])) return false;
  return true;
}

/** A table over another one that is not changed. */
class Overlay<K, V> {
  private readonly own = new Map<K, V>();

  constructor(private readonly below: { readonly size: number; get(key: K): V | undefined }) {}

  get size(): number {
    return this.own.size + this.below.size;
  }

  get(key: K): V | undefined {
    return this.own.get(key) ?? this.below.get(key);
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  set(key: K, value: V): unknown {
    return this.own.set(key, value);
  }
}
