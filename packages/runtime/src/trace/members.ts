import { DiffError } from '../errors/DiffError.js';
import type { Lane } from './Lane.js';
import { BitsLane, NO_LANES } from './Lane.js';
import { bitsLane, changeBits, hasBits, isTypedArray, laneOfPieces, setPieces, sharesBits } from './bits.js';
import { registers as r } from './registers.js';
import { type Receiver, receiverOf } from './Receiver.js';
import { invoke } from './invoke.js';
import * as operators from './operators.js';
import { hasProxies, isBehindProxy, proxyOf, withoutProxy } from '../records/knownProxies.js';
import { partArgument } from './functions.js';
import { proxyGet, proxySet } from './proxyTraps.js';
import { handing } from './tracedHandler.js';
import type { Trace } from './Trace.js';
import { toKey, toPrimitive } from './toPrimitive.js';

type Slots = Record<PropertyKey, unknown>;
type Fields = Record<PropertyKey, unknown>;

const getOwn = Object.getOwnPropertyDescriptor;
const { hasOwn } = Object;
const prototypeOf = Object.getPrototypeOf as (o: unknown) => object | null;

/** o[k]: the value, with its lane in the register. Getters of user code are called as traced code. */
export function get(o: unknown, k: unknown): unknown {
  const { trace } = r;
  if (trace === null || o === null || o === undefined) {
    r.m = undefined;
    return (o as Fields)[k as PropertyKey];
  }
  if (trace.watch !== undefined && typeof o === 'object') trace.watch.meet(o);
  if (typeof k === 'number' && (Array.isArray(o) || isTypedArray(o)) && !isUnusual(o)) {
    const v = (o as unknown as Fields)[k];
    if (typeof v === 'number') {
      if (Array.isArray(o)) {
        const slots = trace.slotsOf(o);
        r.m = slots === undefined ? undefined : trace.load(slots as Slots, k);
        if (trace.carried !== undefined) r.m = trace.carriedIn(o, k) ?? r.m;
      } else r.m = laneInView(trace, o, k, v);
    } else {
      r.m = typeof v === 'bigint' ? laneInView(trace, o as unknown as ArrayBufferView, k, v) : undefined;
      if (trace.mixed) adoptPart(trace, o, k, v);
    }
    return v;
  }
  if (typeof o !== 'object' && typeof o !== 'function') return getOfPrimitive(trace, o, k);
  return getFrom(
    trace,
    o,
    typeof k === 'object' || typeof k === 'function' ? toKey(k) : (k as PropertyKey),
    o,
  );
}

/** The lane of an element of a view. */
function laneInView(trace: Trace, view: ArrayBufferView, k: number, v: number | bigint): Lane {
  if (trace.isPlainView(view)) return undefined;
  if (trace.pieces === undefined) {
    const slots = trace.slotsOf(view);
    if (slots !== undefined) return trace.load(slots as Slots, k);
  }
  return laneOfBits(trace, view, k, v);
}

/** The same where the view has no shadow itself, or bytes of numbers may lie in its buffer. */
function laneOfBits(trace: Trace, view: ArrayBufferView, k: number, v: number | bigint): Lane {
  const { BYTES_PER_ELEMENT: size } = view as Uint8Array;
  const at = view.byteOffset + k * size;
  if (!(view instanceof Float64Array || view instanceof Float32Array)) {
    if (hasBits(trace, view.buffer)) return bitsLane(trace, view.buffer, at, size, true);
    trace.rememberPlainView(view);
    return undefined;
  }
  const lane =
    trace.pieces === undefined ? null : laneOfPieces(trace, view.buffer, at, size, true, v as number);
  if (lane !== null) return lane;
  const slots = trace.slotsOf(view);
  return slots === undefined ? undefined : trace.load(slots as Slots, k);
}

const withElementAccessors = new WeakSet<object>();
let elementAccessors = 0;

