import type { AnyFunction } from '../records/Companions.js';
import { storeElements } from './elements.js';
import { construct, invoke } from './invoke.js';
import type { Lane } from './Lane.js';
import { NO_LANES } from './Lane.js';
import { get, getFrom, setThrough } from './members.js';
import type { KnownProxy } from '../records/knownProxies.js';
import type { Trace } from './Trace.js';
import { registers } from './registers.js';

/** A call of a proxy, with its trap called as traced code. */
export function proxyApply(
  trace: Trace,
  { target, handler }: KnownProxy,
  self: unknown,
  args: readonly unknown[],
  lanes: readonly Lane[],
  where: string,
): unknown {
  const trap = get(handler, 'apply');
  if (trap === undefined || trap === null) return invoke(target, self, undefined, args, lanes, where);
  return invoke(trap, handler, undefined, [target, self, listOf(trace, args, lanes)], NO_LANES, 'apply');
}

/** `new` of a proxy, with its trap called as traced code. */
export function proxyConstruct(
  { target, handler }: KnownProxy,
  args: readonly unknown[],
  lanes: readonly Lane[],
  newTarget: AnyFunction,
  where: string,
): unknown {
  return constructBy(get(handler, 'construct'), handler, target, args, lanes, newTarget, where);
}

/** The same with the trap of the handler, if there is one. */
export function constructBy(
  trap: unknown,
  handler: object,
  target: unknown,
  args: readonly unknown[],
  lanes: readonly Lane[],
  newTarget: AnyFunction,
  where = 'the target of a proxy',
): unknown {
  if (trap === undefined || trap === null) return construct(target, args, lanes, where, newTarget);
  const made = invoke(
    trap,
    handler,
    undefined,
    [target, listOf(registers.trace, args, lanes), newTarget],
    NO_LANES,
    'construct',
  );
  if ((typeof made === 'object' && made !== null) || typeof made === 'function') return made;
  throw new TypeError('proxy [[Construct]] must return an object');
}

/** What a proxy does without a trap, where the language itself uses it: the same to what it stands for, as traced code. */
export function passOn(trace: Trace, name: string, args: readonly unknown[]): unknown {
  const [target] = args as [object];
  switch (name) {
    case 'apply':
      return invoke(target, args[1], undefined, args[2] as unknown[], NO_LANES, 'the target of a proxy');
    case 'get':
      return getFrom(trace, target, args[1] as PropertyKey, args[2]);
    case 'set':
      return setThrough(trace, target, args[1] as PropertyKey, args[2], undefined, args[3]);
    default:
      return Reflect.apply(Reflect[name as 'has'] as AnyFunction, undefined, args);
  }
}

function listOf(trace: Trace | null, args: readonly unknown[], lanes: readonly Lane[]): unknown[] {
  const list = [...args];
  storeElements(list, lanes, 0, trace);
  return list;
}
