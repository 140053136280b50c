import type { AnyFunction, Companions } from '../records/Companions.js';
import { listOf } from './callbackTurns.js';
import type { Slots } from './native.js';
import { callNative, keep, native, taken } from './native.js';

/** Where each element went: position p of the sorted array holds what stood at `order[p]`. */
interface Sorted {
  readonly self$: Slots | undefined;
  readonly order: readonly number[];
}

type Compare = (a: unknown, b: unknown) => number;

const byText: Compare = (a, b) => {
  const [p, q] = [String(a), String(b)];
  return p < q ? -1 : p > q ? 1 : 0;
};

/** The order of typed arrays: by size, −0 before 0, NaN last. */
const bySize: Compare = (a, b) => {
  const [x, y] = [a as number, b as number];
  if (x < y) return -1;
  if (x > y) return 1;
  if (x === 0 && y === 0) return Object.is(x, y) ? 0 : Object.is(x, -0) ? -1 : 1;
  return Number.isNaN(x) ? (Number.isNaN(y) ? 0 : 1) : Number.isNaN(y) ? -1 : 0;
};

/**
 * Sorts in place and gives the permutation. The indices are sorted instead of the elements, by the same method, so that the
 * comparison sees the same calls in the same order; undefined and holes, which it never sees, go to the end as they do there.
 */
function sortInPlace(fn: AnyFunction, self: ArrayLike<unknown>, given: unknown): number[] {
  if (given !== undefined && typeof given !== 'function') callNative(fn, self, [given]);
  const values = Array.from(self);
  const present = values.map((_, i) => i).filter((i) => i in self);
  const compare = (given as Compare | undefined) ?? (Array.isArray(self) ? byText : bySize);
  const order = present.filter((i) => values[i] !== undefined).sort((i, j) => compare(values[i], values[j]));
  const target = self as unknown as Slots;
  for (const i of present) if (values[i] === undefined) order.push(i);
  for (let p = 0; p < order.length; p++) target[p] = values[order[p]];
  for (let p = order.length; p < values.length; p++) Reflect.deleteProperty(target, p);
  return order;
}

function permute(slots: Slots | undefined, order: readonly number[]): void {
  if (slots === undefined) return;
  const held = order.map((i) => slots[i]);
  for (let p = 0; p < order.length; p++) slots[p] = held[p];
}

/** `sort`: the shadow is permuted as its primal is, and back in reverse. */
export function sorting(fn: AnyFunction, name: string): Companions {
  return native(fn, name, {
    arity: 0,
    forward(t, self, self$, ...pairs) {
      const order = sortInPlace(fn, listOf(self, name), pairs[0]);
      const slots = t.late$(self, self$) as Slots | undefined;
      permute(slots, order);
      const sorted: Sorted = { self$: slots, order };
      keep(t, sorted);
      t.ret = slots;
      return self;
    },
    reverse(t) {
      const { self$, order } = taken(t) as Sorted;
      if (self$ === undefined) return 0;
      const held = order.map((_, p) => self$[p]);
      // Where there was a hole before, no cotangent may stay behind.
      for (let p = 0; p < order.length; p++) self$[p] = 0;
      for (let p = 0; p < order.length; p++) self$[order[p]] = held[p];
      return 0;
    },
    tangent(t, self, self_, ...pairs) {
      const order = sortInPlace(fn, listOf(self, name), pairs[0]);
      const slots = t.late_(self, self_) as Slots | undefined;
      permute(slots, order);
      t.ret_ = slots;
      return self;
    },
  });
}
