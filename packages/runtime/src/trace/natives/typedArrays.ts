import type { AnyFunction } from '../../records/Companions.js';
import { hasBits } from '../bits.js';
import { forEachOf } from '../consume.js';
import { construct, invoke } from '../invoke.js';
import { iteratorOf } from '../iterators.js';
import type { Lane } from '../Lane.js';
import { get, set } from '../members.js';
import { registers as r } from '../registers.js';
import { convertible, toPrimitive } from '../toPrimitive.js';
import { arrayCallbacks } from './arrayCallbacks.js';
import { at } from './arrays.js';
import { callable, callBack, lengthOf, relative, toInteger, toNumber } from './lists.js';
import { sortedItems } from './sorting.js';
import {
  type ConstructorEntry,
  converting,
  isObject,
  itself,
  methodsAsTheyAre,
  type NativeEntry,
  type TracedConstructor,
  type TracedNative,
} from './TracedNative.js';
import { viewing, viewOf } from './views.js';

type AnyTypedArray = Float64Array;
type TypedArrayConstructor = Float64ArrayConstructor;

const TypedArray = Object.getPrototypeOf(Float64Array) as AnyFunction & { from: unknown; of: unknown };
const proto = TypedArray.prototype as AnyTypedArray;
const nameOf = Object.getOwnPropertyDescriptor(proto, Symbol.toStringTag)?.get as AnyFunction;
const lengthOfTyped = Object.getOwnPropertyDescriptor(proto, 'length')?.get as AnyFunction;

/** Every constructor of typed arrays that the engine has. */
const constructors = new Map<string, TypedArrayConstructor>(
  [
    'Float64Array',
    'Float32Array',
    'Float16Array',
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
    'BigInt64Array',
    'BigUint64Array',
  ].flatMap((name) => {
    const C = (globalThis as unknown as Record<string, TypedArrayConstructor | undefined>)[name];
    return C === undefined ? [] : [[name, C] as const];
  }),
);

/** The receiver, which must be a typed array; the method itself complains if it is none. */
function typed(self: unknown, fn: unknown, args: readonly unknown[]): AnyTypedArray {
  const name: unknown = Reflect.apply(nameOf, self, []);
  if (name === undefined) return itself(fn, self, args);
  return self as AnyTypedArray;
}

function lengthIn(list: AnyTypedArray): number {
  return Reflect.apply(lengthOfTyped, list, []) as number;
}

function defaultConstructor(list: AnyTypedArray): TypedArrayConstructor {
  return constructors.get(Reflect.apply(nameOf, list, []) as string) ?? Float64Array;
}

/** TypedArraySpeciesCreate */
function newTypedLike(list: AnyTypedArray, args: readonly unknown[]): AnyTypedArray {
  const own = get(list, 'constructor');
  let C: unknown = defaultConstructor(list);
  if (own !== undefined && own !== C) {
    if (!isObject(own)) throw new TypeError('object.constructor is not an object');
    const species = get(own, Symbol.species);
    if (species !== undefined && species !== null) C = species;
  }
  const made = construct(C, args, [], 'the species constructor') as AnyTypedArray;
  if (Reflect.apply(nameOf, made, []) === undefined) throw new TypeError('this is not a typed array.');
  if (args.length === 1 && typeof args[0] === 'number' && lengthIn(made) < args[0])
    throw new TypeError('Derived TypedArray constructor created an array which was too small');
  return made;
}

const mapping: TracedNative = (_trace, self, _l, args) => {
  const list = typed(self, proto.map, args);
  const length = lengthIn(list);
  const callback = callable(args[0]);
  const result = newTypedLike(list, [length]);
  for (let i = 0; i < length; i++) {
    const x = get(list, i);
    const y = callBack(callback, args[1], x, i, list);
    set(result, i, y, r.m);
  }
  r.m = undefined;
  return result;
};

