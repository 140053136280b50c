import { DiffError } from '../errors/DiffError.js';
import { allocate } from './allocate.js';
import { type ArrayInput, toArray } from './asarray.js';
import { copyInto } from './copy.js';
import { unitOf } from './dtype.js';
import { NDArray } from './NDArray.js';
import { rows2 } from './rows.js';
import { broadcastShapes, sameShape, type Shape, shapeText, sizeOf } from './shape.js';

/** An array repeated along axes where it has the length 1, or which it does not have. */
export function broadcastTo(x: ArrayInput, shape: Shape): NDArray {
  const a = toArray(x, 'broadcastTo');
  if (!sameShape(broadcastShapes('broadcastTo', a.shape, shape), shape))
    throw new DiffError(
      'DIFF3201',
      `broadcastTo cannot repeat an array of shape ${shapeText(a.shape)} to ${shapeText(shape)}: a length other than 1 cannot change.`,
    );
  const out = new NDArray(
    allocate(a.dtype, sizeOf(shape) * unitOf(a.dtype)),
    shape.slice(),
    undefined,
    0,
    a.dtype,
  );
  copyInto(a, out);
  return out;
}

/** The opposite: sums over what was repeated, so that an array of `shape` is left. */
export function sumTo(x: ArrayInput, shape: Shape): NDArray {
  const a = toArray(x, 'sumTo');
  const unit = unitOf(a.dtype);
  const out = new NDArray(allocate(a.dtype, sizeOf(shape) * unit), shape.slice(), undefined, 0, a.dtype);
  const from = a.data;
  const to = out.data;
  rows2(a.shape, a, out, (n, p, ps, q, qs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs) {
      to[q]! += from[p]!;
      if (unit === 2) to[q + 1]! += from[p + 1]!;
    }
  });
  return out;
}
