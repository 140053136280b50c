import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { type Companions, LANES, type LanesCompanion } from '../records/Companions.js';
import { ShadowPlan, shadowOfEntry } from '../shadow/ShadowPlan.js';
import type { Tape } from '../tape/Tape.js';
import { suited } from './forwardSweep.js';
import { runLanes } from './laneSweep.js';

/** Numbers in a row, as arguments and results hold them. */
export type FlatNumbers = Float64Array | Float32Array | number[];

/** Whether a value is numbers in a row: a float array, or an array of nothing but numbers. */
export function isFlat(x: unknown): x is FlatNumbers {
  if (x instanceof Float64Array || x instanceof Float32Array) return true;
  return Array.isArray(x) && x.every((each) => typeof each === 'number');
}

/** What a function is differentiated by, and where its result is. */
export interface SweepPlaces {
  /** Positions of the arguments that are differentiated by; each is a number, or numbers in a row. */
  readonly inputs: readonly number[];
  /** Position of the argument that the function writes its result into; undefined if it returns it. */
  readonly output: number | undefined;
}

/**
 * Runs a function with up to `LANES` tangents at once, where it has a companion for that, else with one after the other.
 *
 * The numbers of all inputs, in order, are the columns: `seed` sets the tangent of one. Mirrors are made when the arguments are other objects
 * than the last time, so that repeated sweeps over the same ones allocate nothing but what the function does.
 */
export class ColumnSweep {
  /** Number of columns. */
  columns = 0;
  /** Number of rows: how many numbers the result has. Known behind the first run. */
  rows = 0;
  /** Whether the result is a number. */
  isNumber = false;
  private args: readonly unknown[] = [];
  /** The arguments of the lanes companion: each one followed by its tangents. */
  private given: unknown[] = [];
  /** The arguments that mirrors were made for; undefined for those that have none. */
  private readonly bound: unknown[] = [];
  /** Their lengths, which arrays may change. */
  private readonly lengths: number[] = [];
  private isBound = false;
  /** Positions of inputs and output that hold numbers in a row, and all of their mirrors, and of what looks into them. */
  private readonly held: number[] = [];
  private readonly mirrors: Float64Array[] = [];
  /** First column of each input. */
  private readonly firstColumns: number[] = [];
  /** What inputs and output held before the first of several runs. */
  private readonly saved: FlatNumbers[] = [];
  private runs = 0;
  private willRepeat = false;
  /** Whether the last run was one of the lanes companion. */
  private ranLanes = false;
  private value: unknown = undefined;
  /** What runs: for several tangents, if that takes the arguments, and for one. */
  private several: LanesCompanion | undefined;
  private single: Companions;

  constructor(
    private readonly c: Companions,
    private readonly t: Tape,
    private readonly places: SweepPlaces,
    /** For messages. */
    private readonly api: string,
  ) {
    this.single = c;
    t.openLanes(LANES);
  }

  /** Takes the arguments of the runs that follow. */
  begin(args: readonly unknown[]): void {
    const { places, firstColumns, api } = this;
    this.args = args;
    this.runs = 0;
    this.willRepeat = false;
    let columns = 0;
    for (let q = 0; q < places.inputs.length; q++) {
      const x = args[places.inputs[q]];
      firstColumns[q] = columns;
      if (typeof x === 'number') columns++;
      else if (isFlat(x)) columns += x.length;
      else {
        throw new DiffError(
          'DIFF3003',
          `${api} differentiates by argument ${places.inputs[q]}, which is ${describe(x)}; a number, a float array or an array of numbers is needed.`,
        );
      }
    }
    const { output } = places;
    if (output !== undefined && !isFlat(args[output])) {
      throw new DiffError(
        'DIFF3003',
        `${api} takes the result from argument ${output}, which is ${describe(args[output])}; a float array or an array of numbers is needed.`,
      );
    }
    this.columns = columns;
    if (this.isBound && this.hasChanged()) this.isBound = false;
  }

  /** Says that more than one run follows, so that what the function writes into its arguments is put back in between. */
  repeat(): void {
    this.willRepeat = true;
  }

  /** Begins a run: all tangents are zero. */
  clear(): void {
    if (!this.isBound) this.bind();
    const { args, given, mirrors } = this;
    for (let i = 0, at = 0; i < args.length; i++, at += LANES + 1) {
      const x = args[i];
      given[at] = x;
      if (typeof x === 'number') given[at + 1] = given[at + 2] = given[at + 3] = given[at + 4] = 0;
    }
    for (let q = 0; q < mirrors.length; q++) setZero(mirrors[q]);
  }

  /** Sets the tangent of a column in a lane. */
  seed(lane: number, column: number, tangent: number): void {
    const { places, firstColumns, given } = this;
    let q = places.inputs.length - 1;
    while (firstColumns[q] > column) q--;
    const at = places.inputs[q] * (LANES + 1) + 1 + lane;
    if (typeof given[at] === 'number') given[at] = tangent;
    else (given[at] as number[])[column - firstColumns[q]] = tangent;
  }

