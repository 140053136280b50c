import type { PreparedJvp, PreparedVjp } from '@diffjs/runtime';
import { isDifferentiable, prepareJvp, prepareVjp } from '@diffjs/runtime';
import type { Companions, Tape } from '@diffjs/runtime/compiled';
import { clearShadow } from '@diffjs/runtime/compiled';

/** The runtime's sweep in whose midst a solve is differentiated; undefined outside one. */
export type Sweep = Tape | undefined;

/**
 * A prepared vjp of `f` that belongs to the sweep going on, so that what `f` captures (variables of the differentiated function,
 * objects that are differentiated) has the shadows that it has there. Outside a sweep, an independent one.
 *
 * The sweep's tape lends its identity only: `f` writes to buffers of its own, which take the place of the tape's between `enter`
 * and `leave`.
 *
 * @throws DIFF3001 if `f` is not differentiable
 */
export function vjpInSweep(f: unknown, sweep: Sweep): PreparedVjp & Partial<EnteredVjp> {
  return sweep === undefined || !isDifferentiable(f) ? prepareVjp(f) : new SweepVjp(sweep, f);
}

/**
 * A prepared jvp of `f` that belongs to the sweep going on; see `vjpInSweep`.
 *
 * @throws DIFF3001 if `f` is not differentiable
 */
export function jvpInSweep(f: unknown, sweep: Sweep): PreparedJvp {
  return sweep === undefined || !isDifferentiable(f) ? prepareJvp(f) : new SweepJvp(sweep, f);
}

/** Buffers that stand in for a tape's own while `f` runs. */
class Buffers {
  private f: Float64Array = new Float64Array(1024);
  private o: unknown[] = [];
  private r: Float64Array = new Float64Array(64);
  private n = 0;
  private m = 0;

  /** Those that nobody uses: most right-hand sides need little room, which is not made anew for every solve. */
  private static readonly spare: Buffers[] = [];

  /** Exchanges spare buffers for the tape's own. */
  static enter(tape: Tape): Buffers {
    const buffers = Buffers.spare.pop() ?? new Buffers();
    buffers.exchange(tape);
    return buffers;
  }

  /** Gives the tape its own back. */
  leave(tape: Tape): void {
    this.exchange(tape);
    const { o, f } = this;
    if (o.length > LONGEST_SPARE || f.length > LONGEST_SPARE || Buffers.spare.length === MOST_SPARE) return;
    for (let i = 0; i < o.length; i++) o[i] = undefined;
    Buffers.spare.push(this);
  }

  private exchange(tape: Tape): void {
    const { f, n, m, o, r } = tape;
    tape.f = this.f;
    tape.n = this.n;
    tape.m = this.m;
    tape.r = this.r;
    tape.o = this.o;
    this.f = f;
    this.n = n;
    this.m = m;
    this.r = r;
    this.o = o;
  }
}

/** How many buffers are kept, and how long they may be: solves within solves need more than one. */
const MOST_SPARE = 4;
const LONGEST_SPARE = 2 ** 16;

/** A prepared vjp whose evaluations stand between `enter` and `leave`, all with the same objects. */
export interface EnteredVjp extends PreparedVjp {
  enter(): void;
  leave(): void;
}

class SweepVjp implements EnteredVjp {
  resultShadow: unknown = undefined;
  private readonly companions: Companions;
  private buffers: Buffers | undefined;
  private readonly cotangents = new Float64Array(4);
  /** What is called between `enter` and `leave`, once it is known what with. */
  private sweeps: Pick<Companions, 'forward' | 'reverse'> | undefined;
  private rootsBefore = 0;

  constructor(
    private readonly tape: Tape,
    f: unknown,
  ) {
    this.companions = tape.resolve(f, 'the right-hand side');
  }

  enter(): void {
    this.rootsBefore = this.tape.roots.length;
    this.buffers = Buffers.enter(this.tape);
    this.sweeps = undefined;
  }

  leave(): void {
    this.buffers?.leave(this.tape);
    this.buffers = undefined;
  }

  forward(x: readonly unknown[], x$: readonly unknown[]): unknown {
    const { tape: t } = this;
    t.n = 0;
    t.m = 0;
    const sweeps = (this.sweeps ??= this.sweepsFor(x));
    const value =
      x.length === 4
        ? sweeps.forward(t, undefined, undefined, x[0], x$[0], x[1], x$[1], x[2], x$[2], x[3], x$[3])
        : sweeps.forward(t, undefined, undefined, x[0], x$[0], x[1], x$[1], x[2], x$[2]);
    this.resultShadow = typeof value === 'number' ? undefined : t.late$(value, t.ret);
    return value;
  }

  reverse(cotangent: number): void {
    const { tape, companions, cotangents } = this;
    const { r, roots } = tape;
    r[1] = 0;
    r[2] = 0;
    r[3] = 0;
    const written = companions.arity ?? 4;
    const first = (this.sweeps ?? companions).reverse(tape, cotangent);
    for (let i = 1; i < 4; i++) cotangents[i] = i < written ? tape.r[i] : 0;
    cotangents[0] = written > 0 ? first : 0;
    // What f left in memory that it activated is constant in the next call.
    for (let i = this.rootsBefore; i < roots.length; i++) clearShadow(roots[i]);
  }

  /** The compiled companions themselves, or those that choose at each call. */
  private sweepsFor(x: readonly unknown[]): Pick<Companions, 'forward' | 'reverse'> {
    const { tape, companions } = this;
    const { direct } = companions;
    if (direct === undefined || !direct.takesCall(tape) || !direct.takes(x)) return companions;
    tape.mixed = true;
    return direct;
  }

  numberCotangent(i: number): number {
    return this.cotangents[i];
  }
}

class SweepJvp implements PreparedJvp {
  resultTangent: unknown = undefined;
  private readonly companions: Companions;

  constructor(
    private readonly tape: Tape,
    f: unknown,
  ) {
    this.companions = tape.resolve(f, 'the right-hand side');
  }

  tangent(args: readonly unknown[], tangents: readonly unknown[]): unknown {
    const { tape, companions: c } = this;
    const buffers = Buffers.enter(tape);
    try {
      tape.n = 0;
      tape.m = 0;
      const pairs = args.flatMap((x, i) => [x, tangents[i] ?? (typeof x === 'number' ? 0 : undefined)]);
      const value = c.tangent(tape, undefined, undefined, ...pairs);
      this.resultTangent = typeof value === 'number' ? (tape.ret_ ?? 0) : tape.late_(value, tape.ret_);
      return value;
    } finally {
      buffers.leave(tape);
    }
  }
}