const filtering: TracedNative = (_trace, self, _l, args) => {
  const list = typed(self, proto.filter, args);
  const length = lengthIn(list);
  const callback = callable(args[0]);
  const kept: unknown[] = [];
  const lanes: Lane[] = [];
  for (let i = 0; i < length; i++) {
    const x = get(list, i);
    const lane = r.m;
    if (!callBack(callback, args[1], x, i, list)) continue;
    lanes.push(lane);
    kept.push(x);
  }
  const result = newTypedLike(list, [kept.length]);
  kept.forEach((x, i) => set(result, i, x, lanes[i]));
  r.m = undefined;
  return result;
};

const slicing: TracedNative = (_trace, self, _l, args) => {
  const list = typed(self, proto.slice, args);
  const length = lengthIn(list);
  const start = relative(args[0], length, 0);
  const end = relative(args[1], length, length);
  const result = newTypedLike(list, [Math.max(end - start, 0)]);
  for (let i = start, n = 0; i < end; i++, n++) {
    const x = get(list, i);
    set(result, n, x, r.m);
  }
  r.m = undefined;
  return result;
};

/** A view: it looks into the same shadow buffer. */
const subarray: TracedNative = (_trace, self, _l, args) => {
  const list = typed(self, proto.subarray, args);
  const length = lengthIn(list);
  const start = relative(args[0], length, 0);
  const end = relative(args[1], length, length);
  const result = newTypedLike(list, [
    list.buffer,
    list.byteOffset + start * list.BYTES_PER_ELEMENT,
    Math.max(end - start, 0),
  ]);
  r.m = undefined;
  return result;
};

/** What is stored for a value, converted once: a number with its lane, or a BigInt. */
function element(list: AnyTypedArray, x: unknown, lane: Lane): { value: unknown; lane: Lane } {
  if (typeof x === 'number') return { value: x, lane };
  const isBig = /^Big/.test(String(Reflect.apply(nameOf, list, [])));
  const primitive = toPrimitive(x, lane, 'number');
  const own = r.m;
  if (isBig) return { value: BigInt.asIntN(64, primitive as bigint), lane: undefined };
  return { value: toNumber(primitive), lane: own };
}

const filling: TracedNative = (_trace, self, _l, args, lanes) => {
  const list = typed(self, proto.fill, args);
  const length = lengthIn(list);
  const { value, lane } = element(list, args[0], lanes[0]);
  const start = relative(args[1], length, 0);
  const end = relative(args[2], length, length);
  for (let i = start; i < end; i++) set(list, i, value, lane);
  r.m = undefined;
  return list;
};

const reversing: TracedNative = (_trace, self, _l, args) => {
  const list = typed(self, proto.reverse, args);
  const length = lengthIn(list);
  for (let low = 0, high = length - 1; low < high; low++, high--) {
    const a = get(list, low);
    const la = r.m;
    const b = get(list, high);
    set(list, low, b, r.m);
    set(list, high, a, la);
  }
  r.m = undefined;
  return list;
};

const copyingWithin: TracedNative = (_trace, self, _l, args) => {
  const list = typed(self, proto.copyWithin, args);
  const length = lengthIn(list);
  const to = relative(args[0], length, 0);
  const from = relative(args[1], length, 0);
  const end = relative(args[2], length, length);
  const count = Math.min(end - from, length - to);
  copy(list, to, list, from, count);
  r.m = undefined;
  return list;
};

/** Copies elements between typed arrays that may overlap. */
function copy(
  target: AnyTypedArray,
  to: number,
  source: ArrayLike<unknown>,
  from: number,
  count: number,
): void {
  const values: unknown[] = [];
  const lanes: Lane[] = [];
  for (let i = 0; i < count; i++) {
    values.push(get(source, from + i));
    lanes.push(r.m);
  }
  for (let i = 0; i < count; i++) set(target, to + i, values[i], lanes[i]);
}