  /** Sets the tangents of columns in a lane to 1. */
  seedOnes(lane: number, columns: Int32Array): void {
    const mirror = this.onlyMirror(lane);
    if (mirror !== undefined) for (let q = 0; q < columns.length; q++) mirror[columns[q]] = 1;
    else for (let q = 0; q < columns.length; q++) this.seed(lane, columns[q], 1);
  }

  /** Sets the tangents of all columns in a lane. */
  seedAll(lane: number, tangents: Float64Array): void {
    const mirror = this.onlyMirror(lane);
    if (mirror !== undefined) for (let j = 0; j < tangents.length; j++) mirror[j] = tangents[j];
    else for (let j = 0; j < tangents.length; j++) this.seed(lane, j, tangents[j]);
  }

  /** The mirror of the only input, if there is one alone and it is a float array. */
  private onlyMirror(lane: number): Float64Array | undefined {
    const { inputs } = this.places;
    const mirror = inputs.length === 1 ? this.given[inputs[0] * (LANES + 1) + 1 + lane] : undefined;
    return mirror instanceof Float64Array ? mirror : undefined;
  }

  /**
   * Runs the function; the tangents of the first `count` lanes are asked for.
   * @returns its value
   */
  run(count: number): unknown {
    this.keepOrRestore();
    const { t, args, several: lanes } = this;
    this.ranLanes = false;
    if (lanes !== undefined && lanes.accepts(t, args)) {
      const lates = lateOf(t);
      for (let k = 0; k < LANES; k++) t.lanes[k].ret_ = undefined;
      const run = runLanes(lanes, t, this.call);
      t.state = 'idle';
      if (run !== undefined) {
        this.ranLanes = true;
        this.value = run.value;
        // An object has got mirrors, which belong to this run.
        if (lateOf(t) !== lates) this.isBound = false;
      }
    }
    if (!this.ranLanes) this.runSingly(count);
    this.runs++;
    const { output } = this.places;
    const result = output === undefined ? this.value : args[output];
    this.isNumber = typeof result === 'number';
    this.rows = typeof result === 'number' ? 1 : isFlat(result) ? result.length : -1;
    return this.value;
  }

  /** The value of the last run. */
  get result(): unknown {
    return this.value;
  }

  /** The tangent of the result in a lane, if that is a number: behind a run, until the next one. */
  numberTangent(lane: number): number {
    const { t } = this;
    if (this.ranLanes && this.several?.inRegisters === true) return t.r[lane];
    const { ret_ } = t.lanes[lane];
    return typeof ret_ === 'number' ? ret_ : 0;
  }

  /** The same if it is numbers in a row; undefined for zeros. */
  flatTangent(lane: number): ArrayLike<number | undefined> | undefined {
    const { output } = this.places;
    if (output !== undefined) return this.given[output * (LANES + 1) + 1 + lane] as number[];
    const tape = this.t.lanes[lane];
    return tape.late_(this.value, tape.ret_) as number[] | undefined;
  }

  /** The lanes companion on the arguments and their tangents; written out for few arguments, which solvers have. */
  private readonly call = (): unknown => {
    const { given: g, t } = this;
    const { run } = this.several!;
    switch (g.length) {
      case 5:
        return run(t, g[0], g[1], g[2], g[3], g[4]);
      case 15:
        // prettier-ignore
        return run(t, g[0], g[1], g[2], g[3], g[4], g[5], g[6], g[7], g[8], g[9], g[10], g[11], g[12], g[13], g[14]);
      case 20:
        // prettier-ignore
        return run(t, g[0], g[1], g[2], g[3], g[4], g[5], g[6], g[7], g[8], g[9], g[10], g[11], g[12], g[13], g[14],
          g[15], g[16], g[17], g[18], g[19]);
      default:
        return run(t, ...g);
    }
  };

  /** One tangent after the other, each on the tape of its lane. */
  private runSingly(count: number): void {
    const { single, t, args, given } = this;
    if (this.runs === 0) this.keep();
    const pairs = new Array<unknown>(2 * args.length);
    const lates = lateOf(t);
    let isTraced = false;
    for (let k = 0; k < count; k++) {
      if (k > 0) this.restore();
      const tape = t.lanes[k];
      tape.restart();
      tape.ret_ = undefined;
      tape.state = 'forward';
      for (let i = 0; i < args.length; i++) {
        pairs[2 * i] = args[i];
        pairs[2 * i + 1] = given[i * (LANES + 1) + 1 + k];
      }
      try {
        this.value = single.tangent(tape, undefined, undefined, ...pairs);
      } finally {
        tape.state = 'idle';
      }
      isTraced ||= tape.trace !== undefined;
    }
    // Traced code enters what it meets.
    if (isTraced || lateOf(t) !== lates) this.isBound = false;
  }

