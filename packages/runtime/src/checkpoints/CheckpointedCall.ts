import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { isLater } from '../trace/callRecord.js';
import { ReverseTrace } from '../trace/ReverseTrace.js';
import type { KeptLanes } from '../trace/Trace.js';
import { registers } from '../trace/registers.js';
import type { Drawing, SweepTrace, Tape, Watch } from '../tape/Tape.js';
import { digestOfNumbers } from '../tape/digest.js';
import { clearShadow } from '../shadow/clearShadow.js';
import { CheckpointTrace } from './CheckpointTrace.js';
import { addTo, putBack, take, type Taken } from './cotangents.js';
import { Draws, notTheSame } from './Draws.js';
import { fade, type FadedOwner } from './fadedShadows.js';
import { isReference } from './isReference.js';
import type { Contents } from './memory.js';
import { restore } from './memory.js';
import { MetObjects, referencesIn, restoreMet, setStructure, structureOf } from './MetObjects.js';
import { addWeight, onScratch } from './scratch.js';

/** What a checkpoint calls, in one of the two kinds of code. */
export interface CallToRepeat {
  /** Tells of what it is given. */
  given(met: MetObjects): void;
  /** Makes the call on a tape that is empty. */
  run(t: Tape): { readonly value: unknown; readonly value$: unknown };
  /** Reverses it, after the cotangents of objects are in place. `trace` is what was recorded, if traced code ran. */
  reverse(t: Tape, dy: number, trace: CheckpointTrace | undefined): number;
}

/** How a call went. */
interface Course {
  readonly value: unknown;
  readonly value$: unknown;
  readonly threw: boolean;
  /** Shadows that are reached from its result, and from what it stored into. */
  readonly shadows: readonly object[];
  readonly digest: number;
  readonly numbers: number;
  readonly references: number;
  readonly entries: number;
}

/** What a tape is told while a call is made. */
interface Setting {
  readonly trace: SweepTrace | undefined;
  readonly makeTrace: (() => SweepTrace) | undefined;
  readonly watch: Watch | undefined;
  readonly draws: Drawing | undefined;
  readonly isStable: boolean;
  readonly mixed: boolean;
}

/**
 * A call of which only what it was given is kept. It is made with a tape, as any other, which is thrown away; the reverse sweep makes it once more
 * and reverses that.
 *
 * What it met gets back what it held for that, and has what it holds now afterwards. Shadows stay the same objects, and their cotangents are put
 * aside in between, since companions take shadows to be zero in a forward sweep. Shadows of what the call makes are other ones when it is made
 * again: they take over the cotangents of the first ones, which they follow in the same order.
 */
export class CheckpointedCall implements FadedOwner {
  private readonly met: MetObjects;
  private readonly draws: Draws;
  private readonly entered: { readonly o: object; readonly shadow: unknown }[] = [];
  private course: Course | undefined;
  private trace: CheckpointTrace | undefined;
  private lanes: KeptLanes | undefined;
  private readonly isStable: boolean;
  private readonly mixed: boolean;
  /** Shadows of what the call made that were found again behind it, with their number. */
  private readonly found: (readonly [number, object])[] = [];
  private outer: SweepTrace | undefined;

  constructor(
    private readonly t: Tape,
    private readonly call: CallToRepeat,
  ) {
    this.isStable = t.isStable;
    this.mixed = t.mixed;
    this.outer = t.trace;
    this.draws = new Draws(t.draws);
    this.met = new MetObjects(t, t.watch, (o, shadow) => this.entered.push({ o, shadow }));
  }

  /** Whether the call ended by throwing what it is said to have given. */
  get threw(): boolean {
    return this.course?.threw === true;
  }

  get value(): unknown {
    return this.course?.value;
  }

  get value$(): unknown {
    return this.course?.value$;
  }