/** Notes that an array got a getter or setter for one of its elements. */
export function noteElementAccessor(list: object): void {
  elementAccessors++;
  withElementAccessors.add(list);
}

/** Is a list a proxy, or has it accessors for elements? */
export function isUnusual(list: object): boolean {
  return (
    (hasProxies() && proxyOf(list) !== undefined) || (elementAccessors > 0 && withElementAccessors.has(list))
  );
}

/** The property of an object as its own code sees it with `receiver` for `this`. */
export function getFrom(trace: Trace, o: object, k: PropertyKey, receiver: unknown): unknown {
  if (hasProxies()) {
    const proxy = proxyOf(o);
    if (proxy !== undefined) return proxyGet(trace, proxy, o, k, receiver);
  }
  const slots = usableFor(k, trace.slotsOf(o) as Slots | undefined);
  if (slots !== undefined && typeof slots[k] === 'number' && receiver === o) {
    const v = (o as Fields)[k];
    r.m = typeof v === 'number' ? trace.load(slots, k) : undefined;
    if (trace.carried !== undefined) r.m = trace.carriedIn(o, k) ?? r.m;
    return v;
  }
  const property = getOwn(o, k);
  if (property === undefined) return getInherited(trace, o, k, receiver);
  if (property.get !== undefined || property.set !== undefined) return runGetter(property, receiver, k);
  const v = receiver === o ? (o as Fields)[k] : Reflect.get(o, k, receiver);
  if (typeof v === 'number') {
    // A view of a buffer whose slots belong to another one.
    const found =
      slots === undefined && ArrayBuffer.isView(o)
        ? usableFor(k, trace.slotsOf(o) as Slots | undefined)
        : slots;
    r.m = found === undefined ? trace.asideOf(o, k) : trace.load(found, k);
    if (trace.carried !== undefined) r.m = trace.carriedIn(o, k) ?? r.m;
  } else {
    r.m = undefined;
    if (trace.mixed) adoptPart(trace, o, k, v);
  }
  return v;
}

function getInherited(trace: Trace, o: object, k: PropertyKey, receiver: unknown): unknown {
  const prototype = prototypeOf(o);
  const accessor = trace.accessorsOf(prototype)?.get(keyText(k));
  if (accessor !== undefined) return runGetter(accessor, receiver, k);
  if (prototype !== null && isBehindProxy(prototype)) return getFrom(trace, prototype, k, receiver);
  const v = Reflect.get(o, k, receiver) as unknown;
  r.m = undefined;
  if (typeof v === 'number' || trace.mixed) {
    for (let p = prototype; p !== null; p = prototypeOf(p)) {
      if (!Object.hasOwn(p, k)) continue;
      const slots = usableFor(k, trace.slotsOf(p) as Slots | undefined);
      if (typeof v !== 'number') adoptPart(trace, p, k, v);
      else if (slots !== undefined) r.m = trace.load(slots, k);
      break;
    }
  }
  return v;
}

function keyText(k: PropertyKey): PropertyKey {
  return typeof k === 'number' ? String(k) : k;
}

function runGetter({ get: getter }: PropertyDescriptor, receiver: unknown, k: PropertyKey): unknown {
  if (getter !== undefined) return invoke(getter, receiver, undefined, [], NO_LANES, `get ${String(k)}`);
  r.m = undefined;
  return undefined;
}

/** Numbers, text and symbols find their methods (and getters) on their prototypes. */
function getOfPrimitive(trace: Trace, o: unknown, k: unknown): unknown {
  const key = toKey(k);
  const accessor = trace.accessorsOf(prototypeOf(o))?.get(keyText(key));
  if (accessor !== undefined) {
    const v = runGetter(accessor, o, key);
    if (typeof o === 'number' && typeof v === 'number') throw lostInGetter(key);
    return v;
  }
  r.m = undefined;
  return (o as Fields)[key];
}

/** Reading a member does not tell whether the number that it is read of is active. */
function lostInGetter(k: PropertyKey): DiffError {
  return new DiffError(
    'DIFF3101',
    `the derivative of a number is lost in its getter \`${String(k)}\`, which numbers inherit. Make it a method.`,
  );
}

