import { isIterableArray } from '../compiled/expectIterableArray.js';
import type { AnyFunction, Companions } from '../records/Companions.js';
import { isKnownProxy } from '../records/knownProxies.js';
import type { Tape } from '../tape/Tape.js';
import { isUnusual } from '../trace/members.js';
import { tracedConstruction, tracedNativeRecord } from '../trace/tracedRecord.js';
import { mappingCall } from './arrayCallbacks.js';
import { copying, single, whole } from './arrayCopies.js';
import { inactiveRecord } from './inactiveRecords.js';
import { argumentsOf, native, type Slots } from './native.js';

/** `Array(…)` called as a function, and `Array.from`. */
export function arrayFactoryRecords(): Companions[] {
  return [arrayOf(Array), from()];
}

/** Records for `new C(…)` of arrays and typed arrays. */
export function arrayConstructorRecords(): Companions[] {
  return [
    arrayOf(Array),
    typedArray(Float64Array),
    typedArray(Float32Array),
    ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array].map((C) =>
      constructing(C),
    ),
  ];
}

/** `Array(n)` makes n holes, `Array(a, b)` the array [a, b]. */
function arrayOf(fn: ArrayConstructor): Companions {
  return copying(fn, 'Array', (_t, _self, _self$, pairs) =>
    pairs.length === 2 && typeof pairs[0] === 'number'
      ? []
      : Array.from({ length: pairs.length >> 1 }, (_, i) => single(i)),
  );
}

/** Floating-point arrays: zeros for a length, a copy of an array. */
function typedArray(C: Float64ArrayConstructor | Float32ArrayConstructor): Companions {
  const copy = copying(
    C,
    C.name,
    (_t, _self, _self$, pairs, companion) => {
      const source = pairs[0];
      if (typeof source !== 'object' || source === null) return [];
      return [whole(arrayLike(source), companion(source, pairs[1]) as Slots | undefined)];
    },
    (length) => new Float64Array(length),
    (_self, args) => Reflect.construct(C, args) as unknown,
  );
  const fits = (pairs: readonly unknown[]): boolean => !isBuffer(pairs[0]) && isReadByPosition(pairs[0]);
  return choosing(
    copy,
    (_self, pairs) => (fits(pairs) ? copy : undefined),
    () => tracedConstruction(C, `new ${C.name}`),
  );
}

function isBuffer(x: unknown): boolean {
  return x instanceof ArrayBuffer || Object.prototype.toString.call(x) === '[object SharedArrayBuffer]';
}

/** Arrays of integers carry no derivative. */
function constructing(C: AnyFunction): Companions {
  const record = inactiveRecord(C, C.name);
  return native(C, C.name, {
    ...record,
    forward(t, _self, _self$, ...pairs) {
      t.ret = undefined;
      return Reflect.construct(C, argumentsOf(pairs)) as unknown;
    },
    tangent(t, _self, _self_, ...pairs) {
      t.ret_ = undefined;
      return Reflect.construct(C, argumentsOf(pairs)) as unknown;
    },
  });
}

/** `Array.from(list)` and `Array.from(list, callback)`, for arrays, typed arrays and objects with a length. */
function from(): Companions {
  const name = 'Array.from';
  const fn = Array.from;
  const listOf = (source: unknown): ArrayLike<unknown> =>
    typeof source === 'string' ? [...source] : arrayLike(source);
  const plain = copying(fn, name, (_t, _self, _self$, pairs, companion) => {
    const source = pairs[0];
    return [whole(listOf(source), companion(source, pairs[1]) as Slots | undefined)];
  });
  const mapped = mappingCall(fn, name, true, { passesArray: false }, (_self, _self$, pairs) => {
    const list = listOf(pairs[0]);
    return {
      list,
      list$: pairs[1],
      callback: pairs.slice(2),
      value: new Array<unknown>(list.length),
      slots: [],
    };
  });
  const chosen = (self: unknown, pairs: readonly unknown[]): Companions | undefined => {
    if ((self !== undefined && self !== Array) || !isReadByPosition(pairs[0])) return undefined;
    return pairs.length > 2 && pairs[2] !== undefined ? mapped : plain;
  };
  return choosing(plain, chosen, () => tracedNativeRecord(fn, name)!);
}

/**
 * The record of a native that does the work of one of several, or of traced code, by what it is given.
 * @param chosen  undefined where only traced code knows what to do
 */
function choosing(
  { fn, name }: Companions,
  chosen: (self: unknown, pairs: readonly unknown[]) => Companions | undefined,
  traced: () => Companions,
): Companions {
  let slow: Companions | undefined;
  const pick = (t: Tape, self: unknown, pairs: readonly unknown[]): Companions => {
    const record = chosen(self, pairs);
    if (record !== undefined) return record;
    t.hadEffect();
    return (slow ??= traced());
  };
  return native(fn, name, {
    restartable: true,
    forward(t, self, self$, ...pairs) {
      const record = pick(t, self, pairs);
      const value = record.forward(t, self, self$, ...pairs);
      t.o[t.m++] = record;
      return value;
    },
    reverse: (t, dy) => (t.o[--t.m] as Companions).reverse(t, dy),
    tangent: (t, self, self_, ...pairs) => pick(t, self, pairs).tangent(t, self, self_, ...pairs),
  });
}

/** Whether a list is made of the value by reading positions: it is text, a plain array or typed array, or has a length and no iterator. */
function isReadByPosition(x: unknown): boolean {
  if (typeof x !== 'object' || x === null) return true;
  if (isKnownProxy(x)) return false;
  if ((x as { [Symbol.iterator]?: unknown })[Symbol.iterator] === undefined) return true;
  return isIterableArray(x) && !isUnusual(x);
}

/** What `isReadByPosition`, with a length. */
function arrayLike(x: unknown): ArrayLike<unknown> {
  if (Array.isArray(x) || ArrayBuffer.isView(x)) return x as unknown as ArrayLike<unknown>;
  const length = Math.min(
    Math.max(Math.trunc(Number((x as { length?: unknown } | null | undefined)?.length)) || 0, 0),
    2 ** 32 - 1,
  );
  const source = x as Record<number, unknown>;
  if ((source as unknown as { length?: unknown }).length === length)
    return source as unknown as ArrayLike<unknown>;
  return { ...source, length };
}
