import { beginSweep, endSweep } from '../../ndarray/allocate.js';
import { isForeignArray } from '../../ndarray/asarray.js';
import { copy } from '../../ndarray/copy.js';
import { isFloatDtype } from '../../ndarray/dtype.js';
import { NDArray } from '../../ndarray/NDArray.js';
import { carryLater } from '../../records/attach.js';
import type {
  AnyFunction,
  CompanionFunctions,
  Companions,
  LocalCompanions,
} from '../../records/Companions.js';
import type { Tape } from '../../tape/Tape.js';
import { registers } from '../../trace/registers.js';
// Stands before those that make rules while they are loaded.
import { knowScijs } from './scijs.js';
import { shadowOf, shadowsOf, slotDtype, tangentOf, tangentsOf } from './argumentSlots.js';
import { giveTangent } from './likeArgument.js';
import { nestedJvp, nestedVjp } from './nestedRule.js';
import { ResultShadow } from './ResultShadow.js';
import { type ArrayCall, reverseCall } from './reverseCall.js';
import { takeZeros } from './shadowPool.js';

/**
 * The cotangent of argument `i` from that of the value. If `into` is given, it may be added there instead, and nothing is returned.
 */
export type CotangentOf<A extends readonly unknown[], R> = (
  d: R,
  out: R,
  args: A,
  into: NDArray | undefined,
  i: number,
) => ArrayCotangent | readonly ArrayCotangent[];

/**
 * An array of the argument's shape, or of one that this is broadcast to, over which it is summed then; or a number for a number. For an argument
 * that is a list of arrays there is a list of these.
 */
export type ArrayCotangent = NDArray | number | null | undefined;

/** The value of an array function: an array, compact and not one of its arguments, or a number. */
export type ArrayValue = NDArray | number;

/**
 * The derivatives of a function of arrays, numbers and options, written with array functions, so that they have derivatives themselves.
 */
export interface ArrayRule<A extends readonly unknown[], R> {
  /** For each argument what gives its cotangent, which is asked for only if the argument is differentiated; null where there is none. */
  readonly vjp: readonly (CotangentOf<A, R> | null)[];
  /** What gives the cotangents of all further arguments. */
  readonly rest?: CotangentOf<A, R>;
  /**
   * Whose elements the cotangents are computed from, beside `d`: positions of arguments, and `'out'`. Default: all. They are copied where the program
   * may change them before the reverse sweep; of the others only the shapes may be looked at.
   */
  readonly saves?: readonly (number | 'out')[];
  /**
   * Which argument is a list of arrays, which may have different shapes: its tangent and its cotangent are lists, its members are looked at one by
   * one. It must not change later.
   */
  readonly list?: number;
  /** Makes the companions of calls whose results stay with functions of arrays, from those of all others. */
  readonly local?: (general: LocalCompanions) => LocalCompanions;
  /** Makes companions that are better for some calls, from those for all. */
  readonly quick?: (general: LocalCompanions) => LocalCompanions;
  /** The tangent of the value, from one tangent per argument, null for those that have none; null stands for zero. */
  readonly jvp: (tangents: Tangents<A>, out: R, args: A) => R | number | null;
}

/** An array for whatever stands for an array, a number for a number, null for what has no tangent; for a list a list of them. */
export type Tangents<A extends readonly unknown[]> = { readonly [I in keyof A]: NDArray | number | null };

/**
 * Gives a function of arrays its derivatives.
 * @param f  gives a new compact array, or a number
 * @returns `f`
 */
export function arrayRule<A extends readonly unknown[], R extends ArrayValue, F extends (...args: A) => R>(
  f: F & ((...args: A) => R),
  name: string,
  rule: ArrayRule<A, R>,
): F {
  knowScijs();
  carryLater(f, name, () => {
    const record = recordOf(f, rule as never);
    return { ...record, ...rule.quick?.(record), ...(rule.local && { local: rule.local(record) }) };
  });
  return f;
}

/** A rule, whatever its function is given. */
interface AnyRule extends Pick<ArrayRule<readonly unknown[], ArrayValue>, 'saves' | 'list'> {
  readonly vjp: readonly (AnyCotangent | null)[];
  readonly rest?: AnyCotangent;
  readonly jvp: Jvp;
}

export type AnyCotangent = CotangentOf<readonly unknown[], ArrayValue>;

