import {
  MIRROR,
  type Mirroring,
  type OperatorName,
  OPERATORS,
  type ViewMirroring,
} from '../complex/protocol.js';
import { operatorOf } from './operators.js';
import { type Dtype, dtypeOf, isFloatDtype, newData, type NumberData, unitOf } from './dtype.js';
import {
  areLengths,
  axisOrder,
  compactOrder,
  expectAxes,
  expectInside,
  expectOne,
  expectPart,
  expectStep,
  firstOffset,
  fullOrder,
  wrongCount,
  wrongIndex,
} from './indexChecks.js';
import { compactStrides, sizeOf } from './shape.js';
import { arrayText } from './text.js';
import { isCompact, numbersInOrder } from './places.js';

/** Numbers in nested arrays, the outermost first. */
export type NestedNumbers = number | NestedNumbers[];

/**
 * An array of numbers with any number of axes: a view of a typed array, in which the element at index (i, j, …) stands at
 * `offset + i·stride[0] + j·stride[1] + …`. It has the interface of scijs' `ndarray`, and each takes the other's arrays.
 *
 * `pick`, `lo`, `hi`, `step` and `transpose` give views of the same data. The gradient with respect to one is a new array of its shape.
 *
 * @example
 * const a = new NDArray(Float64Array.of(1, 2, 3, 4, 5, 6), [2, 3]);
 * a.get(1, 0)                       // 4
 * a.transpose(1, 0).pick(2).get(1)  // 6
 * String(a.hi(2, 2))                // '[[1. 2.]\n [4. 5.]]'
 */
/* @differentiable */
export class NDArray {
  /** What holds the elements. */
  readonly data: NumberData;
  /** The length along each axis. */
  readonly shape: number[];
  /** How far the elements of each axis lie apart in `data`. */
  readonly stride: number[];
  /** Where the first element lies in `data`. */
  readonly offset: number;
  readonly dtype: Dtype;
  /** How many elements there are. */
  readonly size: number;
  /** How many axes there are. */
  readonly dimension: number;
  /** The axes from the one along which elements lie closest to the one along which they lie farthest apart. */
  readonly order: readonly number[];

  /**
   * @param data  the numbers, of which the array is a view
   * @param shape  default: one axis, of all of them; an array stands for its shape, strides and offset
   * @param stride  default: rows without gaps, the last axis running fastest
   * @param offset  default 0, or where the view stays inside of `data` if strides are negative
   * @param dtype  default: the one that fits the typed array; `'bool'` for a Uint8Array of 0 and 1; `'complex128'` and `'complex64'` for
   *   interleaved complex numbers, whose strides count numbers of `data` too
   * @throws DIFF3201 if the view does not lie inside of `data`
   */
  constructor(
    data: NumberData,
    shape: readonly number[] | NDArray = [data.length],
    stride?: readonly number[],
    offset?: number,
    dtype?: Dtype,
  ) {
    this.data = data;
    this.dtype = dtype ?? dtypeOf(data);
    if (!Array.isArray(shape)) {
      const other = shape as NDArray;
      this.shape = other.shape;
      this.stride = other.stride;
      this.offset = other.offset;
      this.size = other.size;
      this.dimension = other.dimension;
      this.order = other.order;
      if (data.length < other.data.length) expectInside(this);
      return;
    }
    const lengths = shape as number[];
    this.shape = lengths;
    this.stride = (stride as number[] | undefined) ?? compactStrides(lengths, unitOf(this.dtype));
    this.offset = offset ?? (stride === undefined ? 0 : firstOffset(lengths, stride));
    this.size = sizeOf(lengths);
    this.dimension = lengths.length;
    this.order = stride === undefined ? compactOrder(lengths.length) : axisOrder(stride);
    if (
      stride !== undefined ||
      this.offset !== 0 ||
      data.length < this.size * unitOf(this.dtype) ||
      !areLengths(lengths)
    )
      expectInside(this);
  }

  /**
   * The element at an index for each axis.
   * @throws DIFF3202 for an index outside of the array, or the wrong number of them
   */
  get(i?: number, j?: number, k?: number, l?: number, m?: number, n?: number): number {
    return this.data[this.index(i, j, k, l, m, n)]!;
  }

