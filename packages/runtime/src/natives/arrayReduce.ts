import type { AnyFunction, Companions } from '../records/Companions.js';
import type { Tape } from '../tape/Tape.js';
import type { Slots } from './native.js';
import { addAt, callNative, keep, mirrorSlotOf, native, taken, wrongReceiver } from './native.js';

/** The turns of one `reduce`. */
interface Reduction {
  readonly c: Companions;
  readonly self$: Slots | undefined;
  /** The elements seen, in order; those that are no numbers are given as ~index. */
  readonly seen: readonly number[];
  /** Whether the accumulator that each turn got was a number. */
  readonly accumulated: readonly boolean[];
  /** Where the first accumulator came from: an element as in `seen`, or undefined for the second argument. */
  readonly first: number | undefined;
}

interface Start {
  readonly value: unknown;
  readonly companion: unknown;
  readonly first: number | undefined;
  readonly rest: readonly number[];
}

/** `reduce` and `reduceRight`: the cotangent runs back along the accumulator. */
export function reducing(fn: AnyFunction, name: string, order: 1 | -1): Companions {
  /** The first accumulator and the elements left; the list of elements is fixed when the call begins, as the length is. */
  const startOf = (t: Tape, self: unknown, pairs: readonly unknown[], slots: Slots | undefined): Start => {
    if (!Array.isArray(self) && !ArrayBuffer.isView(self)) throw wrongReceiver(name, self);
    const list = self as ArrayLike<unknown>;
    const rest: number[] = [];
    for (let k = 0; k < list.length; k++) {
      const i = order === 1 ? k : list.length - 1 - k;
      if (i in list) rest.push(i);
    }
    // What cannot be called and the empty array without a first value are the method's own errors.
    if (typeof pairs[0] !== 'function') callNative(fn, self, [pairs[0]]);
    if (pairs.length > 2) return { value: pairs[2], companion: pairs[3], first: undefined, rest };
    const i = rest.shift();
    if (i === undefined) {
      callNative(fn, self, [pairs[0]]);
      throw new TypeError('Reduce of empty array with no initial value');
    }
    return { value: list[i], companion: slots?.[i], first: typeof list[i] === 'number' ? i : ~i, rest };
  };
  return native(fn, name, {
    arity: 2,
    forward(t, self, given$, ...pairs) {
      let self$ = t.late$(self, given$) as Slots | undefined;
      const { value, companion, first, rest } = startOf(t, self, pairs, self$);
      const c = t.resolve(pairs[0], `the callback of ${name}`);
      const list = self as ArrayLike<unknown>;
      const seen: number[] = [];
      const accumulated: boolean[] = [];
      let y = value;
      let y$ = typeof y === 'number' ? undefined : t.late$(y, companion);
      for (const i of rest) {
        if (!(i in list)) continue;
        self$ = t.late$(self, self$) as Slots | undefined;
        const x = list[i];
        const isNumber = typeof x === 'number';
        const x$ = isNumber ? (self$ === undefined ? null : undefined) : t.late$(x, self$?.[i]);
        seen.push(isNumber ? i : ~i);
        accumulated.push(typeof y === 'number');
        y = c.forward(t, undefined, undefined, y, y$, x, x$, i, null, self, self$);
        y$ = t.late$(y, t.ret);
      }
      const reduction: Reduction = { c, self$, seen, accumulated, first };
      keep(t, reduction);
      t.ret = y$;
      return y;
    },
    reverse(t, dy) {
      const { c, self$, seen, accumulated, first } = taken(t) as Reduction;
      const arity = c.arity ?? 4;
      let d = dy;
      for (let k = seen.length - 1; k >= 0; k--) {
        t.r[1] = t.r[2] = t.r[3] = 0;
        const before = c.reverse(t, d);
        if (seen[k] >= 0 && arity > 1) addAt(self$, seen[k], t.r[1]);
        d = accumulated[k] && arity > 0 ? before : 0;
      }
      t.r[1] = 0;
      if (first === undefined) t.r[1] = d;
      else if (first >= 0) addAt(self$, first, d);
      return 0;
    },
    tangent(t, self, self_, ...pairs) {
      const mirror = (): Slots | undefined => t.late_(self, self_) as Slots | undefined;
      const { value, companion, rest } = startOf(t, self, pairs, mirror());
      const c = t.resolve(pairs[0], `the callback of ${name}`);
      const list = self as ArrayLike<unknown>;
      let y = value;
      let y_ = mirrorSlotOf(t, y, companion);
      for (const i of rest) {
        if (!(i in list)) continue;
        const x = list[i];
        const x_ = mirrorSlotOf(t, x, mirror()?.[i]);
        y = c.tangent(t, undefined, undefined, y, y_, x, x_, i, 0, self, mirror());
        y_ = mirrorSlotOf(t, y, t.ret_);
      }
      t.ret_ = y_;
      return y;
    },
  });
}
