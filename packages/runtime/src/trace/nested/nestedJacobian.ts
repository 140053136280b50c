import { DiffError } from '../../errors/DiffError.js';
import { ravel, unravel } from '../../tree/ravel.js';
import { shapedRows } from '../../tree/shapedRows.js';
import { zerosLike } from '../../tree/zerosLike.js';
import { registers as r } from '../registers.js';
import { sweepRepeatedly } from './derivatives.js';
import { laneAt, noteAt, ONE } from './Lifted.js';

/** `jacobian` as traced code: one reverse sweep for each output. */
export function nestedJacobian(f: unknown, x: unknown, isSparse: boolean): unknown {
  if (isSparse) {
    throw new DiffError(
      'DIFF3105',
      'a sparse Jacobian is differentiated again, which is not supported. Leave its sparsity pattern out there, or use jvp or pullback.',
    );
  }
  return sweepRepeatedly(f, [x], 'jacobian', (sweep, below) => {
    const { value } = sweep;
    if (typeof value === 'number') {
      sweep.seedNumber(ONE);
      const gradients = sweep.reverse();
      r.m = typeof x === 'number' ? laneAt(below, gradients, 0) : undefined;
      return gradients[0];
    }
    const shape: unknown = zerosLike(value);
    const outputs = ravel(value).length;
    const rows: unknown[] = [];
    const unit = new Float64Array(outputs);
    for (let i = 0; i < outputs; i++) {
      unit[i] = 1;
      sweep.seedTree(unravel(unit, shape));
      unit[i] = 0;
      const gradients = sweep.reverse();
      rows.push(gradients[0]);
      if (typeof x === 'number') noteAt(below, rows, i, gradients[0] as number, laneAt(below, gradients, 0));
      sweep.clear();
    }
    r.m = undefined;
    return shapedRows(shape, rows, (holder, key, row) => {
      if (typeof x !== 'number') return;
      const lane = laneAt(below, rows, row);
      // The row is put there when this returns.
      if (holder instanceof Map) below.storeEntry(holder, key, rows[row], lane);
      else noteAt(below, holder, key as PropertyKey, rows[row] as number, lane);
    });
  });
}
