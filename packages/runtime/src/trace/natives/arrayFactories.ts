import type { AnyFunction } from '../../records/Companions.js';
import { forEachOf } from '../consume.js';
import { construct, invoke } from '../invoke.js';
import type { Lane } from '../Lane.js';
import { get } from '../members.js';
import { registers as r } from '../registers.js';
import type { Trace } from '../Trace.js';
import { callable, define, lengthOf, setLength } from './lists.js';
import {
  type ConstructorEntry,
  isConstructor,
  itself,
  type NativeEntry,
  type TracedNative,
} from './TracedNative.js';

/** `Array(n)` makes n holes, `Array(a, b)` the array [a, b]. */
function makeArray(
  trace: Trace,
  args: readonly unknown[],
  lanes: readonly Lane[],
  newTarget: AnyFunction,
): object {
  const made = Reflect.construct(Array, args, newTarget) as unknown[];
  if (args.length === 1 && typeof args[0] === 'number') return made;
  args.forEach((v, i) => {
    if (trace.owns(lanes[i])) trace.store(made, i, v, lanes[i]);
  });
  return made;
}

const from: TracedNative = (trace, self, _l, args) => {
  const [source, map, thisArg] = args;
  const callback = map === undefined ? undefined : callable(map);
  if (source === undefined || source === null) return itself(Array.from, self, args);
  const iterator = get(source, Symbol.iterator);
  const isPlain = !isConstructor(self) || self === Array;
  let made: object;
  let n = 0;
  const append = (v: unknown, lane: Lane): void => {
    let y = v;
    let own = typeof v === 'number' ? lane : undefined;
    if (callback !== undefined) {
      y = invoke(callback, thisArg, undefined, [v, n], [own], 'the callback');
      own = r.m;
    }
    define(trace, made, n++, y, own);
  };
  if (iterator !== undefined && iterator !== null) {
    made = isPlain ? [] : (construct(self, [], [], 'Array.from') as object);
    forEachOf(source, 'the first argument of Array.from', append, iterator);
  } else {
    const list = Object(source) as object;
    const length = lengthOf(list);
    made = isPlain ? new Array<unknown>(length) : (construct(self, [length], [], 'Array.from') as object);
    for (let i = 0; i < length; i++) {
      const v = get(list, i);
      append(v, r.m);
    }
  }
  setLength(made, n);
  r.m = undefined;
  return made;
};

const of: TracedNative = (trace, self, _l, args, lanes) => {
  const made =
    isConstructor(self) && self !== Array ? (construct(self, [args.length], [], 'Array.of') as object) : [];
  args.forEach((v, i) => {
    define(trace, made, i, v, lanes[i]);
  });
  setLength(made, args.length);
  r.m = undefined;
  return made;
};

export function arrayFactories(): NativeEntry[] {
  return [
    [
      Array,
      (trace, _self, _l, args, lanes) => {
        const made = makeArray(trace, args, lanes, Array);
        r.m = undefined;
        return made;
      },
    ],
    [Array.from, from],
    [Array.of, of],
  ];
}

export function arrayConstructors(): ConstructorEntry[] {
  return [[Array, makeArray]];
}