/** The slots of an object, if one of them may stand for the property: lengths of arrays and what typed arrays inherit are none. */
function usableFor(k: PropertyKey, slots: Slots | undefined): Slots | undefined {
  if (slots === undefined) return undefined;
  if (Array.isArray(slots)) return k === 'length' ? undefined : slots;
  if (slots instanceof Float64Array)
    return typeof k === 'number' || isIndex(k) ? (slots as unknown as Slots) : undefined;
  return slots instanceof Map && !Object.hasOwn(slots, k) ? undefined : slots;
}

function isIndex(k: string | symbol): boolean {
  return typeof k === 'string' && /^(?:0|[1-9]\d*)$/.test(k);
}

/** Is the key the text of a number, which a view takes for a position that it has or has not? */
function isNumeric(k: PropertyKey): boolean {
  return typeof k === 'string' && (k === '-0' || String(Number(k)) === k);
}

/** Compiled companions, which work for the trace below all others, keep the shadow of an object they made in that of its owner alone. */
function adoptPart({ root }: Trace, o: object, k: PropertyKey, v: unknown): void {
  if ((typeof v !== 'object' || v === null) && typeof v !== 'function') return;
  const part = (root.slotsOf(o) as Slots | undefined)?.[k];
  if (typeof part === 'object' && part !== null) root.adopt(v, part);
}

/** Does reading a method run a getter? Where it was found to run none, the answer is remembered for one holder of each name. */
function isBehindGetter(trace: Trace, o: unknown, k: PropertyKey): boolean {
  const { plainMethods } = trace;
  const known = plainMethods.get(k);
  if (known === o) return false;
  if (typeof o === 'function' && isBehindProxy(o)) return true;
  const prototype = prototypeOf(o);
  if ((typeof o === 'object' || typeof o === 'function') && hasOwn(o as object, k)) {
    if (getOwn(o as object, k)?.get !== undefined) return true;
    plainMethods.set(k, o as object);
    return false;
  }
  if (prototype === null || known === prototype) return false;
  if (trace.accessorsOf(prototype)?.has(keyText(k)) === true) return true;
  plainMethods.set(k, prototype);
  return false;
}

/** The method `o[k]` of a call, with the receiver left in its register. */
export function method(o: unknown, lane: Lane, k: unknown): unknown {
  let f: unknown;
  if (r.trace === null || (hasProxies() && typeof o === 'object')) {
    f = get(o, k);
  } else {
    const key =
      typeof k === 'object' && k !== null && o !== null && o !== undefined ? toKey(k) : (k as PropertyKey);
    // What is read is a function nearly always, whose lane nobody wants; only where reading it runs code, that is traced code.
    if (o !== null && o !== undefined && isBehindGetter(r.trace, o, key)) f = get(o, key);
    else {
      f = (o as Fields)[key];
      if (typeof f !== 'function' && f !== undefined) f = get(o, key);
    }
  }
  r.self = lane !== undefined && typeof o === 'number' ? receiverOf(o, lane) : o;
  return f;
}

/** o[k] = v, where a store that fails throws (strict code). */
export function set(o: unknown, k: unknown, v: unknown, lane: Lane): unknown {
  return put(o, k, v, lane, true);
}

/** o[k] = v, where a store that fails does nothing (sloppy code). */
export function setSloppy(o: unknown, k: unknown, v: unknown, lane: Lane): unknown {
  return put(o, k, v, lane, false);
}

function put(o: unknown, k: unknown, v: unknown, lane: Lane, strict: boolean): unknown {
  const { trace } = r;
  if (trace === null || o === null || o === undefined) {
    if (strict || o === null || o === undefined) (o as Fields)[k as PropertyKey] = v;
    else assign(o, toKey(k), v, false);
    r.m = lane;
    return v;
  }
  const key = typeof k === 'object' || typeof k === 'function' ? toKey(k) : (k as PropertyKey);
  if (typeof o !== 'object' && typeof o !== 'function') putOnPrimitive(trace, o, key, v, lane, strict);
  else putInto(trace, o, key, v, lane, strict);
  r.m = lane;
  return v;
}