  /**
   * Sets the element at an index for each axis: `a.set(i, j, x)`.
   * @returns the number set
   * @throws DIFF3202 for an index outside of the array, or the wrong number of them
   */
  set(a: number, b?: number, c?: number, d?: number, e?: number, f?: number, g?: number): number {
    switch (this.dimension) {
      case 0:
        return (this.data[this.index()] = a);
      case 1:
        return (this.data[this.index(a)] = given(b, this.shape));
      case 2:
        return (this.data[this.index(a, b)] = given(c, this.shape));
      case 3:
        return (this.data[this.index(a, b, c)] = given(d, this.shape));
      case 4:
        return (this.data[this.index(a, b, c, d)] = given(e, this.shape));
      case 5:
        return (this.data[this.index(a, b, c, d, e)] = given(f, this.shape));
      default:
        return (this.data[this.index(a, b, c, d, e, f)] = given(g, this.shape));
    }
  }

  /**
   * Where in `data` the element at an index stands.
   * @throws DIFF3202 for an index outside of the array, or the wrong number of them
   */
  index(i?: number, j?: number, k?: number, l?: number, m?: number, n?: number): number {
    const { shape, stride } = this;
    const { length } = shape;
    let p = this.offset;
    if (length === 0) return i === undefined ? p : wrongCount(shape);
    p += within(i, 0, shape) * stride[0]!;
    if (length === 1) return j === undefined ? p : wrongCount(shape);
    p += within(j, 1, shape) * stride[1]!;
    if (length === 2) return k === undefined ? p : wrongCount(shape);
    p += within(k, 2, shape) * stride[2]!;
    if (length === 3) return p;
    p += within(l, 3, shape) * stride[3]!;
    if (length === 4) return p;
    p += within(m, 4, shape) * stride[4]!;
    if (length === 5) return p;
    return p + within(n, 5, shape) * stride[5]!;
  }

  /**
   * The view with some axes fixed: `a.pick(null, 3)` is column 3.
   * @param index  for each axis an index, or null (or −1, or nothing) to keep it
   */
  pick(...index: readonly (number | null | undefined)[]): NDArray {
    const shape: number[] = [];
    const stride: number[] = [];
    let { offset } = this;
    expectAxes('pick', index.length, this.dimension);
    for (let axis = 0; axis < this.dimension; axis++) {
      const i = index[axis];
      if (typeof i === 'number' && i >= 0) offset += within(i, axis, this.shape) * this.stride[axis]!;
      else {
        shape.push(this.shape[axis]!);
        stride.push(this.stride[axis]!);
      }
    }
    return new NDArray(this.data, shape, stride, offset, this.dtype);
  }

  /** The view without the first elements of each axis: `a.lo(1, 2)` begins at (1, 2). null keeps an axis whole. */
  lo(...from: readonly (number | null | undefined)[]): NDArray {
    const shape = this.shape.slice();
    let { offset } = this;
    expectAxes('lo', from.length, this.dimension);
    for (let axis = 0; axis < from.length; axis++) {
      const i = from[axis];
      if (typeof i !== 'number' || i < 0) continue;
      expectPart('lo', i, axis, shape);
      offset += i * this.stride[axis]!;
      shape[axis]! -= i;
    }
    return new NDArray(this.data, shape, this.stride.slice(), offset, this.dtype);
  }

  /** The view of the first elements of each axis: `a.hi(2, 3)` has the shape [2, 3]. null keeps an axis whole. */
  hi(...lengths: readonly (number | null | undefined)[]): NDArray {
    const shape = this.shape.slice();
    expectAxes('hi', lengths.length, this.dimension);
    for (let axis = 0; axis < lengths.length; axis++) {
      const n = lengths[axis];
      if (typeof n !== 'number' || n < 0) continue;
      expectPart('hi', n, axis, shape);
      shape[axis] = n;
    }
    return new NDArray(this.data, shape, this.stride.slice(), this.offset, this.dtype);
  }

