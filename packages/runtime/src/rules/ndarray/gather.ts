import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/gather.js';
import { NDArray } from '../../ndarray/NDArray.js';
import { type Shape, sizeOf } from '../../ndarray/shape.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { arrayRule } from './arrayRule.js';
import { plus } from './arithmetic.js';
import { shapeOf } from './broadcast.js';

/*
 * What most functions that pick or rearrange elements come to: elements are taken from places, and cotangents added there. Each of the two is
 * the other's adjoint.
 */

type Gather = (x: ArrayInput, positions: Int32Array, shape: Shape, block?: number) => NDArray;
type Put = (x: ArrayInput, positions: Int32Array, values: ArrayInput, block?: number) => NDArray;

/** Blocks of neighbouring elements of `x`, in its order, that begin at `positions` (counted in blocks); zeros for −1. */
export const gatherAt: Gather = /* @__PURE__ */ arrayRule(plain.gatherAt, 'gatherAt', {
  saves: [],
  vjp: [
    /* @differentiable */ (d, _out, [x, positions, , block], into) =>
      into !== undefined && plain.scatterInto(d, positions, block ?? 1, into)
        ? undefined
        : scatterAt(d, positions, shapeOf(x), block),
  ],
  /* @differentiable */
  jvp: ([x_], _out, [, positions, shape, block]) => x_ && gatherAt(x_, positions, shape, block),
});

/** Zeros to which the blocks of `x` are added at `positions`; nothing is done for −1. */
export const scatterAt: Gather = /* @__PURE__ */ arrayRule(plain.scatterAt, 'scatterAt', {
  saves: [],
  vjp: [
    /* @differentiable */ (d, _out, [x, positions, , block]) => gatherAt(d, positions, shapeOf(x), block),
  ],
  /* @differentiable */
  jvp: ([x_], _out, [, positions, shape, block]) => x_ && scatterAt(x_, positions, shape, block),
});

/** A copy of `x` with the blocks of `values` at `positions`; of several for one place the last counts. */
export const putAt: Put = /* @__PURE__ */ arrayRule(plain.putAt, 'putAt', {
  saves: [],
  vjp: [
    /* @differentiable */ (d, _out, [, positions, values, block]) =>
      cleared(d, positions, shapeOf(values), block),
    null,
    /* @differentiable */ (d, _out, [, positions, values, block]) =>
      gatherAt(d, lastOf(positions), shapeOf(values), block),
  ],
  /* @differentiable */
  jvp: ([x_, , v_], out, [, positions, values, block]) =>
    plus(
      x_ && cleared(x_ as NDArray, positions, shapeOf(values), block),
      v_ && scatterAt(gatherAt(v_, ownOf(positions), shapeOf(values), block), positions, out.shape, block),
    ),
});

/** Zeros at some positions. */
/* @differentiable */
function cleared(d: NDArray, positions: Int32Array, shape: Shape, block: number | undefined): NDArray {
  return putAt(d, positions, zerosOf(shape, d), block);
}

const zerosOf = /* @__PURE__ */ withoutLanes(function zerosOf(shape: Shape, like: NDArray): NDArray {
  const isComplex = like.dtype.startsWith('complex');
  return new NDArray(
    new Float64Array(sizeOf(shape) * (isComplex ? 2 : 1)),
    shape.slice(),
    undefined,
    0,
    isComplex ? 'complex128' : 'float64',
  );
});

/** Positions, −1 for those that come again later. */
const lastOf = /* @__PURE__ */ withoutLanes(function lastOf(positions: Int32Array): Int32Array {
  const result = positions.slice();
  const seen = new Set<number>();
  for (let i = positions.length - 1; i >= 0; i--) {
    if (seen.has(positions[i]!)) result[i] = -1;
    seen.add(positions[i]!);
  }
  return result;
});

/** Its own number for each position, −1 for those that come again later. */
const ownOf = /* @__PURE__ */ withoutLanes(function ownOf(positions: Int32Array): Int32Array {
  return lastOf(positions).map((at, i) => (at < 0 ? -1 : i));
});
