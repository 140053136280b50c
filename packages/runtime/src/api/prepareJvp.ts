import { DiffError } from '../errors/DiffError.js';
import type { Companions } from '../records/Companions.js';
import { completeShadow } from '../shadow/completeShadow.js';
import { enterKnown } from '../shadow/enterKnown.js';
import { Tape } from '../tape/Tape.js';
import { companionsOf } from './differentiable.js';

/** A forward-mode evaluation that is made once and run many times; see `prepareJvp`. */
export interface PreparedJvp {
  /**
   * Runs the tangent sweep.
   * @param args  the arguments
   * @param tangents  of each argument: a number for a number, else a mirror laid out as `zeroShadow` makes it (what the function
   *   writes into an argument it also writes into its mirror); undefined for constants
   * @returns the value, bit for bit that of the function
   */
  tangent(args: readonly unknown[], tangents: readonly unknown[]): unknown;
  /** Tangent of the last result: a number, a mirror, or undefined for zero. */
  readonly resultTangent: unknown;
}

/**
 * A Jacobian–vector product that allocates nothing once it is set up; the caller owns the mirrors.
 *
 * @param f  a differentiable function
 * @returns the prepared evaluation; it belongs to one user at a time
 * @throws DIFF3001 if `f` was never compiled
 * @example
 * const prepared = prepareJvp(Math.sin);
 * prepared.tangent([0], [2]);   // 0
 * prepared.resultTangent        // 2
 */
export function prepareJvp(f: unknown): PreparedJvp {
  return new Prepared(companionsOf(f, 'prepareJvp'));
}

class Prepared implements PreparedJvp {
  resultTangent: unknown = undefined;
  private readonly c: Companions;
  private readonly t = new Tape();
  private readonly lastArgs: unknown[] = [];
  private readonly lastMirrors: unknown[] = [];
  private pairs: unknown[] = [];

  constructor(c: Companions) {
    this.c = c;
  }

  tangent(args: readonly unknown[], tangents: readonly unknown[]): unknown {
    const { c, t } = this;
    if (t.state !== 'idle') {
      throw new DiffError(
        'DIFF3004',
        `the prepared jvp of \`${c.name}\` cannot be used: it is running; prepare another one for a nested evaluation.`,
      );
    }
    this.bind(args, tangents);
    t.state = 'forward';
    try {
      const value = this.call(args.length);
      this.resultTangent =
        typeof value === 'number'
          ? (t.ret_ ?? 0)
          : t.trace === undefined
            ? t.late_(value, t.ret_)
            : completeShadow(value, t.ret_, t.mirrorShadows, []);
      return value;
    } finally {
      t.state = 'idle';
    }
  }

  private call(count: number): unknown {
    const { c, t, pairs: p } = this;
    switch (count) {
      case 1:
        return c.tangent(t, undefined, undefined, p[0], p[1]);
      case 2:
        return c.tangent(t, undefined, undefined, p[0], p[1], p[2], p[3]);
      case 3:
        return c.tangent(t, undefined, undefined, p[0], p[1], p[2], p[3], p[4], p[5]);
      case 4:
        return c.tangent(t, undefined, undefined, p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]);
      default:
        return c.tangent(t, undefined, undefined, ...p);
    }
  }

  private bind(args: readonly unknown[], tangents: readonly unknown[]): void {
    const { t, lastArgs, lastMirrors } = this;
    const count = args.length;
    let same = count === lastArgs.length && t.late === 0;
    if (this.pairs.length !== 2 * count) this.pairs = new Array<unknown>(2 * count);
    const { pairs } = this;
    if (lastArgs.length !== count) lastArgs.length = count;
    if (lastMirrors.length !== count) lastMirrors.length = count;
    for (let i = 0; i < count; i++) {
      const x = args[i];
      const isNumber = typeof x === 'number';
      const x_ = tangents[i];
      pairs[2 * i] = x;
      pairs[2 * i + 1] = isNumber ? (x_ ?? 0) : (x_ ?? undefined);
      const kept = isNumber ? undefined : x;
      const mirror = isNumber ? undefined : x_;
      if (lastArgs[i] !== kept || lastMirrors[i] !== mirror) same = false;
      lastArgs[i] = kept;
      lastMirrors[i] = mirror;
    }
    if (same) {
      t.restart();
      return;
    }
    t.reset();
    const table = t.mirrorShadows;
    for (let i = 0; i < count; i++) {
      const mirror = lastMirrors[i];
      if (mirror !== undefined && mirror !== null) enterKnown(lastArgs[i], mirror, table);
    }
  }
}