function putInto(trace: Trace, o: object, k: PropertyKey, v: unknown, lane: Lane, strict: boolean): void {
  trace.watch?.meet(o);
  if (hasProxies()) {
    const proxy = proxyOf(o);
    if (proxy !== undefined) {
      if (!proxySet(trace, proxy, o, k, v, lane, o) && strict) throw notStored(o, k);
      return;
    }
  }
  const isView = isTypedArray(o);
  // Views have no elements but by number, and texts of numbers are numbers to them.
  if (isView && typeof k === 'string' && isIndex(k)) k = Number(k);
  const isElement = typeof k === 'number' && (isView || Array.isArray(o));
  if (isView && (isElement || isNumeric(k))) {
    if ((typeof v === 'object' && v !== null) || typeof v === 'function') {
      // A view holds the number that an object stands for.
      v = toPrimitive(v, lane, 'number');
      lane = r.m;
    }
    if (isElement) {
      if (lane instanceof BitsLane ? lane.of === trace.root : sharesBits(trace, o)) {
        if (!(o instanceof Float64Array || o instanceof Float32Array)) {
          changeBits(trace, o as Uint8Array, k as number, v, lane);
          return;
        }
      }
      if (trace.pieces !== undefined) {
        const { BYTES_PER_ELEMENT: size } = o as Uint8Array;
        setPieces(trace, o.buffer, o.byteOffset + (k as number) * size, size, true, undefined);
      }
    }
  }
  if (!isElement || (elementAccessors > 0 && withElementAccessors.has(o))) {
    const property = getOwn(o, k);
    const accessor =
      property === undefined
        ? trace.accessorsOf(prototypeOf(o))?.get(keyText(k))
        : isAccessor(property)
          ? property
          : undefined;
    if (accessor !== undefined) {
      runSetter(accessor, o, k, v, lane, strict);
      return;
    }
    if (property === undefined && k === '__proto__' && k in o) {
      // The setter of the language: it is no property, and other getters and setters are inherited from now on.
      assign(o, k, v, strict);
      trace.forgetAccessors();
      return;
    }
    if (property === undefined && isBehindProxy(o)) {
      if (!setThrough(trace, o, k, v, lane, o) && strict) throw notStored(o, k);
      return;
    }
  }
  if (!assign(o, k, v, strict)) return;
  if (k === 'length' && Array.isArray(o)) return;
  if (isView && !isElement) trace.keepAside(o, k, lane);
  else trace.store(o, k, v, lane);
}

/** The language's `[[Set]]` where a proxy stands among the prototypes. */
export function setThrough(
  trace: Trace,
  o: object,
  k: PropertyKey,
  v: unknown,
  lane: Lane,
  receiver: unknown,
): boolean {
  for (let p: object | null = o; p !== null; p = prototypeOf(p)) {
    const proxy = proxyOf(p);
    if (proxy !== undefined) return proxySet(trace, proxy, p, k, v, lane, receiver);
    const property = getOwn(p, k);
    if (property === undefined) continue;
    if (isAccessor(property)) {
      if (property.set === undefined) return false;
      invoke(property.set, receiver, undefined, [v], [lane], `set ${String(k)}`);
      return true;
    }
    break;
  }
  if ((typeof receiver !== 'object' && typeof receiver !== 'function') || receiver === null)
    return Reflect.set(o, k, v, receiver);
  const holder = withoutProxy(receiver);
  if (holder === receiver) {
    if (!Reflect.set(o, k, v, receiver)) return false;
  } else {
    // The language defines the property in the proxy, and so in what that stands for, unless a trap does something else.
    let isDone = false;
    const isSeenTo = handing(v, lane, () => {
      isDone = Reflect.set(o, k, v, receiver);
    });
    if (!isDone || isSeenTo) return isDone;
  }
  if (k !== 'length' || !Array.isArray(holder)) trace.store(holder, k, v, lane);
  return true;
}

