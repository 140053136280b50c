import type { AnyFunction } from '../records/Companions.js';
import { carriedRecord } from '../records/attach.js';
import { invoke, tracedParent } from './invoke.js';
import { forEachOf } from './consume.js';
import type { Lane } from './Lane.js';
import { NO_LANES } from './Lane.js';
import { isPlainList } from './iterators.js';
import { get, isUnusual, set } from './members.js';
import { errorParts, isErrorConstructor } from './natives/errors.js';
import { isIntlConstructor } from './natives/intl.js';
import { sourceAndFlags } from './natives/regExps.js';
import { convertedArguments } from './natives/texts.js';
import { elementsOf, isBuffer } from './natives/typedArrays.js';
import { viewOf } from './natives/views.js';
import { asText } from './toPrimitive.js';
import { refuseActive } from './opaque.js';
import { registers as r } from './registers.js';
import { stampOf } from './stamps.js';
import { tracedExecutor } from './natives/promises.js';
import { tracedNativeConstructor } from './natives/tracedNatives.js';
import { Resolution, setOutcome } from './tasks.js';
import type { Trace } from './Trace.js';
import { hasProxies, proxyOf } from '../records/knownProxies.js';
import { PRIMITIVE } from './Receiver.js';

/** What is left to do when the parent's constructor has returned. */
interface Pending {
  readonly owner: AnyFunction;
  /** Puts the parent back where it was replaced for the call. */
  readonly restore?: () => void;
  readonly finish?: (made: object) => void;
}

const pending: Pending[] = [];

/**
 * The arguments of `super(…)` in the constructor of `owner`, whose lanes are handed over. A native parent gets what it can take, and
 * `built` does the rest.
 */
export function sup(owner: AnyFunction, where: string, ...pairs: unknown[]): unknown[] {
  const count = pairs.length >> 1;
  const args = new Array<unknown>(count);
  const lanes = new Array<Lane>(count);
  for (let i = 0; i < count; i++) {
    args[i] = pairs[2 * i];
    lanes[i] = pairs[2 * i + 1] as Lane;
  }
  return handOver(owner, where, args, lanes);
}

/** The same for spread arguments. */
export function supSpread(
  owner: AnyFunction,
  where: string,
  { values, lanes }: { readonly values: unknown[]; readonly lanes: readonly Lane[] },
): unknown[] {
  return handOver(owner, where, values, lanes);
}

function handOver(owner: AnyFunction, where: string, args: unknown[], lanes: readonly Lane[]): unknown[] {
  const { trace } = r;
  if (trace === null) return args;
  const parent: unknown = Object.getPrototypeOf(owner);
  if (typeof parent !== 'function') return args;
  if (stampOf(parent) !== 0 || (hasProxies() && proxyOf(parent) !== undefined)) {
    r.args = lanes;
    return args;
  }
  const replacement = tracedParent(parent);
  if (replacement !== parent) {
    // The language looks for the parent in the class itself.
    Object.setPrototypeOf(owner, replacement as object);
    pending.push({ owner, restore: () => Object.setPrototypeOf(owner, parent) as void });
    r.args = lanes;
    return args;
  }
  if (carriedRecord(parent)?.branches === true) {
    r.args = lanes;
    return args;
  }
  if (tracedNativeConstructor(parent) === undefined) {
    refuseActive(trace, parent, undefined, undefined, args, lanes, where);
    return args;
  }
  return toNative(trace, owner, parent, args, lanes, where);
}

