import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/joined.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import * as padding from '../../ndarray/padding.js';
import * as places from '../../ndarray/rearranged.js';
import { arrayRule } from './arrayRule.js';
import { plus } from './arithmetic.js';
import { broadcastTo, shapeOf } from './broadcast.js';
import { gatherAt } from './gather.js';
import { take } from './indexing.js';
import { sum } from './reduce.js';
import { atleast1d, atleast2d, atleast3d, part, reshape } from './shape.js';
import { asarray, expandDims } from './views.js';

/**
 * Arrays one behind the other along an axis.
 * @param arrays  a list of arrays whose other lengths are equal
 * @param axis  default 0
 * @throws DIFF3201 for shapes that do not go together, DIFF3202 for an axis that is not there
 * @example
 * String(concat([[1, 2], [3]]))             // '[1. 2. 3.]'
 * concat([[[1], [2]], [[3], [4]]], 1).shape   // [2, 2]
 */
/* @differentiable */
export function concat(arrays: readonly ArrayInput[], axis = 0): NDArray {
  plain.expectList('concat', arrays);
  const list: ArrayInput[] = [];
  for (let i = 0; i < arrays.length; i++) list.push(arrays[i]!);
  return joined(list, axis);
}

/** The same of a list that nobody changes. */
const joined: (arrays: readonly ArrayInput[], axis: number) => NDArray = /* @__PURE__ */ arrayRule(
  plain.joined,
  'concat',
  {
    saves: [],
    list: 0,
    vjp: [/* @differentiable */ (d, _out, [arrays, axis]) => partsOf(d, arrays, axis)],
    /* @differentiable */
    jvp: ([arrays_], _out, [arrays, axis]) =>
      arrays_ && joined(filled(arrays_ as unknown as readonly (NDArray | null)[], arrays), axis),
  },
);

/** The parts of a cotangent that belong to the arrays. */
/* @differentiable */
function partsOf(d: NDArray, arrays: readonly ArrayInput[], axis: number): NDArray[] {
  const specs = places.rangesOf(arrays.map(shapeOf), axis);
  return specs.map((spec) => part(d, spec));
}

/** Tangents, with zeros for those that are missing. */
/* @differentiable */
function filled(
  tangents: readonly (NDArray | number | null)[],
  arrays: readonly ArrayInput[],
): (NDArray | number)[] {
  return tangents.map((tangent, i) => tangent ?? places.zerosOf(shapeOf(arrays[i])));
}

/**
 * Arrays of one shape along a new axis.
 * @param axis  where that stands in the result. Default 0
 * @throws DIFF3201 for arrays of different shapes
 * @example
 * String(stack([[1, 2], [3, 4]], 1))   // '[[1. 3.]\n [2. 4.]]'
 */
/* @differentiable */
export function stack(arrays: readonly ArrayInput[], axis = 0): NDArray {
  places.expectStackable(arrays);
  const list: NDArray[] = [];
  for (let i = 0; i < arrays.length; i++) list.push(expandDims(arrays[i]!, axis));
  return joined(list, axis);
}

/**
 * Rows one below the other: arrays along the first axis, vectors as rows.
 * @example
 * vstack([[1, 2], [3, 4]]).shape   // [2, 2]
 */
/* @differentiable */
export function vstack(arrays: readonly ArrayInput[]): NDArray {
  plain.expectList('vstack', arrays);
  const list: NDArray[] = [];
  for (let i = 0; i < arrays.length; i++) list.push(atleast2d(arrays[i]!));
  return joined(list, 0);
}

/**
 * Columns side by side: arrays along the second axis, vectors along their only one.
 * @example
 * hstack([[1, 2], [3]]).shape   // [3]
 */
/* @differentiable */
export function hstack(arrays: readonly ArrayInput[]): NDArray {
  plain.expectList('hstack', arrays);
  const list: NDArray[] = [];
  for (let i = 0; i < arrays.length; i++) list.push(atleast1d(arrays[i]!));
  return joined(list, list[0]!.dimension === 1 ? 0 : 1);
}

/**
 * Arrays along the third axis; matrices are [m, n, 1], vectors [1, n, 1].
 * @example
 * dstack([[1, 2], [3, 4]]).shape   // [1, 2, 2]
 */
/* @differentiable */
export function dstack(arrays: readonly ArrayInput[]): NDArray {
  plain.expectList('dstack', arrays);
  const list: NDArray[] = [];
  for (let i = 0; i < arrays.length; i++) list.push(atleast3d(arrays[i]!));
  return joined(list, 2);
}

/**
 * The matrix of which vectors are the columns; matrices keep theirs.
 * @example
 * String(columnStack([[1, 2], [3, 4]]))   // '[[1. 3.]\n [2. 4.]]'
 */
/* @differentiable */
export function columnStack(arrays: readonly ArrayInput[]): NDArray {
  plain.expectList('columnStack', arrays);
  const list: NDArray[] = [];
  for (let i = 0; i < arrays.length; i++) {
    const a = atleast1d(arrays[i]!);
    list.push(a.dimension === 1 ? expandDims(a, 1) : a);
  }
  return joined(list, 1);
}

