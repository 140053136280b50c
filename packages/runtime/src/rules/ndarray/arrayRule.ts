import { beginSweep, endSweep } from '../../ndarray/allocate.js';
import { isForeignArray, toArray } from '../../ndarray/asarray.js';
import { isFloatDtype } from '../../ndarray/dtype.js';
import { NDArray } from '../../ndarray/NDArray.js';
import { sameShape } from '../../ndarray/shape.js';
import { carryLater } from '../../records/attach.js';
import type {
  AnyFunction,
  CompanionFunctions,
  Companions,
  LocalCompanions,
} from '../../records/Companions.js';
import { SINK } from '../../shadow/sink.js';
import type { ShadowTable } from '../../shadow/ShadowTable.js';
import type { Tape } from '../../tape/Tape.js';
import { registers } from '../../trace/registers.js';
import { sumTo } from '../../ndarray/broadcast.js';
import { copy } from '../../ndarray/copy.js';
import { knowScijs } from './scijs.js';
import { accumulate } from './accumulate.js';
import { shapeOf } from './broadcast.js';
import { dataSlots } from './dataSlots.js';
import { giveTangent } from './likeArgument.js';
import { nestedJvp, nestedVjp } from './nestedRule.js';
import { ResultShadow } from './ResultShadow.js';
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

/** What the forward sweep keeps of one call. */
interface ArrayCall {
  readonly args: readonly unknown[];
  /** The arguments themselves, if those are copies. */
  readonly given?: readonly unknown[];
  /** The shadow of each argument; `NUMBER` for a number, undefined for what is not differentiated. */
  readonly shadows: readonly unknown[];
  readonly out: ArrayValue;
  /** The shadow of `out`, if that is an array. */
  readonly out$: ResultShadow | undefined;
}

const NUMBER = 'number';

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

/** The shadow of an argument, `NUMBER` for a number; undefined if it is not differentiated. */
function shadowOf(t: Tape, x: unknown, x$: unknown): unknown {
  // null says that it is a constant.
  if (x$ === null) return undefined;
  if (typeof x === 'number') return NUMBER;
  if (typeof x !== 'object' || x === null) return undefined;
  return slotsOf(x, t.late$(x, x$), t.shadows);
}

/** The shadows of the members of a list; undefined if none is differentiated. */
function shadowsOf(t: Tape, x: unknown, x$: unknown): unknown {
  if (x$ === null || !Array.isArray(x)) return undefined;
  const own = membersOf(t.late$(x, x$));
  const shadows = x.map((member, i) =>
    typeof member === 'number' ? undefined : shadowOf(t, member, own?.[i] ?? undefined),
  );
  return shadows.some((shadow) => shadow !== undefined) ? shadows : undefined;
}

/** The tangents of the members of a list; null if none has one. */
function tangentsOf(t: Tape, x: unknown, x_: unknown): readonly (NDArray | number | null)[] | null {
  if (!Array.isArray(x)) return null;
  const own = membersOf(t.late_(x, x_));
  const tangents = x.map((member, i) => tangentOf(t, member, own?.[i] ?? undefined));
  return tangents.some((tangent) => tangent !== null) ? tangents : null;
}

function membersOf(slots: unknown): readonly unknown[] | undefined {
  return slots === undefined || slots === SINK ? undefined : (slots as readonly unknown[]);
}

/** The tangent of an argument, as an array of its shape; null if it has none. */
function tangentOf(t: Tape, x: unknown, x_: unknown): NDArray | number | null {
  if (typeof x === 'number') return typeof x_ === 'number' && x_ !== 0 ? x_ : null;
  if (typeof x !== 'object' || x === null) return null;
  const slots = slotsOf(x, t.late_(x, x_), t.mirrorShadows);
  return slots === undefined ? null : arrayOfSlots(x, withNumbers(slots));
}

/** A typed array in place of the mirror of plain numbers, which has slots for these alone. */
function withNumbers(slots: unknown): unknown {
  const { data } = slots as { readonly data?: unknown };
  return Array.isArray(data) ? { data: Float64Array.from(data as number[], (d) => d || 0) } : slots;
}

/**
 * The shadow or mirror of an object.
 * @param known  what is known of it: parts may have got theirs later, or have been put together by code that was not compiled
 */
function slotsOf(x: object, known: unknown, table: ShadowTable): unknown {
  if (Array.isArray(x)) return slotsOfList(x, known, table);
  if (!(x instanceof NDArray || isForeignArray(x))) return known === SINK ? undefined : known;
  const slots = dataSlots(x, known, table);
  if (slots === undefined) return undefined;
  return (known as { readonly data?: unknown } | undefined)?.data === slots ? known : { data: slots };
}

function slotsOfList(list: readonly unknown[], known: unknown, table: ShadowTable): unknown {
  if (typeof list[0] !== 'object' || list[0] === null) return known === SINK ? undefined : known;
  const { objects } = table;
  if (known === undefined && objects.size === 0) return undefined;
  const own = known as readonly unknown[] | undefined;
  let isActive = false;
  const slots = list.map((x, i) => {
    const x$ = isReference(x) ? slotsOf(x, (own?.[i] || undefined) ?? objects.get(x), table) : own?.[i];
    if (x$ !== undefined) isActive = true;
    return x$;
  });
  return isActive ? slots : undefined;
}

function isReference(x: unknown): x is object {
  return typeof x === 'object' && x !== null;
}

