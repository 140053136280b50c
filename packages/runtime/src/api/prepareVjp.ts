import { DiffError } from '../errors/DiffError.js';
import type { Companions } from '../records/Companions.js';
import { completeShadow } from '../shadow/completeShadow.js';
import { clearShadow } from '../shadow/clearShadow.js';
import { enterKnown, restoreLinks, type ShadowLink } from '../shadow/enterKnown.js';
import { assertRewound, Tape } from '../tape/Tape.js';
import { companionsOf } from './differentiable.js';

/** A reverse-mode evaluation that is made once and run many times; see `prepareVjp`. */
export interface PreparedVjp {
  /**
   * Runs the forward sweep on this object's own tape, which is reset first.
   * @param args  the arguments
   * @param shadows  the shadow of each argument, as `zeroShadow` makes it; undefined for numbers and for constants
   * @returns the value, bit for bit that of the function
   */
  forward(args: readonly unknown[], shadows: readonly unknown[]): unknown;
  /** Shadow of the last result: write the cotangent into it before `reverse`. undefined for numbers and inactive results. */
  readonly resultShadow: unknown;
  /**
   * Runs the reverse sweep of the last `forward`, adding cotangents into the given shadows; can be run again.
   * @param cotangent  of a number result; 0 if the result is an array or object
   */
  reverse(cotangent: number): void;
  /** The cotangent of number argument `i`, after `reverse`. */
  numberCotangent(i: number): number;
}

/**
 * A vector–Jacobian product that allocates nothing once it is set up: own tape, shadows given by the caller.
 *
 * For inner loops such as solvers. The caller owns the shadows: `reverse` adds into them and the caller reads and clears them. The
 * nested structure of an argument must stay as it is for as long as the same argument and shadow objects are passed.
 *
 * @param f  a differentiable function
 * @returns the prepared evaluation; it belongs to one user at a time
 * @throws DIFF3001 if `f` was never compiled
 * @example
 * const norm2 = /* @differentiable *\/ (u) => u[0] * u[0] + u[1] * u[1];
 * const prepared = prepareVjp(norm2);
 * const u = Float64Array.of(3, 4), u$ = new Float64Array(2);
 * prepared.forward([u], [u$]);   // 25
 * prepared.reverse(1);
 * u$   // Float64Array.of(6, 8)
 */
export function prepareVjp(f: unknown): PreparedVjp {
  return new Prepared(companionsOf(f, 'prepareVjp'));
}

class Prepared implements PreparedVjp {
  resultShadow: unknown = undefined;
  private readonly c: Companions;
  /** The companions of the call that is bound: those that choose at each call, or the compiled ones themselves. */
  private sweeps: Pick<Companions, 'forward' | 'reverse'>;
  /** Whether the compiled ones take the arguments that are bound. */
  private isDirect = false;
  private readonly t = new Tape();
  private readonly lastArgs: unknown[] = [];
  private readonly lastShadows: unknown[] = [];
  /** References inside the arguments, to be put back in their shadows after each reverse sweep. */
  private readonly links: ShadowLink[] = [];
  private pairs: unknown[] = [];
  private cotangents = new Float64Array(0);
  private numbersUsed = 0;
  private referencesUsed = 0;
  /** True from a complete `forward` until something throws. */
  private ready = false;

  constructor(c: Companions) {
    this.c = c;
    this.sweeps = c;
  }

  forward(args: readonly unknown[], shadows: readonly unknown[]): unknown {
    const { t } = this;
    if (t.state !== 'idle') throw this.unusable('it is running; prepare another one for a nested evaluation');
    this.bind(args, shadows);
    this.ready = false;
    t.state = 'forward';
    try {
      this.choose();
      const value = this.call(args.length);
      this.numbersUsed = t.n;
      this.referencesUsed = t.m;
      this.resultShadow =
        typeof value === 'number'
          ? undefined
          : t.trace === undefined
            ? t.late$(value, t.ret)
            : completeShadow(value, t.ret, t.shadows, t.roots);
      this.ready = true;
      return value;
    } finally {
      t.state = 'idle';
    }
  }

  reverse(cotangent: number): void {
    const { c, t, sweeps } = this;
    if (t.state !== 'idle') throw this.unusable('it is running');
    if (!this.ready) throw this.unusable('it has no complete forward sweep');
    const count = this.lastArgs.length;
    t.n = this.numbersUsed;
    t.m = this.referencesUsed;
    t.clearRegisters(count);
    this.ready = false;
    t.state = 'reverse';
    try {
      const d0 = sweeps.reverse(t, cotangent);
      const { cotangents } = this;
      const written = c.arity ?? count;
      for (let i = 1; i < count; i++) cotangents[i] = i < written ? t.r[i] : 0;
      if (count > 0) cotangents[0] = written > 0 ? d0 : 0;
    } finally {
      t.state = 'idle';
    }
    assertRewound(t, c.name);
    for (let i = 0; i < t.roots.length; i++) clearShadow(t.roots[i]);
    restoreLinks(this.links);
    this.ready = true;
  }

  numberCotangent(i: number): number {
    return this.cotangents[i];
  }

  private choose(): void {
    const { c, t } = this;
    const isDirect = this.isDirect && c.direct?.takesCall(t) === true;
    if (isDirect) t.mixed = true;
    this.sweeps = isDirect && c.direct !== undefined ? c.direct : c;
  }

  private call(count: number): unknown {
    const { sweeps: c, t, pairs: p } = this;
    switch (count) {
      case 1:
        return c.forward(t, undefined, undefined, p[0], p[1]);
      case 2:
        return c.forward(t, undefined, undefined, p[0], p[1], p[2], p[3]);
      case 3:
        return c.forward(t, undefined, undefined, p[0], p[1], p[2], p[3], p[4], p[5]);
      case 4:
        return c.forward(t, undefined, undefined, p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]);
      default:
        return c.forward(t, undefined, undefined, ...p);
    }
  }

  /** Resets the tape and tells it the shadows of the arguments; nothing is allocated while the objects stay the same. */
  private bind(args: readonly unknown[], shadows: readonly unknown[]): void {
    const { t, lastArgs, lastShadows } = this;
    const count = args.length;
    let same = count === lastArgs.length && t.late === 0;
    if (this.pairs.length !== 2 * count) {
      this.pairs = new Array<unknown>(2 * count);
      this.cotangents = new Float64Array(count);
    }
    const { pairs } = this;
    if (lastArgs.length !== count) lastArgs.length = count;
    if (lastShadows.length !== count) lastShadows.length = count;
    for (let i = 0; i < count; i++) {
      const x = args[i];
      const isNumber = typeof x === 'number';
      const x$ = isNumber ? undefined : shadows[i];
      pairs[2 * i] = x;
      pairs[2 * i + 1] = x$;
      // Numbers are not compared: only the shadows of objects are entered on the tape.
      const kept = isNumber ? undefined : x;
      if (lastArgs[i] !== kept || lastShadows[i] !== x$) same = false;
      lastArgs[i] = kept;
      lastShadows[i] = x$;
    }
    if (same) {
      t.restart();
      return;
    }
    t.reset();
    this.isDirect = this.c.direct?.takes(args) === true;
    this.links.length = 0;
    const table = t.shadows;
    for (let i = 0; i < count; i++) {
      if (lastShadows[i] !== undefined) enterKnown(lastArgs[i], lastShadows[i], table, this.links);
    }
  }

  private unusable(why: string): DiffError {
    return new DiffError('DIFF3004', `the prepared vjp of \`${this.c.name}\` cannot be used: ${why}.`);
  }
}
