import { DiffError } from '../errors/DiffError.js';
import type { Companions } from '../records/Companions.js';
import type { Tape } from '../tape/Tape.js';
import { registers } from '../trace/registers.js';
import { ReverseTrace } from '../trace/ReverseTrace.js';
import type { TangentTrace } from '../trace/TangentTrace.js';
import { deliver } from '../trace/tasks.js';

/** Whether a differentiated function has given a promise, whose value is what is differentiated. */
export function isPromise(x: unknown): x is Promise<unknown> {
  return x instanceof Promise;
}

/** @throws DIFF3101 if the traced code of another copy of the runtime goes on behind a promise, which this one does not see */
export function refuseForeign(t: Tape, Trace: typeof ReverseTrace | typeof TangentTrace): void {
  if (t.trace === undefined || t.trace === null || t.trace instanceof Trace) return;
  throw new DiffError(
    'DIFF3101',
    'the derivative of an async function is lost: its code imports another copy of @diffjs/runtime than the one that differentiates it. ' +
      'Install one copy (npm ls @diffjs/runtime shows them).',
  );
}

/**
 * The part of a forward sweep that async functions recorded after they had given their promise. It is reversed before the part that
 * came first, which the companions reverse as ever.
 */
export class AsyncPart {
  private readonly begin: number;
  private readonly trace: ReverseTrace | undefined;
  private end = 0;
  private result = 0;

  /** To be made when the first part has ended. */
  constructor(
    private readonly t: Tape,
    private readonly promise: Promise<unknown>,
  ) {
    this.trace = t.trace instanceof ReverseTrace ? t.trace : undefined;
    refuseForeign(t, ReverseTrace);
    this.begin = this.trace?.n ?? 0;
  }

  /** The promise has been fulfilled. */
  settle(value: unknown): void {
    const { trace } = this;
    if (trace === undefined) return;
    trace.refuseToGoOn();
    registers.m = undefined;
    deliver(trace, this.promise, value);
    this.result = typeof value === 'number' ? trace.indexOf(registers.m) : 0;
    this.end = trace.n;
    registers.m = undefined;
  }

  /** Reverses it, with the cotangent of a number result. */
  reverse(dy: number): void {
    const { trace, result } = this;
    if (trace === undefined) return;
    if (result !== 0) trace.seed(result, dy);
    trace.sweep(this.begin, this.end);
    this.t.state = 'reverse';
  }
}

/** Companions whose reverse sweep begins with that part. */
export function withAsyncPart(c: Companions, part: AsyncPart): Companions {
  return {
    ...c,
    reverse(t, dy) {
      part.reverse(dy);
      return c.reverse(t, 0);
    },
  };
}
