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

  constructor(private readonly tape: Tape) {}

  /** Exchanges these buffers for the tape's; a second call exchanges them back. */
  exchange(): void {
    const { tape } = this;
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

/** A prepared vjp whose evaluations stand between `enter` and `leave`. */
export interface EnteredVjp extends PreparedVjp {
  enter(): void;
  leave(): void;
}

class SweepVjp implements EnteredVjp {
  resultShadow: unknown = undefined;
  private readonly companions: Companions;
  private readonly buffers: Buffers;
  private readonly cotangents = new Float64Array(4);
  private rootsBefore = 0;

  constructor(
    private readonly tape: Tape,
    f: unknown,
  ) {
    this.companions = tape.resolve(f, 'the right-hand side');
    this.buffers = new Buffers(tape);
  }

  enter(): void {
    this.rootsBefore = this.tape.roots.length;
    this.buffers.exchange();
  }

  leave(): void {
    this.buffers.exchange();
  }

  forward(x: readonly unknown[], x$: readonly unknown[]): unknown {
    const { tape: t, companions: c } = this;
    t.n = 0;
    t.m = 0;
    const value =
      x.length === 4
        ? c.forward(t, undefined, undefined, x[0], x$[0], x[1], x$[1], x[2], x$[2], x[3], x$[3])
        : c.forward(t, undefined, undefined, x[0], x$[0], x[1], x$[1], x[2], x$[2]);
    this.resultShadow = typeof value === 'number' ? undefined : t.late$(value, t.ret);
    return value;
  }

  reverse(cotangent: number): void {
    const { tape, companions: c, cotangents } = this;
    const { r, roots } = tape;
    r[1] = 0;
    r[2] = 0;
    r[3] = 0;
    const written = c.arity ?? 4;
    const first = c.reverse(tape, cotangent);
    for (let i = 1; i < 4; i++) cotangents[i] = i < written ? tape.r[i] : 0;
    cotangents[0] = written > 0 ? first : 0;
    // What f left in memory that it activated is constant in the next call.
    for (let i = this.rootsBefore; i < roots.length; i++) clearShadow(roots[i]);
  }

  numberCotangent(i: number): number {
    return this.cotangents[i];
  }
}

class SweepJvp implements PreparedJvp {
  resultTangent: unknown = undefined;
  private readonly companions: Companions;
  private readonly buffers: Buffers;

  constructor(
    private readonly tape: Tape,
    f: unknown,
  ) {
    this.companions = tape.resolve(f, 'the right-hand side');
    this.buffers = new Buffers(tape);
  }

  tangent(args: readonly unknown[], tangents: readonly unknown[]): unknown {
    const { tape, companions: c, buffers } = this;
    buffers.exchange();
    try {
      tape.n = 0;
      tape.m = 0;
      const pairs = args.flatMap((x, i) => [x, tangents[i] ?? (typeof x === 'number' ? 0 : undefined)]);
      const value = c.tangent(tape, undefined, undefined, ...pairs);
      this.resultTangent = typeof value === 'number' ? (tape.ret_ ?? 0) : tape.late_(value, tape.ret_);
      return value;
    } finally {
      buffers.exchange();
    }
  }
}