  /** Makes the call. */
  first(): void {
    const { t, call, met } = this;
    call.given(met);
    const before = t.roots.length;
    if (t.trace instanceof ReverseTrace) this.lanes = t.trace.keptLanes();
    this.within(met, met, true, () => {
      onScratch(t, () => {
        this.course = this.courseOf(met.all);
      });
    });
    this.trace?.keep();
    const faded = this.entered.filter(({ o }) => !met.has(o));
    const gone = new Set(faded.map(({ shadow }) => shadow));
    for (const root of t.roots.splice(before)) if (!gone.has(root)) t.roots.push(root);
    const numbers = new Map(this.entered.map(({ o }, i) => [o, i]));
    for (const { o, shadow } of faded) fade(t, o, shadow, this, numbers.get(o)!);
    this.entered.length = 0;
    addWeight(met.size + this.draws.size + 32);
    const { value, threw } = this.course!;
    if (!threw && isLater(value)) throw refused(value);
  }

  /** A shadow of what the call made is wanted again. */
  foundAgain(number: number, shadow: object): void {
    this.found.push([number, shadow]);
    this.t.roots.push(shadow);
  }

  /**
   * Makes the call again and reverses it.
   * @returns the cotangent of its first argument; those of others are in the registers
   */
  reverse(dy: number, count: number): number {
    const { t, course, met, found, trace } = this;
    if (course === undefined) throw notTheSame('it never ended');
    if (!this.isWanted(dy)) {
      t.clearRegisters(count);
      return 0;
    }
    const present: (readonly [object, Contents])[] = [];
    const taken: Taken[] = [];
    const hidden: (readonly [object, object])[] = [];
    const roots = t.roots.length;
    const again: { readonly o: object; readonly shadow: unknown }[] = [];
    const watch: Watch = {
      meet: () => undefined,
      reach: () => undefined,
      made: () => undefined,
      sees: () => undefined,
      entered: (o, shadow) => again.push({ o, shadow }),
    };
    const giveBack = met.restoreVariables();
    try {
      present.push(...restoreMet(met.all));
      for (const { o, shadow, structure, inTable } of met.all) {
        const now = t.map.get(o);
        if (!inTable && isReference(now) && now !== shadow) {
          t.map.delete(o);
          hidden.push([o, now]);
        }
        if (shadow === undefined) continue;
        taken.push(take(shadow));
        setStructure(shadow, structure);
      }
      let d = 0;
      this.draws.rewind();
      this.trace = undefined;
      this.within(watch, undefined, false, () => {
        onScratch(t, () => {
          const now = this.courseOf(met.all);
          this.compare(course, now);
          for (const each of taken) putBack(each);
          for (let i = 0; i < course.shadows.length; i++) move(course.shadows[i]!, now.shadows[i]!);
          for (const [number, shadow] of found) moveTo(shadow, again[number]?.shadow);
          for (const [o, shadow] of hidden) moveTo(shadow, t.map.get(o));
          for (const [o, contents] of present.splice(0)) restore(o, contents);
          giveBack();
          trace?.wanted.forEach((each, index) => this.trace?.seed(index, each));
          d = this.call.reverse(t, dy, this.trace);
          if (t.n !== 0 || t.m !== 0) throw notTheSame('it did not use up its tape');
          this.trace?.deliver();
        });
      });
      return d;
    } finally {
      for (const [o, contents] of present) restore(o, contents);
      giveBack();
      this.trace?.release();
      this.trace = trace;
      trace?.wanted.clear();
      for (const { o } of again) if (!met.has(o) || hidden.some(([each]) => each === o)) t.map.delete(o);
      for (const [o, shadow] of hidden) t.map.set(o, shadow);
      for (const root of t.roots.splice(roots)) clearShadow(root);
    }
  }

  /** Is there any cotangent that goes into the call? Objects may have some. */
  private isWanted(dy: number): boolean {
    const { course, trace, found, met } = this;
    return (
      dy !== 0 ||
      (trace !== undefined && trace.wanted.size > 0) ||
      found.length > 0 ||
      course!.shadows.length > 0 ||
      met.all.some(({ shadow }) => shadow !== undefined)
    );
  }

