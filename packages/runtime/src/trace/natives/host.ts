import { carriedRecord } from '../../records/attach.js';
import type { AnyFunction } from '../../records/Companions.js';
import { invoke } from '../invoke.js';
import { type Lane, NO_LANES } from '../Lane.js';
import { opaqueCall } from '../opaque.js';
import { registers as r } from '../registers.js';
import { stampOf } from '../stamps.js';
import type { Trace } from '../Trace.js';
import { asItIs, itself, methodsAsTheyAre, type NativeEntry, type TracedNative } from './TracedNative.js';

/** What Node's own event emitters have. */
interface Emitter {
  on: AnyFunction;
  once: AnyFunction;
  emit: AnyFunction;
  removeListener: AnyFunction;
  rawListeners: (this: unknown, type: unknown) => AnyFunction[];
  listenerCount: (this: unknown, type: unknown) => number;
}

type EmitterClass = (new () => object) & { prototype: Emitter; errorMonitor: symbol; init?: AnyFunction };

const ADDING = ['on', 'addListener', 'prependListener', 'once', 'prependOnceListener'] as const;
const REMOVING = new Set(['removeListener', 'off', 'removeAllListeners']);
/** The methods that some call on the emitter itself. */
const CALLING: Record<string, string> = {
  once: 'on',
  prependOnceListener: 'prependListener',
  removeAllListeners: 'removeListener',
};
const ASKING = [
  'setMaxListeners',
  'getMaxListeners',
  'listeners',
  'rawListeners',
  'listenerCount',
  'eventNames',
] as const;

/** Functions of the host that hand over to functions of the program at once: event emitters and asynchronous contexts of Node. */
export function hostNatives(): NativeEntry[] {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  const module = (name: string): unknown => process?.getBuiltinModule?.(`node:${name}`);
  const emitter = module('events') as EmitterClass | undefined;
  const hooks = module('async_hooks') as Record<string, { prototype: Record<string, unknown> }> | undefined;
  return [
    ...(emitter === undefined ? [] : emitterNatives(emitter)),
    ...callingAt(1, hooks?.['AsyncLocalStorage']?.prototype['run']),
    ...callingAt(0, hooks?.['AsyncLocalStorage']?.prototype['exit']),
    ...callingAt(0, hooks?.['AsyncResource']?.prototype['runInAsyncScope'], true),
  ];
}

