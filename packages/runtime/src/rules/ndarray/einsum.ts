import { type ArrayInput, toArray } from '../../ndarray/asarray.js';
import { copyInto } from '../../ndarray/copy.js';
import { cotangentPlan, jointly } from '../../ndarray/einsum/cotangents.js';
import * as plain from '../../ndarray/einsum/einsum.js';
import type { Labels } from '../../ndarray/einsum/labels.js';
import { newData, unitOf } from '../../ndarray/dtype.js';
import { NDArray } from '../../ndarray/NDArray.js';
import { sizeOf } from '../../ndarray/shape.js';
import { arrayRule } from './arrayRule.js';
import { conjugated, plus } from './linear.js';
import { broadcastTo, shapeOf } from './broadcast.js';
import { reshape, viewOf } from './shape.js';

/**
 * Sums of products, told by a letter for each axis: axes of one name run together, and the result is summed over those that it has not.
 *
 * `'...'` stands for axes that are not named, and are broadcast. Without `->` the result has the letters that stand once, in alphabetical order. More
 * than two arrays are multiplied in pairs, those first whose product is small; pairs are products of matrices.
 *
 * @param subscripts  as in NumPy: `'ij,jk->ik'` is a product of matrices, `'ii->'` a trace, `'i,j->ij'` an outer product
 * @param operands  one array for each group of letters, real or complex; integers count as float64
 * @returns an array with the axes named behind `->`; of shape [] if there are none
 * @throws DIFF3201 for axes of one name and different lengths, DIFF3202 for other subscripts
 * @example
 * String(einsum('ij,j->i', [[1, 2], [3, 4]], [1, 1]))     // '[3. 7.]'
 * einsum('ii', [[1, 2], [3, 4]]).item()                   // 5
 * String(einsum('...i->...', [[1, 2], [3, 4]]))           // '[3. 7.]'
 */
export const einsum: (subscripts: string, ...operands: readonly ArrayInput[]) => NDArray =
  /* @__PURE__ */ arrayRule(plain.einsum, 'einsum', {
    vjp: [null],
    rest: /* @differentiable */ (d, _out, [subscripts, ...operands], _into, i) =>
      partOf(d, subscripts, operands, i - 1),
    /* @differentiable */
    jvp: ([, ...tangents], _out, [subscripts, ...operands]) => {
      let total: NDArray | null = null;
      for (let i = 0; i < operands.length; i++) {
        const tangent = tangents[i];
        if (tangent === null || tangent === undefined) continue;
        const factors = operands.slice();
        factors[i] = tangent;
        total = plus(total, einsumOf(subscripts, ...factors));
      }
      return total;
    },
  });

/** The same, which takes the names of axes as lists too. */
export const einsumOf = einsum as (
  subscripts: string | Labels,
  ...operands: readonly ArrayInput[]
) => NDArray;

/** The cotangent of an operand: the others contracted with that of the result, repeated along axes that stand nowhere else. */
/* @differentiable */
function partOf(
  d: NDArray,
  subscripts: string | Labels,
  operands: readonly ArrayInput[],
  i: number,
): NDArray {
  const shapes = operands.map(shapeOf);
  const plan = cotangentPlan(subscripts, shapes, i);
  const others = operands.filter((_, at) => at !== i).map(conjugated);
  const part = broadcastTo(reshape(einsumOf(plan.labels, d, ...others), plan.expanded), plan.shape);
  return plan.places === null ? part : spread(part, plan.places, shapes[i]!);
}

type Spread = (x: ArrayInput, places: readonly number[], shape: readonly number[]) => NDArray;

/** Zeros of a shape with an array on the diagonal that some axes have together. */
const spread: Spread = /* @__PURE__ */ arrayRule(
  function spread(x: ArrayInput, places: readonly number[], shape: readonly number[]): NDArray {
    const a = toArray(x, 'einsum');
    const out = new NDArray(
      newData(a.dtype, sizeOf(shape) * unitOf(a.dtype)),
      shape.slice(),
      undefined,
      0,
      a.dtype,
    );
    const { shape: joint, stride, offset } = jointly(out, places);
    copyInto(a, new NDArray(out.data, joint, stride, offset, a.dtype));
    return out;
  },
  'spread',
  {
    saves: [],
    vjp: [/* @differentiable */ (d, _out, [, places]) => viewOf(d, jointly(d, places))],
    /* @differentiable */
    jvp: ([x_], _out, [, places, shape]) => x_ && spread(x_, places, shape),
  },
);