  /** Makes mirrors of inputs and output, one for each lane. */
  private bind(): void {
    const { t, args, bound, lengths, places } = this;
    t.reset();
    if (this.given.length !== args.length * (LANES + 1))
      this.given = new Array<unknown>(args.length * (LANES + 1));
    const { given } = this;
    bound.length = lengths.length = args.length;
    const isPlace = (i: number): boolean => places.inputs.includes(i) || places.output === i;
    for (let k = 0; k < LANES; k++) {
      const tape = t.lanes[k];
      const plan = new ShadowPlan(tape.mirrorShadows, this.c.name);
      for (let i = 0; i < args.length; i++) {
        const x = args[i];
        if (isPlace(i) && typeof x !== 'number')
          given[i * (LANES + 1) + 1 + k] = shadowOfEntry(plan.enter(x, i));
      }
      // What is no input may still be one of them, or look into the buffer of one, or hold one.
      let holds = false;
      for (let i = 0; i < args.length; i++) {
        const x = args[i];
        if (isPlace(i) || typeof x !== 'object' || x === null) continue;
        const isView = x instanceof Float64Array || x instanceof Float32Array;
        const isKnown = tape.mirrors.has(x) || (isView && tape.mirrorShadows.buffers.has(x.buffer));
        given[i * (LANES + 1) + 1 + k] = isKnown ? shadowOfEntry(plan.enter(x, i)) : undefined;
        holds ||= !isKnown && !ArrayBuffer.isView(x) && !isFlat(x);
      }
      if (holds) tape.late++;
    }
    const { held, mirrors } = this;
    held.length = mirrors.length = 0;
    for (let i = 0; i < args.length; i++) {
      const x = args[i];
      if (isPlace(i) && typeof x !== 'number') held.push(i);
      const hasMirror = typeof x !== 'number' && given[i * (LANES + 1) + 1] !== undefined;
      bound[i] = hasMirror ? x : undefined;
      lengths[i] = hasMirror ? (x as FlatNumbers).length : 0;
      for (let k = 0; hasMirror && k < LANES; k++)
        mirrors.push(given[i * (LANES + 1) + 1 + k] as Float64Array);
    }
    this.suit();
    this.isBound = true;
  }

  /** Looks for what compiled companions do not take into account, as `jvp` does. */
  private suit(): void {
    const { c, t, args } = this;
    const plan = new ShadowPlan(undefined, c.name);
    for (let i = 0; i < args.length; i++) plan.adopt(args[i], undefined, i);
    for (let k = 0; k < LANES; k++) t.lanes[k].unusualKinds = plan.unusualKinds;
    this.single = suited(c, plan);
    const isUnusual = plan.unusual.length + plan.inheriting.length > 0;
    this.several = isUnusual ? undefined : c.several;
  }

  /** Are there other objects among the arguments than those that mirrors were made for? */
  private hasChanged(): boolean {
    const { args, bound, lengths, given, places } = this;
    if (given.length !== args.length * (LANES + 1)) return true;
    for (let i = 0; i < args.length; i++) {
      const x = args[i];
      if (bound[i] === undefined) {
        if (typeof x === 'object' && x !== given[i * (LANES + 1)]) return true;
        if (typeof x !== 'number' && (places.inputs.includes(i) || places.output === i)) return true;
      } else if (x !== bound[i] || (x as FlatNumbers).length !== lengths[i]) return true;
    }
    return false;
  }

  private keepOrRestore(): void {
    if (this.runs > 0) this.restore();
    else if (this.willRepeat) this.keep();
  }

  private keep(): void {
    const { args, held, saved } = this;
    for (let q = 0; q < held.length; q++) {
      const numbers = args[held[q]] as FlatNumbers;
      const kept = saved[q] as FlatNumbers | undefined;
      if (kept?.length !== numbers.length) saved[q] = numbers.slice();
      else copyNumbers(numbers, kept);
    }
  }

  private restore(): void {
    const { args, held, saved } = this;
    for (let q = 0; q < held.length; q++) {
      const numbers = args[held[q]] as FlatNumbers;
      if (Array.isArray(numbers)) numbers.length = saved[q].length;
      copyNumbers(saved[q], numbers);
    }
  }
}

function copyNumbers(from: FlatNumbers, to: FlatNumbers): void {
  for (let j = 0; j < from.length; j++) to[j] = from[j];
}

/** A loop is faster than `fill` for the few numbers that most have. */
function setZero(x: Float64Array): void {
  if (x.length > 64) {
    x.fill(0);
    return;
  }
  for (let i = 0; i < x.length; i++) x[i] = 0;
}

function lateOf(t: Tape): number {
  let sum = 0;
  for (let k = 0; k < LANES; k++) sum += t.lanes[k].late;
  return sum;
}
