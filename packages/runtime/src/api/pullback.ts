import type { Companions } from '../records/Companions.js';
import { knownShadow } from '../shadow/knownShadow.js';
import type { TreeReceiver } from '../shadow/addTree.js';
import { addTree } from '../shadow/addTree.js';
import { clearShadow } from '../shadow/clearShadow.js';
import { projectPlan } from '../shadow/projectPlan.js';
import type { PlanEntry } from '../shadow/ShadowPlan.js';
import { ShadowPlan } from '../shadow/ShadowPlan.js';
import type { Tape } from '../tape/Tape.js';
import { assertRewound } from '../tape/Tape.js';
import { acquireTape, releaseTape } from '../tape/tapePool.js';
import type { Gradients, Tangent } from './derivativeTypes.js';
import {
  cotangentNeeded,
  listOfCotangents,
  numberCotangentNeeded,
  unusableBack,
} from './derivativeErrors.js';
import { companionsOf } from './differentiable.js';
import { isNested, nestable, nestedPullback } from '../trace/nested/derivatives.js';
import { AsyncPart, isPromise, withAsyncPart } from './asyncSweep.js';
import type { ArgumentPlan } from './forwardSweep.js';
import {
  allNumbers,
  forwardNumbers,
  forwardPlanned,
  planArguments,
  reverseNumbers,
  suited,
} from './forwardSweep.js';

/** The second part of what `pullback` gives. */
export interface Back<A extends readonly unknown[], R> {
  /**
   * The cotangents of all arguments for a cotangent of the result, one entry per argument.
   *
   * Has no side effects and can be called again, with other cotangents.
   *
   * @param cotangent  a tree of the result's shape, null or missing parts standing for zero; may be left out (1) only if the
   *   result is a number
   * @throws DIFF3003 for a cotangent of another shape; DIFF3004 if it was released, is running, or has thrown before
   */
  (cotangent?: Tangent<R>): Gradients<A>;
  /**
   * The cotangents of all arguments for each of several cotangents of the result, in their order: rows of a Jacobian, say.
   *
   * One reverse sweep each over the same tape, so that the function runs once however many there are.
   *
   * @param cotangents  an array of what `back` takes
   * @throws DIFF3003 if it is no array, or one of them has another shape; what `back` throws
   * @example
   * const polar = /* @differentiable *\/ (r, a) => [r * Math.cos(a), r * Math.sin(a)];
   * const [, back] = pullback(polar, 2, 0);
   * back.many([[1, 0], [0, 1]])   // [[1, 0], [0, 2]]
   */
  many(cotangents: readonly Tangent<R>[]): Gradients<A>[];
  /** Gives the tape back early; `back` cannot be called after it. */
  release(): void;
}

/**
 * The value of `f(...args)` and the function that pulls cotangents of the result back to the arguments.
 *
 * The forward sweep runs once, now; each `back(cotangent)` is one reverse sweep, x̄ = Jᵀ ȳ. The tape is kept until
 * `back.release()` is called or `back` is garbage.
 *
 * @param f  a differentiable function of any result
 * @param args  its arguments, of any kind
 * @returns `[value, back]` (a promise of it, if `f` is async); `back(cotangent)` gives an array with one entry per argument, shaped as in `gradient`
 * @throws DIFF3001 if `f` was never compiled; what `f` throws
 * @example
 * const polar = /* @differentiable *\/ (r, a) => [r * Math.cos(a), r * Math.sin(a)];
 * const [value, back] = pullback(polar, 2, 0);
 * value          // [2, 0]
 * back([1, 0])   // [1, 0]
 * back([0, 1])   // [0, 2]
 */
export function pullback<A extends readonly unknown[], R>(
  f: (...args: A) => Promise<R>,
  ...args: A
): Promise<[value: R, back: Back<A, R>]>;
export function pullback<A extends readonly unknown[], R>(
  f: (...args: A) => R,
  ...args: A
): [value: R, back: Back<A, R>];
export function pullback<A extends readonly unknown[]>(f: (...args: A) => unknown, ...args: A): unknown {
  if (isNested()) return nestedPullback(f, args);
  const c = companionsOf(f, 'pullback');
  const t = acquireTape();
  let taped = false;
  try {
    const sweep = new TapedSweep(c, t, args);
    taped = true;
    if (!isPromise(sweep.value)) return [sweep.value, backOf(sweep)];
    return sweep.settled().then((value) => [value, backOf(sweep)]);
  } finally {
    if (!taped) releaseTape(t);
  }
}

nestable(pullback);

