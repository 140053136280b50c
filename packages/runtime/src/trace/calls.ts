import type { ListBuilder } from './consume.js';
import { construct, invoke } from './invoke.js';
import { type Lane, NO_LANES } from './Lane.js';
import type { AnyFunction } from '../records/Companions.js';
import { registers as r } from './registers.js';

/*
 * Calls of traced code. Arguments come in pairs, each value with its lane, so that a lane is read before anything else is computed.
 */

export function c0(f: unknown, self: unknown, where: string): unknown {
  if (r.trace === null && typeof f === 'function') return plain(f, self, []);
  return invoke(f, self, undefined, [], NO_LANES, where);
}

export function c1(f: unknown, self: unknown, where: string, a: unknown, la: Lane): unknown {
  if (r.trace === null && typeof f === 'function') return plain(f, self, [a]);
  return invoke(f, self, undefined, [a], la === undefined ? NO_LANES : [la], where);
}

export function c2(
  f: unknown,
  self: unknown,
  where: string,
  a: unknown,
  la: Lane,
  b: unknown,
  lb: Lane,
): unknown {
  if (r.trace === null && typeof f === 'function') return plain(f, self, [a, b]);
  const lanes = la === undefined && lb === undefined ? NO_LANES : [la, lb];
  return invoke(f, self, undefined, [a, b], lanes, where);
}

export function c3(
  f: unknown,
  self: unknown,
  where: string,
  a: unknown,
  la: Lane,
  b: unknown,
  lb: Lane,
  c: unknown,
  lc: Lane,
): unknown {
  if (r.trace === null && typeof f === 'function') return plain(f, self, [a, b, c]);
  const lanes = la === undefined && lb === undefined && lc === undefined ? NO_LANES : [la, lb, lc];
  return invoke(f, self, undefined, [a, b, c], lanes, where);
}

/** A call with any number of arguments. */
export function cn(f: unknown, self: unknown, where: string, ...pairs: unknown[]): unknown {
  const { args, lanes } = unpair(pairs);
  if (r.trace === null && typeof f === 'function') return plain(f, self, args);
  return invoke(f, self, undefined, args, lanes, where);
}

/** A call with spread arguments. */
export function cs(f: unknown, self: unknown, where: string, { values, lanes }: ListBuilder): unknown {
  if (r.trace === null && typeof f === 'function') return plain(f, self, values);
  return invoke(f, self, undefined, values, lanes, where);
}

function plain(f: AnyFunction, self: unknown, args: unknown[]): unknown {
  r.m = undefined;
  return Reflect.apply(f, self, args);
}

function unpair(pairs: readonly unknown[]): { args: unknown[]; lanes: readonly Lane[] } {
  const count = pairs.length >> 1;
  const args = new Array<unknown>(count);
  const lanes = new Array<Lane>(count);
  for (let i = 0; i < count; i++) {
    args[i] = pairs[2 * i];
    lanes[i] = pairs[2 * i + 1] as Lane;
  }
  return { args, lanes };
}

/** `new F(…)` */
export function make(F: unknown, where: string, ...pairs: unknown[]): unknown {
  const { args, lanes } = unpair(pairs);
  return construct(F, args, lanes, where);
}

/** `new F(…)` with spread arguments. */
export function makeSpread(F: unknown, where: string, { values, lanes }: ListBuilder): unknown {
  return construct(F, values, lanes, where);
}
