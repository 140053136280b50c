import { accumulate, unary } from '../../../kernels/dispatch.js';
import type { AccumulateOperation, UnaryOperation } from '../../../kernels/operations.js';
import type { LocalCompanions } from '../../../records/Companions.js';
import { isKept, isRows, isSpare, LocalCall, slotsOf, takeCall, takeOver } from './LocalCall.js';
import { scales } from './scales.js';

/**
 * The companions of calls of an elementwise function whose results stay with functions of arrays.
 * @param adjoint  the operation that adds a cotangent times the slope, from the operand or the result
 */
export function localUnary(
  general: LocalCompanions,
  operation: UnaryOperation,
  adjoint: AccumulateOperation,
  from: 0 | 'out',
): LocalCompanions {
  const readsOut = from === 'out';
  const scale = readsOut ? scales[adjoint] : undefined;
  return {
    forward(t, spare, self$, x, x$): unknown {
      if (isRows(x) && (readsOut || isKept(t, x$))) {
        const slots = slotsOf(t, x, x$);
        if (slots !== undefined) {
          const call =
            scale !== undefined && isSpare(spare, 0, x$) ? takeOver(t, x$) : takeCall(t, x.shape, x.size);
          call.keepsOut = readsOut;
          const { out } = call;
          unary(operation, x.size, x.data, x.offset, 1, out.data, 0, 1);
          call.x = x;
          call.x$ = slots;
          t.o[t.m++] = call;
          t.ret = call;
          return out;
        }
      }
      return general.forward(t, undefined, self$, x, x$);
    },
    reverse(t, dy): number {
      const call = t.o[t.m - 1];
      if (!(call instanceof LocalCall)) return general.reverse(t, dy);
      t.m--;
      const { x, data, out } = call;
      if (call.isOver) {
        scale!(out.size, data, out.data as Float64Array);
        return 0;
      }
      const values = readsOut ? out : x;
      accumulate(adjoint, out.size, data, 0, 1, values.data, values.offset, 1, call.x$!, x.offset, 1);
      call.clear();
      return 0;
    },
  };
}