function backOf(sweep: TapedSweep): unknown {
  const back = (...given: [unknown?]): unknown => sweep.back(given.length > 0, given[0]);
  back.many = (cotangents: unknown): unknown => {
    const list = listOfCotangents(cotangents);
    const rows = new Array<unknown>(list.length);
    for (let i = 0; i < rows.length; i++) rows[i] = sweep.back(true, list[i]);
    return rows;
  };
  back.release = () => {
    sweep.release();
  };
  return back;
}

/** A forward sweep kept on its tape. */
class TapedSweep {
  value: unknown;
  private c: Companions;
  private readonly count: number;
  private readonly planned: ArgumentPlan | undefined;
  private result: PlanEntry = null;
  private numbersUsed = 0;
  private referencesUsed = 0;
  private t: Tape | undefined;
  private fault: string | undefined;

  constructor(c: Companions, t: Tape, args: readonly unknown[]) {
    this.t = t;
    this.count = args.length;
    this.planned = allNumbers(args) ? undefined : planArguments(t, args, c.name);
    this.c = suited(c, this.planned?.plan);
    this.value =
      this.planned === undefined
        ? forwardNumbers(this.c, t, args)
        : forwardPlanned(this.c, t, args, this.planned);
    if (!isPromise(this.value)) this.end(t);
  }

  /** Waits for an async function to end. */
  async settled(): Promise<unknown> {
    const { t } = this;
    if (t === undefined || !isPromise(this.value)) return this.value;
    try {
      const part = new AsyncPart(t, this.value);
      this.value = await this.value;
      part.settle(this.value);
      this.c = withAsyncPart(this.c, part);
      t.ret = undefined;
      this.end(t);
      return this.value;
    } catch (error) {
      this.t = undefined;
      releaseTape(t);
      throw error;
    }
  }

  private end(t: Tape): void {
    this.numbersUsed = t.n;
    this.referencesUsed = t.m;
    t.state = 'idle';
    this.result = planResult(t, this.value, this.c.name);
  }

  back(given: boolean, cotangent: unknown): unknown[] {
    const t = this.usableTape();
    const dy = this.checkCotangent(given, cotangent);
    const { planned } = this;
    const results = new Array<unknown>(this.count);
    this.fault = 'a call of it threw midway, and its shadows hold half a sweep';
    t.n = this.numbersUsed;
    t.m = this.referencesUsed;
    try {
      addTree(this.result, cotangent, { ...this.receiver(), mode: 'add' });
      reverseNumbers(this.c, t, dy, planned?.entries, results, this.count);
    } finally {
      t.state = 'idle';
    }
    assertRewound(t, this.c.name);
    if (planned !== undefined) {
      projectPlan(planned.plan, planned.entries, results, true);
      for (const node of planned.plan.nodes) clearShadow(node.shadow);
    }
    for (const root of t.roots) clearShadow(root);
    this.fault = undefined;
    return results;
  }

  release(): void {
    const { t } = this;
    if (t === undefined) return;
    if (t.state !== 'idle') throw unusableBack(this.c.name, 'it is running');
    this.t = undefined;
    this.fault = 'it was released';
    releaseTape(t, this.referencesUsed);
  }

  private usableTape(): Tape {
    const { t } = this;
    if (t !== undefined && t.state !== 'idle')
      throw unusableBack(this.c.name, 'it is already running; it cannot be entered again from within');
    if (t === undefined || this.fault !== undefined)
      throw unusableBack(this.c.name, this.fault ?? 'it was released');
    return t;
  }

  /** The cotangent of a number result; trees are checked here and added later, so that a wrong one leaves no trace. */
  private checkCotangent(given: boolean, cotangent: unknown): number {
    if (this.result === 'number') {
      if (!given || cotangent === undefined) return 1;
      if (cotangent === null) return 0;
      if (typeof cotangent === 'number') return cotangent;
      throw numberCotangentNeeded(this.c.name, cotangent);
    }
    if (!given || cotangent === undefined) {
      throw cotangentNeeded(this.c.name, this.value);
    }
    addTree(this.result, cotangent, { ...this.receiver(), mode: 'check' });
    return 0;
  }

  private receiver(): Omit<TreeReceiver, 'mode'> {
    return { what: 'the cotangent', code: 'DIFF3003' };
  }
}

/** The structure of the result now, with the shadows that take its cotangent. */
function planResult(t: Tape, value: unknown, name: string): PlanEntry {
  if (typeof value === 'number') return 'number';
  const plan = new ShadowPlan(undefined, `the result of ${name}`, (o) => knownShadow(o, t.shadows));
  return plan.adopt(value, t.late$(value, t.ret));
}