function toNative(
  trace: Trace,
  owner: AnyFunction,
  parent: AnyFunction,
  args: unknown[],
  lanes: readonly Lane[],
  where: string,
): unknown[] {
  const adder =
    parent === Map || parent === WeakMap ? 'set' : parent === Set || parent === WeakSet ? 'add' : null;
  if (adder !== null && args[0] !== undefined && args[0] !== null) {
    const [source] = args;
    pending.push({ owner, finish: (made) => fill(made, adder, source) });
    return [];
  }
  if (isErrorConstructor(parent)) {
    const parts = errorParts(trace, parent, args);
    pending.push({ owner, finish: parts.finish });
    return parts.args;
  }
  if (parent === RegExp) return sourceAndFlags(args[0], args[1]);
  if (parent === ArrayBuffer) return [asText(args[0]), ...args.slice(1).map(viewOf)];
  if (parent === DataView) return [args[0], ...args.slice(1).map(asText)];
  if (isIntlConstructor(parent)) return args.map(viewOf);
  if (isTypedArray(parent) && typeof args[0] === 'object' && args[0] !== null && isRead(args[0])) {
    const { values, lanes: own } = elementsOf(args[0]);
    const finish = (made: object): void => {
      for (let i = 0; i < values.length; i++) set(made, i, values[i], own[i]);
    };
    pending.push({ owner, finish });
    return [values.length];
  }
  if ((parent === Float64Array || parent === Float32Array) && isList(args[0])) {
    const [source] = args;
    pending.push({
      owner,
      finish: (made) => {
        const { length } = made as Float64Array;
        for (let i = 0; i < length; i++) {
          const v = get(source, i);
          if (typeof v === 'number' && trace.owns(r.m)) trace.store(made, i, (made as Float64Array)[i], r.m);
        }
      },
    });
  }
  if (parent === Promise && typeof args[0] === 'function') {
    const resolution = new Resolution();
    pending.push({
      owner,
      finish: (made) => {
        setOutcome(made, resolution);
      },
    });
    return [tracedExecutor(trace, args[0] as AnyFunction, resolution, where)];
  }
  if (parent === Number && trace.owns(lanes[0])) {
    pending.push({ owner, finish: (made) => trace.keepAside(made, PRIMITIVE, lanes[0]) });
  }
  if (parent === Array && !(args.length === 1 && typeof args[0] === 'number')) {
    pending.push({
      owner,
      finish: (made) => {
        args.forEach((x, i) => {
          if (lanes[i] !== undefined && typeof x === 'number') trace.store(made, i, x, lanes[i]);
        });
      },
    });
  }
  const isNumber = parent === Number && typeof args[0] === 'object' && args[0] !== null;
  return isNumber ? [asText(args[0])] : [...convertedArguments(parent, args)];
}

function isTypedArray(C: AnyFunction): boolean {
  return Object.getPrototypeOf(C) === Object.getPrototypeOf(Float64Array);
}

/** Are elements read from it by running code? */
function isRead(x: object): boolean {
  return (
    !(isList(x) || ArrayBuffer.isView(x) || isBuffer(x)) ||
    (Array.isArray(x) && (isUnusual(x) || !isPlainList(x)))
  );
}

function isList(x: unknown): boolean {
  return Array.isArray(x) || x instanceof Float64Array || x instanceof Float32Array;
}

function fill(made: object, adder: 'set' | 'add', source: unknown): void {
  const add = get(made, adder);
  forEachOf(source, 'the argument', (item, lane) => {
    if (adder === 'add') {
      invoke(add, made, undefined, [item], [lane], adder);
      return;
    }
    if (typeof item !== 'object' || item === null)
      throw new TypeError(`Iterator value ${String(item)} is not an entry object`);
    const k = get(item, 0);
    const lk = r.m;
    const x = get(item, 1);
    invoke(add, made, undefined, [k, x], [lk, r.m], adder);
  });
}

/** The parent's constructor has made `made`. */
export function built<O extends object>(owner: AnyFunction, made: O): O {
  r.args = NO_LANES;
  while (pending.length > 0) {
    const last = pending.at(-1);
    if (last === undefined || last.owner !== owner) {
      // What a constructor that threw has left behind.
      if (!pending.some((each) => each.owner === owner)) break;
    }
    pending.pop();
    last?.restore?.();
    if (last?.owner === owner) {
      last.finish?.(made);
      break;
    }
  }
  r.m = undefined;
  return made;
}

/** Puts everything back after an exception. */
export function abandonConstructions(): void {
  for (let last = pending.pop(); last !== undefined; last = pending.pop()) last.restore?.();
}