const setting: TracedNative = (_trace, self, _l, args) => {
  const target = typed(self, proto.set, args);
  const offset = args[1] === undefined ? 0 : toInteger(args[1]);
  if (offset < 0) throw new RangeError('offset is out of bounds');
  const source = args[0];
  if (isObject(source) && ArrayBuffer.isView(source)) {
    const count = lengthIn(source as AnyTypedArray);
    if (offset + count > lengthIn(target)) throw new RangeError('offset is out of bounds');
    copy(target, offset, source as AnyTypedArray, 0, count);
  } else {
    if (source === undefined || source === null) return itself(proto.set, self, args);
    const from = Object(source) as object;
    const count = lengthOf(from);
    if (offset + count > lengthIn(target)) throw new RangeError('offset is out of bounds');
    for (let i = 0; i < count; i++) {
      const v = get(from, i);
      set(target, offset + i, v, r.m);
    }
  }
  r.m = undefined;
  return undefined;
};

const sorting =
  (fresh: boolean): TracedNative =>
  (_trace, self, _l, args) => {
    if (args[0] !== undefined && typeof args[0] !== 'function') return itself(proto.sort, self, args);
    const list = typed(self, fresh ? proto.toSorted : proto.sort, args);
    const length = lengthIn(list);
    const items = sortedItems(list, length, args[0]);
    const target = fresh ? new (defaultConstructor(list))(length) : list;
    items.forEach(({ value, lane }, i) => set(target, i, value, lane));
    r.m = undefined;
    return target;
  };

const toReversed: TracedNative = (_trace, self, _l, args) => {
  const list = typed(self, proto.toReversed, args);
  const length = lengthIn(list);
  const result = new (defaultConstructor(list))(length);
  for (let i = 0; i < length; i++) {
    const x = get(list, length - 1 - i);
    set(result, i, x, r.m);
  }
  r.m = undefined;
  return result;
};

const withElement: TracedNative = (_trace, self, _l, args, lanes) => {
  const list = typed(self, proto.with, args);
  const length = lengthIn(list);
  const i = toInteger(args[0]);
  const k = i < 0 ? length + i : i;
  const { value, lane } = element(list, args[1], lanes[1]);
  if (k < 0 || k >= length) throw new RangeError('Invalid typed array index');
  const result = new (defaultConstructor(list))(length);
  for (let j = 0; j < length; j++) {
    const x = get(list, j);
    set(result, j, j === k ? value : x, j === k ? lane : r.m);
  }
  r.m = undefined;
  return result;
};

const iterating =
  (kind: 'keys' | 'values' | 'entries'): TracedNative =>
  (_trace, self) => {
    r.m = undefined;
    return iteratorOf(self, kind, proto[kind]);
  };

const from: TracedNative = (_trace, self, _l, args) => {
  if (typeof self !== 'function') return itself(TypedArray.from, self, args);
  const map = args[1] === undefined ? undefined : callable(args[1]);
  const { values, lanes } = elementsOf(args[0]);
  const result = construct(self, [values.length], [], 'TypedArray.from') as object;
  for (let i = 0; i < values.length; i++) {
    let v = values[i];
    let lane = lanes[i];
    if (map !== undefined) {
      v = invoke(map, args[2], undefined, [v, i], [lane], 'the callback');
      lane = r.m;
    }
    set(result, i, v, lane);
  }
  r.m = undefined;
  return result;
};

const of: TracedNative = (_trace, self, _l, args, lanes) => {
  if (typeof self !== 'function') return itself(TypedArray.of, self, args);
  const result = construct(self, [args.length], [], 'TypedArray.of') as object;
  for (let i = 0; i < args.length; i++) set(result, i, args[i], lanes[i]);
  r.m = undefined;
  return result;
};

