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

/** `f.bind` of ordinary code, to be called with what stands in its parentheses. */
export function bind(f: AnyFunction): (...args: unknown[]) => unknown {
  const method = f.bind as (...args: unknown[]) => unknown;
  if (typeof f !== 'function' || method !== nativeBind)
    return typeof method === 'function' ? (...args) => Reflect.apply(method, f, args) : method;
  return (...args) => {
    const bound = Reflect.apply(nativeBind, f, args) as object;
    known.set(bound, { target: f, self: args[0], selfLane: undefined, args: args.slice(1), lanes: NO_LANES });
    return bound;
  };
}