function isAccessor(property: PropertyDescriptor): boolean {
  return property.get !== undefined || property.set !== undefined;
}

function runSetter(
  { set: setter }: PropertyDescriptor,
  receiver: unknown,
  k: PropertyKey,
  v: unknown,
  lane: Lane,
  strict: boolean,
): void {
  if (setter !== undefined) invoke(setter, receiver, undefined, [v], [lane], `set ${String(k)}`);
  else if (strict)
    throw new TypeError(`Cannot set property ${String(k)} of ${textOf(receiver)} which has only a getter`);
}

function putOnPrimitive(
  trace: Trace,
  o: unknown,
  k: PropertyKey,
  v: unknown,
  lane: Lane,
  strict: boolean,
): void {
  const accessor = trace.accessorsOf(prototypeOf(o))?.get(keyText(k));
  if (accessor !== undefined) runSetter(accessor, o, k, v, lane, strict);
  else assign(o, k, v, strict);
}

/** The store itself; false if it had no effect. */
function assign(o: unknown, k: PropertyKey, v: unknown, strict: boolean): boolean {
  if (strict) {
    (o as Fields)[k] = v;
    return true;
  }
  return Reflect.set(Object(o) as object, k, v, o);
}

function notStored(o: unknown, k: PropertyKey): TypeError {
  return new TypeError(`Cannot assign to read only property '${String(k)}' of object '${textOf(o)}'`);
}

/** An object as the engine names it in messages: `#<Point>`. */
function textOf(o: unknown): string {
  if (typeof o !== 'object' || Array.isArray(o)) return Object.prototype.toString.call(o);
  for (let p = prototypeOf(o); p !== null && !(hasProxies() && proxyOf(p)); p = prototypeOf(p)) {
    const maker: unknown = getOwn(p, 'constructor')?.value;
    const name: unknown = typeof maker === 'function' ? getOwn(maker, 'name')?.value : undefined;
    if (typeof name === 'string' && name !== '') return `#<${name}>`;
  }
  return '#<Object>';
}

/** delete o[k] */
export function remove(o: unknown, k: unknown, strict: boolean): boolean {
  if (o === null || o === undefined) return delete (o as unknown as Fields)[k as PropertyKey];
  const key = toKey(k);
  if (r.trace !== null && typeof o === 'object') {
    r.trace.watch?.meet(o);
    partArgument(r.trace, o, key);
  }
  const gone = strict ? delete (o as Fields)[key] : Reflect.deleteProperty(Object(o) as object, key);
  const { trace } = r;
  if (trace !== null && gone && (typeof o === 'object' || typeof o === 'function')) forget(trace, o, key);
  r.m = undefined;
  return gone;
}

/** What is deleted, or no longer a plain property, has no slot any more. */
export function forget(trace: Trace, o: object, k: PropertyKey): void {
  trace.forgetAccessor(o);
  const slots = trace.slotsOf(o) as Slots | undefined;
  if (slots !== undefined && !(slots instanceof Float64Array)) {
    if (typeof slots[k] === 'number') trace.store(o, k, 0, undefined);
    Reflect.deleteProperty(slots, k);
  } else trace.keepAside(o, k, undefined);
}

/** `o[k]++` and the like: gives the old value (postfix) or the new one. */
export function update(o: unknown, k: unknown, by: 1 | -1, prefix: boolean, strict: boolean): unknown {
  const key = o === null || o === undefined ? (k as PropertyKey) : toKey(k);
  const before = get(o, key);
  const old = operators.num(before, r.m);
  const lane = r.m;
  const now = operators.step(old, lane, by);
  put(o, key, now, lane, strict);
  r.m = lane;
  return prefix ? now : old;
}

export type { Receiver };
