import type { Lane } from './Lane.js';

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
