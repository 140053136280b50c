import { DiffError } from '../errors/DiffError.js';
import { allocate } from './allocate.js';
import { type ArrayInput, toArray } from './asarray.js';
import { copyInto } from './copy.js';
import { type Dtype, isComplexDtype } from './dtype.js';
import { NDArray } from './NDArray.js';
import { isContiguous } from './places.js';
import { isFull, reducedShape, type ReduceOptions } from './reducedShape.js';
import { walk } from './rows.js';
import { axesOf, sizeOf } from './shape.js';

/** Is given a lane, the elements that are reduced to one: how many there are, where the first lies, how far they lie apart. */
export type LaneFunction = (n: number, x: Float64Array, p: number, ps: number) => number;

/**
 * A real array of the numbers that a value stands for.
 * @throws DIFF3203 for complex ones
 */
export function realArray(x: ArrayInput, name: string): NDArray {
  const a = toArray(x, name);
  if (isComplexDtype(a.dtype))
    throw new DiffError(
      'DIFF3203',
      `${name} was given an array of complex numbers, and is for real ones. Take real(z), imag(z) or abs(z) first.`,
    );
  return a;
}

/** Visits the lanes along some axes, in the order of what they are reduced to. Numbers of other kinds are copied to doubles. */
export function lanes(
  a: NDArray,
  axes: readonly number[],
  visit: (index: number, n: number, x: Float64Array, p: number, ps: number) => void,
): void {
  if (a.data instanceof Float64Array && areLast(axes, a.dimension) && isContiguous(a, 1)) {
    const length = sizeOf(a.shape.slice(a.dimension - axes.length));
    const count = length === 0 ? sizeOf(a.shape.slice(0, a.dimension - axes.length)) : a.size / length;
    for (let i = 0; i < count; i++) visit(i, length, a.data, a.offset + i * length, 1);
    return;
  }
  const kept = a.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...kept, ...axes];
  const shape = order.map((axis) => a.shape[axis]!);
  let view = new NDArray(
    a.data,
    shape,
    order.map((axis) => a.stride[axis]!),
    a.offset,
    a.dtype,
  );
  const n = sizeOf(shape.slice(kept.length));
  let step = a.data instanceof Float64Array ? commonStep(view, kept.length) : undefined;
  if (step === undefined) {
    const doubles = new NDArray(new Float64Array(view.size), shape);
    copyInto(view, doubles);
    view = doubles;
    step = 1;
  }
  const x = view.data as Float64Array;
  const lengths = shape.slice(0, kept.length);
  const first = { shape: lengths, stride: view.stride.slice(0, kept.length), offset: view.offset };
  let index = 0;
  const ps = step;
  walk(lengths, [first], (count, at, steps) => {
    for (let i = 0; i < count; i++) visit(index++, n, x, at[0]! + i * steps[0]!, ps);
  });
}

function areLast(axes: readonly number[], rank: number): boolean {
  return axes.every((axis, i) => axis === rank - axes.length + i);
}

/** How far the elements of all axes from one on lie apart, in their order; undefined if not equally. */
function commonStep({ shape, stride }: NDArray, from: number): number | undefined {
  let step: number | undefined;
  let next = 0;
  for (let axis = shape.length - 1; axis >= from; axis--) {
    if (shape[axis] === 0) return 1;
    if (shape[axis] === 1) continue;
    if (step === undefined) step = stride[axis]!;
    else if (stride[axis] !== next) return undefined;
    next = stride[axis]! * shape[axis]!;
  }
  return step ?? 1;
}

/**
 * The reduction that does `f` to every lane.
 * @param dtypeOf  the type of the results
 * @param what  is missing in an empty lane, for the message; without it, `f` knows what is right for one
 */
export function laneReduction(
  name: string,
  f: LaneFunction,
  dtypeOf: (dtype: Dtype) => Dtype,
  what?: string,
): (x: ArrayInput, options?: ReduceOptions) => NDArray | number {
  return (x, options = {}) => {
    const a = realArray(x, name);
    if (a.size > 0 && isFull(a.dimension, options) && a.data instanceof Float64Array && isContiguous(a, 1)) {
      axesOf(name, options.axis, a.dimension);
      return f(a.size, a.data, a.offset, 1);
    }
    const axes = axesOf(name, options.axis, a.dimension);
    const { kept, shape } = reducedShape(name, a.shape, options);
    const size = sizeOf(kept);
    if (what !== undefined && a.size === 0 && size > 0) throw empty(name, what);
    if (isFull(a.dimension, options)) {
      let only = 0;
      lanes(a, axes, (_, n, data, p, ps) => (only = f(n, data, p, ps)));
      return only;
    }
    const dtype = dtypeOf(a.dtype);
    const data = allocate(dtype, size);
    lanes(a, axes, (index, n, from, p, ps) => (data[index] = f(n, from, p, ps)));
    return new NDArray(data, shape, undefined, 0, dtype);
  };
}

/** There is nothing to choose from. */
export function empty(name: string, what: string): DiffError {
  return new DiffError(
    'DIFF3202',
    `${name} was given an empty array, or reduces an axis of length 0, which has no ${what}. Check the size first.`,
  );
}

/** Visits the lanes along one axis of several arrays of one shape, whose elements lie apart as `steps` says. */
export function sharedLanes(
  arrays: readonly NDArray[],
  axis: number,
  visit: (n: number, at: readonly number[], steps: readonly number[]) => void,
): void {
  const without = (list: readonly number[]): number[] => list.filter((_, i) => i !== axis);
  const { shape } = arrays[0]!;
  const views = arrays.map((a) => ({
    shape: without(a.shape),
    stride: without(a.stride),
    offset: a.offset,
  }));
  const steps = arrays.map((a) => a.stride[axis]!);
  const at = new Array<number>(arrays.length);
  walk(without(shape), views, (count, first, apart) => {
    for (let i = 0; i < count; i++) {
      for (let v = 0; v < at.length; v++) at[v] = first[v]! + i * apart[v]!;
      visit(shape[axis]!, at, steps);
    }
  });
}

/** The array itself, or its numbers as doubles. */
export function inDoubles(a: NDArray): NDArray {
  if (a.data instanceof Float64Array) return a;
  const doubles = new NDArray(new Float64Array(a.size), a.shape.slice());
  copyInto(a, doubles);
  return doubles;
}