/** What gives the cotangent of argument `i`. */
export type PartAt = (i: number) => AnyCotangent | null | undefined;

export type Jvp = (
  tangents: readonly unknown[],
  out: ArrayValue,
  args: readonly unknown[],
) => ArrayValue | null | undefined;

function recordOf(
  fn: AnyFunction,
  { vjp, rest, jvp, saves, list }: AnyRule,
): CompanionFunctions & Pick<Companions, 'rule'> {
  const f = fn as (...args: readonly unknown[]) => ArrayValue;
  const partAt: PartAt = (i) => (i < vjp.length ? vjp[i] : rest);
  const savesOut = saves === undefined || saves.includes('out');
  const isSaved = (i: number): boolean => saves === undefined || saves.includes(i);
  return {
    repeatable: true,
    restartable: true,
    stable: true,
    rule: {
      vjp: nestedVjp(f, partAt, isSaved, savesOut),
      jvp: nestedJvp(f, jvp),
      method: false,
      surrogate: false,
    },
    forward(t: Tape, _self: unknown, _self$: unknown, ...pairs: unknown[]): unknown {
      const count = pairs.length >> 1;
      const args = new Array<unknown>(count);
      const shadows = new Array<unknown>(count);
      let isActive = false;
      for (let i = 0; i < count; i++) {
        const x = (args[i] = pairs[2 * i]);
        const x$ = (shadows[i] =
          i === list ? shadowsOf(t, x, pairs[2 * i + 1]) : shadowOf(t, x, pairs[2 * i + 1]));
        if (x$ !== undefined) isActive = true;
      }
      const out = plainly(f, args);
      if (t.watch !== undefined && typeof out === 'object') {
        t.watch.made(out);
        t.watch.made(out.data);
      }
      let out$: ResultShadow | undefined;
      if (isActive && typeof out === 'object' && isFloatDtype(out.dtype)) {
        const data = takeZeros(t, out.data.length);
        out$ = new ResultShadow(new NDArray(data, out, undefined, undefined, slotDtype(out)));
      }
      t.ret = out$;
      if (!isActive) t.o[t.m++] = undefined;
      else if (t.isStable) t.o[t.m++] = { args, shadows, out, out$ };
      else {
        const kept = args.map((x, i) => (isSaved(i) ? unchanging(x) : x));
        t.o[t.m++] = {
          args: kept,
          shadows,
          out: savesOut ? (unchanging(out) as ArrayValue) : out,
          out$,
          given: args,
        };
      }
      return out;
    },
    reverse(t: Tape, dy: number): number {
      const call = t.o[--t.m] as ArrayCall | undefined;
      return call === undefined ? 0 : reverseCall(t, call, partAt, list, dy);
    },
    tangent(t: Tape, _self: unknown, _self_: unknown, ...pairs: unknown[]): unknown {
      const count = pairs.length >> 1;
      const args = new Array<unknown>(count);
      const tangents = new Array<unknown>(count);
      let isActive = false;
      for (let i = 0; i < count; i++) {
        const x = (args[i] = pairs[2 * i]);
        const x_ = (tangents[i] =
          i === list ? tangentsOf(t, x, pairs[2 * i + 1]) : tangentOf(t, x, pairs[2 * i + 1]));
        if (x_ !== null) isActive = true;
      }
      const out = plainly(f, args);
      const tangent = isActive ? jvp(tangents, out, args) : null;
      t.ret_ =
        tangent === null || tangent === undefined
          ? typeof out === 'number'
            ? 0
            : undefined
          : giveTangent(tangent, out, tangents);
      return out;
    },
  };
}

/** Calls a function as plain code, whose results are short-lived. */
export function plainly<R>(f: (...args: readonly unknown[]) => R, args: readonly unknown[]): R {
  const { trace } = registers;
  registers.trace = null;
  const outer = beginSweep();
  try {
    return f(...args);
  } finally {
    endSweep(outer);
    registers.trace = trace;
  }
}

/** What the reverse sweep can read, whatever the program stores where. */
function unchanging(x: unknown): unknown {
  return typeof x !== 'object' || x === null || isPlainObject(x) ? x : copy(x as NDArray);
}

function isPlainObject(x: object): boolean {
  return !(x instanceof NDArray || Array.isArray(x) || ArrayBuffer.isView(x) || isForeignArray(x));
}
