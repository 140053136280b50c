import { DiffError } from '../errors/DiffError.js';
import { expectIterableArray } from '../compiled/expectIterableArray.js';
import type { AnyFunction, Companions } from '../records/Companions.js';
import { mappingCall } from './arrayCallbacks.js';
import { copying, single, whole } from './arrayCopies.js';
import { inactiveRecord } from './inactiveRecords.js';
import { argumentsOf, native, type Slots, wrongReceiver } from './native.js';

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
  return copying(
    C,
    C.name,
    (_t, _self, _self$, pairs, companion) => {
      const source = pairs[0];
      if (typeof source !== 'object' || source === null) return [];
      if (
        source instanceof ArrayBuffer ||
        Object.prototype.toString.call(source) === '[object SharedArrayBuffer]'
      ) {
        throw new DiffError(
          'DIFF3105',
          `new ${C.name}(buffer) inside differentiated code is not supported yet, since the view may overlap others. ` +
            'Make the view outside and pass it in, or use subarray.',
        );
      }
      return [
        whole(
          arrayLike(source, `the argument of new ${C.name}`),
          companion(source, pairs[1]) as Slots | undefined,
        ),
      ];
    },
    (length) => new Float64Array(length),
    (_self, args) => Reflect.construct(C, args) as unknown,
  );
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
  const listOf = (self: unknown, source: unknown): ArrayLike<unknown> => {
    if (self !== undefined && self !== Array) throw wrongReceiver(name, self);
    return typeof source === 'string' ? [...source] : arrayLike(source, `the first argument of ${name}`);
  };
  const plain = copying(fn, name, (_t, self, _self$, pairs, companion) => {
    const source = pairs[0];
    return [whole(listOf(self, source), companion(source, pairs[1]) as Slots | undefined)];
  });
  const mapped = mappingCall(fn, name, true, { passesArray: false }, (self, _self$, pairs) => {
    const list = listOf(self, pairs[0]);
    return {
      list,
      list$: pairs[1],
      callback: pairs.slice(2),
      value: new Array<unknown>(list.length),
      slots: [],
    };
  });
  const records = [plain, mapped];
  const which = (pairs: readonly unknown[]): 0 | 1 => (pairs.length > 2 && pairs[2] !== undefined ? 1 : 0);
  return native(fn, name, {
    forward(t, self, self$, ...pairs) {
      const k = which(pairs);
      const value = records[k].forward(t, self, self$, ...pairs);
      t.o[t.m++] = records[k];
      return value;
    },
    reverse: (t, dy) => (t.o[--t.m] as Companions).reverse(t, dy),
    tangent: (t, self, self_, ...pairs) => records[which(pairs)].tangent(t, self, self_, ...pairs),
  });
}

/** `x` if it is read by position: an array or typed array, or an object with a length that is not iterable. */
function arrayLike(x: unknown, where: string): ArrayLike<unknown> {
  const iterator = (x as { [Symbol.iterator]?: unknown } | null | undefined)?.[Symbol.iterator];
  if (iterator !== undefined) return expectIterableArray(x, where) as ArrayLike<unknown>;
  const length = Math.min(
    Math.max(Math.trunc(Number((x as { length?: unknown } | null | undefined)?.length)) || 0, 0),
    2 ** 32 - 1,
  );
  const source = x as Record<number, unknown>;
  if ((source as unknown as { length?: unknown }).length === length)
    return source as unknown as ArrayLike<unknown>;
  return { ...source, length };
}
