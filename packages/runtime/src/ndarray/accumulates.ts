import type { AccumulateOperation } from '../kernels/operations.js';
import { toArray } from './asarray.js';
import { accumulateRow } from './doubleRows.js';
import { isComplexDtype } from './dtype.js';
import type { NDArray } from './NDArray.js';
import { isContiguous, isInjective } from './places.js';
import { rows3 } from './rows.js';
import { sameShape } from './shape.js';

/**
 * Adds g·f′ into the cotangent of an operand at once, if that has the shape of the cotangent `g` of the value; f′ is computed from `v`, the operand
 * or the value, or is `v`.
 * @returns whether it has
 */
export function accumulates(operation: AccumulateOperation, g: NDArray, v: unknown, into: NDArray): boolean {
  if (!sameShape(g.shape, into.shape) || g.dtype !== 'float64' || into.dtype !== 'float64') return false;
  const values = toArray(v, operation);
  if (isComplexDtype(values.dtype)) return false;
  if (!isInjective(into)) return false;
  const from = g.data as Float64Array;
  const to = into.data as Float64Array;
  if (
    isContiguous(g, 1) &&
    isContiguous(into, 1) &&
    sameShape(values.shape, g.shape) &&
    isContiguous(values, 1)
  )
    accumulateRow(operation, g.size, from, g.offset, 1, values.data, values.offset, 1, to, into.offset, 1);
  else
    rows3(g.shape, g, values, into, (n, p, ps, q, qs, r, rs) => {
      accumulateRow(operation, n, from, p, ps, values.data, q, qs, to, r, rs);
    });
  return true;
}