  /** Runs something with a trace, and what is told of it, of its own. */
  private within(watch: Watch, watching: Watch | undefined, first: boolean, work: () => void): void {
    const { t } = this;
    const { trace, makeTrace, watch: outerWatch, draws, isStable, mixed } = t;
    const before: Setting = { trace, makeTrace, watch: outerWatch, draws, isStable, mixed };
    const { trace: recording, args, watch: watched } = registers;
    t.trace = undefined;
    t.makeTrace = () => this.makeTrace(watch, watching !== undefined, first);
    t.watch = watch;
    registers.watch = watching ?? null;
    t.draws = this.draws;
    t.isStable = this.isStable;
    t.mixed = this.mixed;
    try {
      work();
    } finally {
      const { trace: own } = this;
      const around = own?.around ?? before.trace;
      if (first && own !== undefined) {
        own.around.carried = own.carried;
        own.around.pieces = own.pieces;
        own.around.mixed ||= own.mixed;
        own.around.refusal ??= own.refusal;
      }
      t.trace = around;
      t.makeTrace = before.makeTrace;
      t.watch = before.watch;
      t.draws = before.draws;
      t.isStable &&= before.isStable;
      t.mixed = before.mixed || t.mixed;
      registers.trace = recording;
      registers.watch = watched;
      registers.args = args;
    }
  }

  private makeTrace(watch: Watch, watches: boolean, first: boolean): CheckpointTrace {
    const { t } = this;
    this.outer ??= new ReverseTrace(t);
    const trace = new CheckpointTrace(
      t,
      this.outer as ReverseTrace,
      watches ? watch : undefined,
      (o, shadow) => {
        watch.entered(o, shadow);
      },
    );
    if (first) trace.shareLanes(trace.around);
    else trace.takeLanes(this.lanes);
    trace.mixed = this.mixed || (this.outer as ReverseTrace).mixed;
    this.trace = trace;
    return trace;
  }

  private courseOf(met: MetObjects['all']): Course {
    const { t } = this;
    let value: unknown;
    let value$: unknown;
    let threw = true;
    try {
      ({ value, value$ } = this.call.run(t));
      threw = false;
    } catch (error) {
      // What says that something cannot be differentiated is no outcome of the call.
      if (error instanceof DiffError && /^DIFF3[19]/.test(error.code)) throw error;
      value = error;
      value$ = isReference(error) ? t.map.get(error) : undefined;
    }
    return {
      value,
      value$,
      threw,
      shadows: reachedShadows(
        value$,
        met.map(({ shadow }) => shadow),
      ),
      digest: (digestOfNumbers(t.f, t.n, 0) + (this.trace?.digest() ?? 0)) | 0,
      numbers: t.n,
      references: t.m,
      entries: this.trace?.n ?? 0,
    };
  }

  private compare(before: Course, now: Course): void {
    if (before.threw !== now.threw)
      throw notTheSame(before.threw ? 'it threw only at first' : 'it threw only then');
    const isSame = isChangeable(before.value) ? isChangeable(now.value) : Object.is(before.value, now.value);
    if (!isSame)
      throw notTheSame(`it gave ${describe(now.value)} where it had given ${describe(before.value)}`);
    const isSameCourse =
      before.digest === now.digest &&
      before.numbers === now.numbers &&
      before.references === now.references &&
      before.entries === now.entries &&
      before.shadows.length === now.shadows.length &&
      this.draws.isUsedUp;
    if (!isSameCourse) throw notTheSame('it computed with other numbers');
  }
}

/** The shadows reached from some, each once, in an order that the program decides. */
function reachedShadows(value$: unknown, met: readonly (object | undefined)[]): object[] {
  const known = new Set<unknown>(met);
  const found: object[] = [];
  const work: unknown[] = [];
  for (const shadow of met) {
    const structure = structureOf(shadow);
    if (structure !== undefined) work.push(...referencesIn(structure));
  }
  work.push(value$);
  for (let shadow = work.pop(); work.length > 0 || shadow !== undefined; shadow = work.pop()) {
    if (!isReference(shadow) || known.has(shadow)) continue;
    known.add(shadow);
    found.push(shadow);
    const structure = structureOf(shadow);
    if (structure !== undefined) work.push(...referencesIn(structure));
  }
  return found;
}

function moveTo(from: object, to: unknown): void {
  if (isReference(to)) move(from, to);
}

function move(from: object, to: object): void {
  if (from !== to) addTo(to, take(from).cotangents);
}

function isChangeable(x: unknown): boolean {
  return (typeof x === 'object' && x !== null) || typeof x === 'function';
}

function refused(value: unknown): DiffError {
  return new DiffError(
    'DIFF3105',
    `checkpoint(f, …) was given a function whose result, ${describe(value)}, is computed later: an async function or a generator. ` +
      'Give it a function that computes its result at once.',
  );
}
