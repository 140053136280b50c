import { isFull, pairwise, type ReduceOptions } from '../../../ndarray/reduce.js';
import type { LocalCompanions } from '../../../records/Companions.js';
import { isRows, slotsOf } from './LocalCall.js';

/** What a sweep keeps of a sum of all elements: where the cotangents of these go. */
class SumCall {
  constructor(
    readonly slots: Float64Array,
    readonly offset: number,
    readonly n: number,
  ) {}
}

/** The companions of `sum`, from those for what is no sum of all elements of an array of doubles. */
export function wholeSum(general: LocalCompanions): LocalCompanions {
  return {
    forward(t, self, self$, x, x$, options, options$): unknown {
      if (isRows(x) && (options === undefined || isFull(x.dimension, options as ReduceOptions))) {
        const slots = slotsOf(t, x, x$);
        if (slots !== undefined) {
          t.o[t.m++] = new SumCall(slots, x.offset, x.size);
          t.ret = undefined;
          return pairwise(x.size, x.data as Float64Array, x.offset, 1);
        }
      }
      return general.forward(t, self, self$, x, x$, options, options$);
    },
    reverse(t, dy): number {
      const call = t.o[t.m - 1];
      if (!(call instanceof SumCall)) return general.reverse(t, dy);
      t.m--;
      if (dy !== 0) {
        const { slots, offset, n } = call;
        for (let i = 0; i < n; i++) slots[offset + i]! += dy;
      }
      return 0;
    },
  };
}
