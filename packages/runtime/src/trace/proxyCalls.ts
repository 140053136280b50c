import type { AnyFunction } from '../records/Companions.js';
import { storeElements } from './elements.js';
import { construct, invoke } from './invoke.js';
import type { Lane } from './Lane.js';
import { NO_LANES } from './Lane.js';
import { get } from './members.js';
import type { KnownProxy } from './proxies.js';
import type { Trace } from './Trace.js';
import { registers } from './registers.js';

/** A call of a proxy, with its trap called as traced code. */
export function proxyApply(
  trace: Trace,
  { target, handler }: KnownProxy,
  f: AnyFunction,
  self: unknown,
  args: readonly unknown[],
  lanes: readonly Lane[],
  where: string,
): unknown {
  const trap = get(handler, 'apply');
  if (trap === undefined || trap === null) return invoke(target, self, undefined, args, lanes, where);
  return invoke(
    trap,
    handler,
    undefined,
    [target, self, listOf(trace, args, lanes)],
    NO_LANES,
    `apply of ${f.name}`,
  );
}

/** `new` of a proxy, with its trap called as traced code. */
export function proxyConstruct(
  { target, handler }: KnownProxy,
  F: AnyFunction,
  args: readonly unknown[],
  lanes: readonly Lane[],
  newTarget: AnyFunction,
  where: string,
): unknown {
  const trap = get(handler, 'construct');
  if (trap === undefined || trap === null) return construct(target, args, lanes, where, newTarget);
  const made = invoke(
    trap,
    handler,
    undefined,
    [target, listOf(registers.trace, args, lanes), newTarget],
    NO_LANES,
    `construct of ${F.name}`,
  );
  if ((typeof made === 'object' && made !== null) || typeof made === 'function') return made;
  throw new TypeError('proxy [[Construct]] must return an object');
}

function listOf(trace: Trace | null, args: readonly unknown[], lanes: readonly Lane[]): unknown[] {
  const list = [...args];
  storeElements(list, lanes, 0, trace);
  return list;
}
