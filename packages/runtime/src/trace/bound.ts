import type { AnyFunction } from '../records/Companions.js';
import { type Lane, NO_LANES } from './Lane.js';

/** What a bound function was made of; the language does not tell. */
export interface BoundFunction {
  readonly target: unknown;
  readonly self: unknown;
  readonly selfLane: Lane;
  readonly args: readonly unknown[];
  readonly lanes: readonly Lane[];
}

const known = new WeakMap<object, BoundFunction>();

export function boundOf(f: object): BoundFunction | undefined {
  return known.get(f);
}

export function rememberBound(f: object, bound: BoundFunction): void {
  known.set(f, bound);
}

const nativeBind = Function.prototype.bind;

/** `f.bind(self, …args)` of ordinary code. */
export function bind(f: AnyFunction, ...args: unknown[]): unknown {
  const bound = (f as { bind(...values: unknown[]): unknown }).bind(...args);
  if (typeof f === 'function' && typeof bound === 'function' && f.bind === nativeBind) {
    const [self, ...first] = args;
    known.set(bound, { target: f, self, selfLane: undefined, args: first, lanes: NO_LANES });
  }
  return bound;
}