function emitterNatives(EventEmitter: EmitterClass): NativeEntry[] {
  const { prototype, errorMonitor, init } = EventEmitter;
  const { rawListeners, listenerCount } = prototype;
  const onceWrapper = nameOfWrapper(new EventEmitter() as Emitter);
  const isHeard = (self: unknown, type: unknown): boolean => Reflect.apply(listenerCount, self, [type]) > 0;
  const methods = prototype as unknown as Record<string, AnyFunction>;
  /** Wrappers of `once` that have been called. They were taken out, but may still stand in a list that is being gone through. */
  const spent = new WeakSet<AnyFunction>();

  const emit: TracedNative = (trace, self, selfLane, args, lanes, where) => {
    const [type] = args;
    const isUnheard = self instanceof Object && type === 'error' && !isHeard(self, type);
    // It throws the error itself.
    if (isUnheard && args[1] instanceof Error && !isHeard(self, errorMonitor))
      return itself(prototype.emit, self, args);
    if (!(self instanceof Object) || isUnheard || capturesRejections(self))
      return opaqueCall(trace, prototype.emit, self, selfLane, args, lanes, where);
    const [given, own] = [args.slice(1), lanes.slice(1)];
    if (type === 'error') tell(trace, self, errorMonitor, given, own, where);
    const heard = tell(trace, self, type, given, own, where);
    r.m = undefined;
    return heard;
  };

  const tell = (
    trace: Trace,
    self: unknown,
    type: unknown,
    args: readonly unknown[],
    lanes: readonly Lane[],
    where: string,
  ): boolean => {
    const listeners = Reflect.apply(rawListeners, self, [type]);
    for (const each of listeners) {
      const { listener } = each as AnyFunction & { listener?: unknown };
      if (each.name !== onceWrapper || listener === undefined || carriedRecord(each) !== undefined) {
        invoke(each, self, undefined, args, lanes, where);
        continue;
      }
      if (spent.has(each)) continue;
      spent.add(each);
      invoke((self as Emitter).removeListener, self, undefined, [type, each], NO_LANES, where);
      invoke(listener, self, undefined, args, lanes, where);
    }
    return listeners.length > 0;
  };

  /** As it is, unless it calls code of the program that would not run as traced code. */
  const changing = (name: string): NativeEntry => {
    const fn = methods[name] as AnyFunction;
    const [, plainly] = asItIs(fn);
    return [
      fn,
      (trace, self, selfLane, args, lanes, where) => {
        const called = !(self instanceof Object) ? [] : calledBy(name, self as Emitter);
        const run = called.some(runsPlainly) ? opaqueCall.bind(null, trace, fn) : plainly.bind(null, trace);
        return run(self, selfLane, args, lanes, where);
      },
    ];
  };
  const calledBy = (name: string, self: Emitter): unknown[] => {
    const told = Reflect.apply(rawListeners, self, [REMOVING.has(name) ? 'removeListener' : 'newListener']);
    const method = CALLING[name];
    return [
      ...(method === undefined ? [] : [(self as unknown as Record<string, unknown>)[method]]),
      ...(told.length > 0 ? [self.emit, ...told] : []),
    ];
  };

  return [
    // `EventEmitter.call(this)` only adds fields of its own.
    ...[EventEmitter, init].filter((fn) => fn !== undefined).map(asItIs),
    [prototype.emit, emit],
    ...[...ADDING, ...REMOVING].filter((name) => typeof methods[name] === 'function').map(changing),
    ...methodsAsTheyAre(prototype, ASKING),
  ];
}

/** What this version of Node calls the functions that `once` puts around listeners. */
function nameOfWrapper(emitter: Emitter): string {
  emitter.once('probe', () => undefined);
  return emitter.rawListeners('probe')[0]?.name ?? '';
}

/** Is it a compiled function that natives would call in its plain form? What traced code makes has no other form than the traced one. */
function runsPlainly(f: unknown): boolean {
  return (
    typeof f === 'function' &&
    stampOf(f as AnyFunction) === 0 &&
    carriedRecord(f as AnyFunction) !== undefined
  );
}

/** Does the emitter look at the promises that its listeners return? */
function capturesRejections(emitter: object): boolean {
  return Object.getOwnPropertySymbols(emitter).some(
    (key) => key.description === 'kCapture' && (emitter as Record<symbol, unknown>)[key] === true,
  );
}

/** A function of the host that calls the argument at `position` at once, with those behind it, and returns what it gives. */
function callingAt(position: number, fn: unknown, takesThis = false): NativeEntry[] {
  if (typeof fn !== 'function') return [];
  const native = fn as AnyFunction;
  const begin = position + (takesThis ? 2 : 1);
  return [
    [
      native,
      (trace, self, selfLane, args, lanes, where) => {
        const callback = args[position];
        const isLost = lanes.slice(0, position).some((lane) => trace.owns(lane));
        if (typeof callback !== 'function' || isLost)
          return opaqueCall(trace, native, self, selfLane, args, lanes, where);
        let lane: Lane;
        const called = (): unknown => {
          const [own, ownLane] = takesThis
            ? [args[position + 1], lanes[position + 1]]
            : [undefined, undefined];
          const value = invoke(callback, own, ownLane, args.slice(begin), lanes.slice(begin), where);
          lane = r.m;
          return value;
        };
        const value = Reflect.apply(native, self, [...args.slice(0, position), called]) as unknown;
        r.m = lane;
        return value;
      },
    ],
  ];
}