  /** The view of every so-and-so-many-th element of each axis; from the end if negative: `a.step(-1)` is reversed. */
  step(...steps: readonly (number | null | undefined)[]): NDArray {
    const shape = this.shape.slice();
    const stride = this.stride.slice();
    let { offset } = this;
    expectAxes('step', steps.length, this.dimension);
    for (let axis = 0; axis < steps.length; axis++) {
      const d = steps[axis];
      if (typeof d !== 'number') continue;
      expectStep(d);
      if (d < 0) {
        if (shape[axis]! > 0) offset += stride[axis]! * (shape[axis]! - 1);
        shape[axis] = Math.ceil(-shape[axis]! / d);
      } else shape[axis] = Math.ceil(shape[axis]! / d);
      stride[axis]! *= d;
    }
    return new NDArray(this.data, shape, stride, offset, this.dtype);
  }

  /**
   * The view with its axes in another order: axis i of it is axis `axes[i]` of this one. Without any, or with fewer, the others follow in
   * their order, as in scijs.
   */
  transpose(...axes: readonly number[]): NDArray {
    const order = fullOrder(axes, this.dimension);
    const shape: number[] = [];
    const stride: number[] = [];
    for (let i = 0; i < order.length; i++) {
      shape.push(this.shape[order[i]!]!);
      stride.push(this.stride[order[i]!]!);
    }
    return new NDArray(this.data, shape, stride, this.offset, this.dtype);
  }

  /**
   * The only element of an array that has one.
   * @throws DIFF3201 for any other
   */
  item(): number {
    expectOne(this.shape);
    return this.data[this.offset]!;
  }

  /** The numbers in nested arrays; a number for an array without axes. Those of a complex array are its parts in turn. */
  toArray(): NestedNumbers {
    return nested(this.data, this.shape, this.stride, this.offset, 0, unitOf(this.dtype));
  }

  /** As NumPy prints it. */
  toString(): string {
    return arrayText(this);
  }

  toJSON(): NestedNumbers {
    return this.toArray();
  }

  /** What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `NDArray ${this.dtype} [${this.shape.join(', ')}]\n${arrayText(this)}`;
  }

  /** Arithmetic for files that ask for operators: with arrays, and with numbers. */
  [OPERATORS](name: OperatorName): (...operands: unknown[]) => unknown {
    return operatorOf(name);
  }

  /** How gradients with respect to arrays are held. */
  [MIRROR](): Mirroring | null {
    return mirroringOfArray(this);
  }
}

/* @differentiable */
function nested(
  data: NumberData,
  shape: readonly number[],
  stride: readonly number[],
  offset: number,
  axis: number,
  unit: number,
): NestedNumbers {
  if (axis === shape.length) return unit === 1 ? data[offset]! : [data[offset]!, data[offset + 1]!];
  const list: NestedNumbers[] = [];
  for (let i = 0; i < shape[axis]!; i++)
    list.push(nested(data, shape, stride, offset + i * stride[axis]!, axis + 1, unit));
  return list;
}

/* @differentiable */
function given(x: number | undefined, shape: readonly number[]): number {
  return x === undefined ? wrongCount(shape) : x;
}

/* @differentiable */
function within(i: number | undefined, axis: number, shape: readonly number[]): number {
  if (i !== undefined && i >= 0 && i < shape[axis]! && i % 1 === 0) return i;
  return i === undefined ? wrongCount(shape) : wrongIndex(i, axis, shape);
}

const MIRRORED: readonly string[] = ['data'];

/* @nondifferentiable */
function mirroringOfArray(a: NDArray): Mirroring | null {
  return isFloatDtype(a.dtype) ? new ArrayMirroring(a) : null;
}

/** How gradients with respect to an array are held: its own view, and that of compact arrays of its shape. */
class ArrayMirroring implements Mirroring, ViewMirroring {
  readonly keys = MIRRORED;
  readonly shape: readonly number[];
  readonly isWhole: boolean;

  readonly data: object;

  constructor(private readonly array: NDArray) {
    this.shape = array.shape;
    this.data = array.data;
    this.isWhole = isCompact(array) && array.data.length === unitOf(array.dtype) * array.size;
  }

  get view(): ViewMirroring {
    return this;
  }

  make(): NDArray {
    const { dtype, size } = this.array;
    return this.wrap(newData(dtype, unitOf(dtype) * size));
  }

  positions(): Int32Array {
    return numbersInOrder(this.array);
  }

  wrap(data: NumberData): NDArray {
    return new NDArray(data, this.shape.slice(), undefined, 0, this.array.dtype);
  }
}
