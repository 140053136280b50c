import { isForeignArray } from '../../ndarray/asarray.js';
import { NDArray } from '../../ndarray/NDArray.js';
import { carryLater } from '../../records/attach.js';
import { carrier } from '../../records/carrier.js';
import { completed } from '../../records/completed.js';
import type { AnyFunction, CompanionFunctions, EmittedCompanions } from '../../records/Companions.js';
import { SINK } from '../../shadow/sink.js';
import type { Tape } from '../../tape/Tape.js';
import { plainly } from './arrayRule.js';
import { knowScijs } from './scijs.js';

/**
 * Gives a compiled function that makes views of its first argument companions that do no more than that: the shadow of a view is a view of the
 * shadow of its data. For what is no array yet, and in traces, it runs as it was compiled.
 * @returns `f`
 */
export function viewFunction<F extends AnyFunction>(f: F, name: string): F {
  const compiled = carrier.get(f);
  if (compiled === undefined) return f;
  knowScijs();
  carryLater(f, name, () => withViews(f, name, compiled.make(f)), compiled);
  return f;
}

function withViews(fn: AnyFunction, name: string, emitted: EmittedCompanions): CompanionFunctions {
  const whole = completed(fn, name, emitted);
  return {
    ...whole,
    several: undefined,
    second: undefined,
    direct: undefined,
    stable: true,
    restartable: true,
    forward(t: Tape, self: unknown, self$: unknown, ...pairs: unknown[]): unknown {
      const x = pairs[0];
      if (!isArray(x)) {
        const value = whole.forward(t, self, self$, ...pairs);
        t.o[t.m++] = whole;
        return value;
      }
      const args = new Array<unknown>(pairs.length >> 1);
      for (let i = 0; i < args.length; i++) args[i] = pairs[2 * i];
      const value = plainly(fn as (...args: readonly unknown[]) => NDArray, args);
      t.o[t.m++] = undefined;
      t.watch?.made(value);
      const x$ = t.late$(x, pairs[1]);
      const slots =
        x$ === undefined || x$ === SINK ? t.shadowOf(x.data) : (x$ as { readonly data?: unknown }).data;
      t.ret = slots === undefined || slots === null ? undefined : { data: slots };
      return value;
    },
    reverse(t: Tape, dy: number): number {
      const companions = t.o[--t.m] as CompanionFunctions | undefined;
      return companions === undefined ? 0 : companions.reverse(t, dy);
    },
    tangent(t: Tape, self: unknown, self_: unknown, ...pairs: unknown[]): unknown {
      const x = pairs[0];
      if (!isArray(x)) return whole.tangent(t, self, self_, ...pairs);
      const args = new Array<unknown>(pairs.length >> 1);
      for (let i = 0; i < args.length; i++) args[i] = pairs[2 * i];
      const value = plainly(fn as (...args: readonly unknown[]) => NDArray, args);
      const x_ = t.late_(x, pairs[1]);
      const slots =
        x_ === undefined || x_ === SINK ? t.mirrorOf(x.data) : (x_ as { readonly data?: unknown }).data;
      t.ret_ = slots === undefined || slots === null ? undefined : { data: slots };
      return value;
    },
  };
}

function isArray(x: unknown): x is { readonly data: object } {
  return x instanceof NDArray || (isForeignArray(x) && !Array.isArray(x.data));
}