/** The elements of an iterable, or of what has a length. */
export function elementsOf(source: unknown): { values: unknown[]; lanes: Lane[] } {
  const values: unknown[] = [];
  const lanes: Lane[] = [];
  if (source === undefined || source === null) throw new TypeError(`${String(source)} is not iterable`);
  const iterator = get(source, Symbol.iterator);
  if (iterator !== undefined && iterator !== null) {
    forEachOf(
      source,
      'the argument',
      (v, lane) => {
        values.push(v);
        lanes[values.length - 1] = typeof v === 'number' ? lane : undefined;
      },
      iterator,
    );
  } else {
    const list = Object(source) as object;
    const length = lengthOf(list);
    for (let i = 0; i < length; i++) {
      values.push(get(list, i));
      lanes.push(r.m);
    }
  }
  return { values, lanes };
}

export function typedArrayNatives(): NativeEntry[] {
  return [
    ...arrayCallbacks(proto as never, '%TypedArray%.prototype').filter(
      ([fn]) => fn !== undefined && fn !== proto.map && fn !== (proto.filter as unknown),
    ),
    [proto.map, mapping],
    [proto.filter, filtering],
    [proto.slice, slicing],
    [proto.subarray, subarray],
    [proto.fill, filling],
    [proto.reverse, reversing],
    [proto.copyWithin, copyingWithin],
    [proto.set, setting],
    [proto.sort, sorting(false)],
    [proto.toSorted, sorting(true)],
    [proto.toReversed, toReversed],
    [proto.with, withElement],
    [proto.at, at],
    [proto.keys, iterating('keys')],
    [proto.values, iterating('values')],
    [proto.entries, iterating('entries')],
    [TypedArray.from, from],
    [TypedArray.of, of],
    ...[proto.includes, proto.indexOf, proto.lastIndexOf].map((fn) =>
      converting(fn, (_x, position) => position === 1),
    ),
    converting(proto.join),
    viewing(proto.toLocaleString, (x, position) => (position < 0 ? x : viewOf(x))),
    ...methodsAsTheyAre(ArrayBuffer, ['isView']),
  ];
}

/** `new Float64Array(…)`: zeros, a copy with its lanes, or a view. */
const constructing =
  (C: TypedArrayConstructor): TracedConstructor =>
  (trace, args, _lanes, newTarget) => {
    const source = args[0];
    if (!isObject(source)) return Reflect.construct(C, args, newTarget);
    if (isBuffer(source)) {
      return Reflect.construct(C, [source, ...args.slice(1).map(convertible)], newTarget) as object;
    }
    let values: ArrayLike<unknown>;
    let lanes: readonly Lane[];
    if (ArrayBuffer.isView(source) && !(source instanceof DataView)) {
      const made = Reflect.construct(C, args, newTarget) as AnyTypedArray;
      if (trace.slotsOf(source) === undefined && !hasBits(trace, source.buffer)) return made;
      for (let i = 0; i < made.length; i++) {
        const v = get(source, i);
        if (r.m !== undefined) set(made, i, v, r.m);
      }
      return made;
    } else ({ values, lanes } = elementsOf(source));
    const made = Reflect.construct(C, [values.length], newTarget) as AnyTypedArray;
    for (let i = 0; i < values.length; i++) set(made, i, values[i], lanes[i]);
    return made;
  };

export function isBuffer(x: object): boolean {
  return x instanceof ArrayBuffer || Object.prototype.toString.call(x) === '[object SharedArrayBuffer]';
}

export function typedArrayConstructors(): ConstructorEntry[] {
  return [
    ...[...constructors.values()].map((C): ConstructorEntry => [C, constructing(C)]),
    [
      ArrayBuffer,
      (_trace, args, _lanes, newTarget) =>
        Reflect.construct(
          ArrayBuffer,
          [convertible(args[0]), ...args.slice(1).map(viewOf)],
          newTarget,
        ) as object,
    ],
    [
      DataView,
      (_trace, args, _lanes, newTarget) =>
        Reflect.construct(DataView, [args[0], ...args.slice(1).map(convertible)], newTarget) as object,
    ],
  ];
}