/** The shadow or mirror of an argument as an array of its shape; for nested arrays a copy. */
function arrayOfSlots(x: object, slots: unknown): NDArray {
  if (x instanceof NDArray) {
    const array = ResultShadow.arrayOf(slots as object);
    if (
      array !== undefined &&
      array.shape === x.shape &&
      array.stride === x.stride &&
      array.offset === x.offset
    )
      return array;
    const { data } = slots as { readonly data: Float64Array };
    return new NDArray(data, x, undefined, undefined, slotDtype(x));
  }
  if (isForeignArray(x)) {
    const { data } = slots as { readonly data: Float64Array };
    return new NDArray(data, x.shape, x.stride, x.offset, slotDtype(x as { readonly dtype?: unknown }));
  }
  if (slots instanceof Float64Array) return new NDArray(slots, [slots.length], ONE, 0, 'float64');
  return toArray(withoutGaps(x, slots), 'a derivative');
}

/** Zeros where a shadow of nested arrays has nothing. */
function withoutGaps(x: unknown, slots: unknown): unknown {
  if (x instanceof NDArray || isForeignArray(x))
    return slots === undefined || slots === null
      ? new NDArray(new Float64Array(toArray(x, '').size), x.shape)
      : arrayOfSlots(x, slots);
  if (Array.isArray(x))
    return x.map((part, i) => withoutGaps(part, (slots as ArrayLike<unknown> | undefined)?.[i]));
  if (ArrayBuffer.isView(x)) return slots ?? new Float64Array((x as Float64Array).length);
  return typeof slots === 'number' ? slots : 0;
}

function slotDtype(x: { readonly dtype?: unknown }): 'float64' | 'complex128' {
  return x.dtype === 'complex128' || x.dtype === 'complex64' ? 'complex128' : 'float64';
}

const ONE = [1];

/** What the reverse sweep can read, whatever the program stores where. */
function unchanging(x: unknown): unknown {
  return typeof x !== 'object' || x === null || isPlainObject(x) ? x : copy(x as NDArray);
}

function isPlainObject(x: object): boolean {
  return !(x instanceof NDArray || Array.isArray(x) || ArrayBuffer.isView(x) || isForeignArray(x));
}

function reverseCall(
  t: Tape,
  { args, given = args, shadows, out, out$ }: ArrayCall,
  partAt: PartAt,
  list: number | undefined,
  dy: number,
): number {
  const { length } = args;
  t.clearRegisters(length);
  let d: ArrayValue = dy;
  const slots = out$?.data;
  if (slots === undefined) {
    if (dy === 0 || typeof out !== 'number') return 0;
  } else {
    if (isZero(slots)) return 0;
    d = ResultShadow.arrayOf(out$!) ?? arrayOfSlots(out as NDArray, out$);
  }
  let first = 0;
  const { trace } = registers;
  registers.trace = null;
  const outer = beginSweep();
  try {
    for (let i = 0; i < length; i++) {
      const x$ = shadows[i];
      const part = partAt(i);
      if (x$ === undefined || part === null || part === undefined) continue;
      const x = given[i] as object;
      if (x$ === NUMBER) {
        const own = numberOf(part(d, out, args, undefined, i) as ArrayCotangent);
        if (i === 0) first = own;
        else t.r[i] = own;
      } else if (i === list) {
        const parts = part(d, out, args, undefined, i) as readonly ArrayCotangent[];
        parts.forEach((own, k) => {
          const member$ = (x$ as readonly unknown[])[k];
          if (member$ !== undefined) addPart((x as readonly object[])[k]!, member$, own);
        });
      } else if (hasSlots(x, x$)) {
        const into = arrayOfSlots(x, x$);
        const own = part(d, out, args, into, i) as ArrayCotangent;
        if (own !== null && own !== undefined) accumulate(into, own);
      } else addPart(x, x$, part(d, out, args, undefined, i) as ArrayCotangent);
    }
  } finally {
    endSweep(outer);
    registers.trace = trace;
  }
  slots?.fill(0);
  return first;
}

function isZero(slots: Float64Array): boolean {
  for (let i = 0; i < slots.length; i++) if (slots[i] !== 0) return false;
  return true;
}

function numberOf(d: ArrayCotangent): number {
  if (d === null || d === undefined) return 0;
  if (typeof d === 'number') return d;
  // Summed over what the number was repeated to.
  return d.size === 1 ? d.data[d.offset]! : sumTo(d, []).data[0]!;
}

/** Is the shadow of an argument one list of numbers? */
function hasSlots(x: object, x$: unknown): boolean {
  return x instanceof NDArray || x$ instanceof Float64Array || isForeignArray(x);
}

/** Adds a cotangent into the shadow of an array; sums over what was repeated to broadcast it. */
function addPart(x: object, x$: unknown, own: ArrayCotangent): void {
  if (own === null || own === undefined) return;
  if (hasSlots(x, x$)) {
    accumulate(arrayOfSlots(x, x$), own);
    return;
  }
  const d = toArray(own, 'a cotangent');
  const shape = shapeOf(x);
  addToNested(x as readonly unknown[], x$, sameShape(d.shape, shape) ? d : sumTo(d, shape));
}

function addToNested(x: ArrayLike<unknown>, x$: unknown, d: NDArray): void {
  if (x$ === undefined || x$ === null) return;
  const slots = x$ as unknown[];
  for (let i = 0; i < x.length; i++) {
    const part = x[i];
    if (typeof part === 'number') (slots as number[])[i]! += d.get(i);
    else if (part instanceof NDArray || isForeignArray(part)) {
      if (slots[i] !== undefined) accumulate(arrayOfSlots(part, slots[i]), d.pick(i));
    } else if (typeof part === 'object' && part !== null)
      addToNested(part as ArrayLike<unknown>, slots[i], d.pick(i));
  }
}