/**
 * Arrays broadcast to one shape; each is a copy.
 * @throws DIFF3201 if they do not fit
 * @example
 * broadcastArrays([[1], [2]], [1, 2, 3]).map((a) => a.shape)   // [[2, 3], [2, 3]]
 */
/* @differentiable */
export function broadcastArrays(...arrays: readonly ArrayInput[]): NDArray[] {
  const shape = places.commonShape(arrays.map(shapeOf));
  return arrays.map((x) => broadcastTo(x, shape));
}

/**
 * The whole array again and again.
 * @param reps  how many times along each axis, counted from the last one
 * @throws DIFF3202 for what is no number of times
 * @example
 * String(tile([1, 2], 2))        // '[1. 2. 1. 2.]'
 * tile([1, 2], [3, 1]).shape     // [3, 2]
 */
/* @differentiable */
export function tile(x: ArrayInput, reps: number | readonly number[]): NDArray {
  const a = asarray(x);
  const { apart, repeated, shape } = places.tiled(a.shape, reps);
  return reshape(broadcastTo(reshape(a, apart), repeated), shape);
}

/**
 * Each element so many times, or each slice of an axis.
 * @param repeats  a number, or one for each element
 * @param axis  default: the elements in their order, along one axis
 * @throws DIFF3202 for numbers that are not one for each, or no integers from 0 on
 * @example
 * String(repeat([1, 2], 2))             // '[1. 1. 2. 2.]'
 * String(repeat([[1], [2]], [1, 2], 0))   // '[[1.]\n [2.]\n [2.]]'
 */
/* @differentiable */
export function repeat(x: ArrayInput, repeats: ArrayInput, axis?: number | null): NDArray {
  return take(x, places.repeatedIndices(shapeOf(x), repeats, axis), axis);
}

/**
 * The elements moved on along axes; those that go over an end come in at the other.
 * @param shift  by how many places; one number, or one for each axis
 * @param axis  default: all elements in their order, whatever the shape
 * @throws DIFF3202 for what is no whole number, or an axis that is not there
 * @example
 * String(roll([1, 2, 3, 4], 1))   // '[4. 1. 2. 3.]'
 */
/* @differentiable */
export function roll(
  x: ArrayInput,
  shift: number | readonly number[],
  axis?: number | readonly number[] | null,
): NDArray {
  const { positions, shape, block } = places.rolledAt(shapeOf(x), shift, axis);
  return gatherAt(x, positions, shape, block);
}

/** The options of `pad`. */
export interface PadOptions {
  /** What stands in the margins. Default `'constant'`. */
  readonly mode?: padding.PadMode;
  /** The number that stands there for `'constant'`. Default 0. */
  readonly constantValues?: number;
}

/**
 * An array with margins.
 * @param width  how many elements are put in front of each axis and behind it: one number, a pair, or a pair for each axis
 * @param options  `{ mode, constantValues }`; `'constant'`, `'edge'`, `'reflect'` (without the edge), `'symmetric'` (with it), `'wrap'`
 * @throws DIFF3202 for widths that do not fit, or another mode
 * @example
 * String(pad([1, 2, 3], [2, 1]))                        // '[0. 0. 1. 2. 3. 0.]'
 * String(pad([1, 2, 3], 2, { mode: 'reflect' }))        // '[3. 2. 1. 2. 3. 2. 1.]'
 */
/* @differentiable */
export function pad(
  x: ArrayInput,
  width: padding.PadWidth,
  { mode = 'constant', constantValues = 0 }: PadOptions = {},
): NDArray {
  const a = asarray(x);
  const margins = padding.marginsOf(a.shape, width);
  if (mode === 'constant')
    return framed(a, padding.paddedShape(a.shape, margins), places.startsOf(margins), constantValues);
  let out = broadcastTo(a, a.shape);
  for (let axis = 0; axis < margins.length; axis++) {
    const margin = margins[axis]!;
    if (margin[0] + margin[1] > 0)
      out = take(out, padding.paddedIndices(out.shape[axis]!, margin, mode), axis);
  }
  return out;
}

/** An array within a larger one that holds a number everywhere else. */
export const framed: (
  x: ArrayInput,
  shape: readonly number[],
  starts: readonly number[],
  fill: number,
) => NDArray = /* @__PURE__ */ arrayRule(plain.framed, 'framed', {
  saves: [],
  vjp: [
    /* @differentiable */ (d, _out, [x, , starts]) => within(d, starts, shapeOf(x)),
    null,
    null,
    /* @differentiable */ (d, _out, [x, , starts]) => sum(d) - sum(within(d, starts, shapeOf(x))),
  ],
  /* @differentiable */
  jvp: ([x_, , , fill_], _out, [x, shape, starts]) =>
    plus(
      x_ && framed(x_, shape, starts, 0),
      fill_ && framed(places.zerosOf(shapeOf(x)), shape, starts, fill_ as number),
    ),
});

/* @differentiable */
function within(d: NDArray, starts: readonly number[], shape: readonly number[]): NDArray {
  return part(d, places.windowOf(starts, shape));
}
