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

const { apply: nativeApply, bind: nativeBind, call: nativeCall } = Function.prototype;

/** What stands for `bind` itself in functions that are made of it: `bind.bind(call, call)`, `call.bind(bind)`. */
const { bind: remembering } = {
  bind(this: AnyFunction, self?: unknown, ...args: unknown[]): object {
    const bound = Reflect.apply(nativeBind, this, [self, ...args]) as object;
    if (typeof this === 'function') known.set(bound, boundBy(this, [self, ...args]));
    return bound;
  },
};

/** `f.bind` of ordinary code, to be called with what stands in its parentheses. */
export function bind(f: AnyFunction): (...args: unknown[]) => unknown {
  const method = f.bind as (...args: unknown[]) => unknown;
  if (typeof f !== 'function' || method !== nativeBind)
    return typeof method === 'function' ? (...args) => Reflect.apply(method, f, args) : method;
  return (...args) => {
    const bound = makeBound(f, args);
    known.set(bound, boundBy(f, args));
    return bound;
  };
}

function makeBound(f: AnyFunction, args: readonly unknown[]): object {
  if (f === nativeBind) return Reflect.apply(nativeBind, remembering, args) as object;
  const calls = f === nativeCall || f === nativeApply;
  return Reflect.apply(
    nativeBind,
    f,
    calls && args[0] === nativeBind ? [remembering, ...args.slice(1)] : args,
  ) as object;
}

function boundBy(target: AnyFunction, args: readonly unknown[]): BoundFunction {
  return { target, self: args[0], selfLane: undefined, args: args.slice(1), lanes: NO_LANES };
}
