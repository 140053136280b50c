import { axisOrder } from '../indexChecks.js';
import { DiffError } from '../../errors/DiffError.js';
import { sameShape, shapeText, sizeOf } from '../shape.js';

/** An array as `ops` take it: an `NDArray`, or an ndarray of scijs. */
export interface OpsArray {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
  readonly order?: readonly number[];
}

/** The elements of some arrays of one shape, in rows: an order of visits. */
export interface OpRows {
  /** How many rows there are. */
  readonly count: number;
  /** How many elements there are in all of them. */
  readonly size: number;
  /** The number of elements of each row. */
  readonly lengths: readonly number[];
  /** Where each row begins in the data of each array: those of all arrays for the first row, then for the second one, …. */
  readonly starts: readonly number[];
  /** How far elements of a row lie apart in each array. */
  readonly steps: readonly number[];
}

/** The length of a block along an axis that is not the next one in memory for all arrays. */
const BLOCK = 64;

/**
 * The rows in the order in which cwise goes through arrays, on which the results depend where sums are rounded or arrays overlap: along the axes in
 * the order of the first array's strides; from the first axis on that is another one for some array, in blocks, the last block first.
 */
export function opRows(arrays: readonly OpsArray[]): OpRows {
  const { shape } = arrays[0]!;
  if (shape.length > 0 && arrays.every(hasRowsInOrder)) return oneRow(arrays);
  const orders = arrays.map(({ order, stride }) => order ?? axisOrder(stride));
  const order = orders[0]!;
  let matched = 0;
  while (matched < shape.length && orders.every((each) => each[matched] === order[matched])) matched++;
  const loops = new Loops(arrays);
  for (let i = 0; i < matched; i++) loops.addWhole(order[i]!, shape[order[i]!]!);
  if (shape.includes(0)) return loops.rows;
  const at = arrays.map(({ offset }) => offset | 0);
  if (matched === shape.length) loops.run(at);
  else blocks(loops, arrays, order.slice(matched), shape, at);
  return loops.rows;
}

/** Do the elements follow one another in memory? */
function hasRowsInOrder({ shape, stride }: OpsArray): boolean {
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (stride[i] !== step) return false;
    step *= shape[i]!;
  }
  return step > 0;
}

function oneRow(arrays: readonly OpsArray[]): OpRows {
  const size = sizeOf(arrays[0]!.shape);
  const starts: number[] = [];
  const steps: number[] = [];
  for (let v = 0; v < arrays.length; v++) {
    starts.push(arrays[v]!.offset | 0);
    steps.push(1);
  }
  return { count: 1, size, lengths: [size], starts, steps };
}

function blocks(
  loops: Loops,
  arrays: readonly OpsArray[],
  axes: readonly number[],
  shape: readonly number[],
  at: readonly number[],
): void {
  const [axis, ...others] = axes;
  if (axis === undefined) {
    loops.run(at);
    return;
  }
  for (let left = shape[axis]!; left > 0;) {
    const length = Math.min(left, BLOCK);
    left -= length;
    loops.push(axis, length);
    blocks(
      loops,
      arrays,
      others,
      shape,
      at.map((p, v) => p + left * arrays[v]!.stride[axis]!),
    );
    loops.pop();
  }
}

/** Loops in one another, the innermost first. */
class Loops {
  private readonly counts: number[] = [];
  private readonly strides: number[][] = [];
  private readonly lengths: number[] = [];
  private readonly starts: number[] = [];
  private size = 0;
  private steps: readonly number[];

  constructor(private readonly arrays: readonly OpsArray[]) {
    this.steps = arrays.map(() => 0);
  }

  get rows(): OpRows {
    const { lengths, starts, steps, size } = this;
    return { count: lengths.length, size, lengths, starts, steps };
  }

  push(axis: number, count: number): void {
    this.counts.push(count);
    this.strides.push(this.arrays.map(({ stride }) => stride[axis]!));
  }

  pop(): void {
    this.counts.pop();
    this.strides.pop();
  }

  /** The same, joined with the loop inside if it goes on where that ends in all arrays. */
  addWhole(axis: number, count: number): void {
    if (count === 1) return;
    const last = this.counts.length - 1;
    const inner = this.strides[last];
    const joins = inner?.every((step, v) => step * this.counts[last]! === this.arrays[v]!.stride[axis]!);
    if (joins === true) this.counts[last]! *= count;
    else this.push(axis, count);
  }

  /** Notes the rows that begin at these places. */
  run(at: readonly number[]): void {
    if (this.strides.length > 0) this.steps = this.strides[0]!;
    this.nest(this.counts.length - 1, at.slice());
  }

  private nest(loop: number, at: number[]): void {
    if (loop <= 0) {
      const length = loop < 0 ? 1 : this.counts[0]!;
      this.lengths.push(length);
      for (let v = 0; v < at.length; v++) this.starts.push(at[v]!);
      this.size += length;
      return;
    }
    const step = this.strides[loop]!;
    const from = at.slice();
    for (let i = 0; i < this.counts[loop]!; i++) {
      this.nest(loop - 1, from);
      for (let v = 0; v < from.length; v++) from[v]! += step[v]!;
    }
  }
}

/** Where the elements of one of the arrays stand, in the order of the visits. */
export function placesOf(rows: OpRows, v: number): Int32Array {
  const places = new Int32Array(rows.size);
  const arrays = rows.steps.length;
  let k = 0;
  for (let row = 0; row < rows.count; row++)
    for (let i = 0, p = rows.starts[row * arrays + v]!; i < rows.lengths[row]!; i++, p += rows.steps[v]!)
      places[k++] = p;
  return places;
}

/** @throws DIFF3201 unless all have one shape, DIFF3203 for complex numbers and what is no array */
export function expectAlike(name: string, arrays: readonly unknown[]): asserts arrays is readonly OpsArray[] {
  for (const x of arrays) {
    if (!isOpsArray(x))
      throw new DiffError(
        'DIFF3203',
        `ops.${name} needs ndarrays, and was given something else. Hand in asarray(x), or use the form for a number.`,
      );
    const { dtype } = x as { readonly dtype?: unknown };
    if (typeof dtype === 'string' && dtype.startsWith('complex'))
      throw new DiffError(
        'DIFF3203',
        `ops.${name} was given an array of complex numbers, and is for real ones. Use the array functions (add, mul, …).`,
      );
    const { shape } = arrays[0] as OpsArray;
    if (!sameShape(x.shape, shape))
      throw new DiffError(
        'DIFF3201',
        `ops.${name} was given arrays of the shapes ${shapeText(shape)} and ${shapeText(x.shape)}, which must be equal: nothing is broadcast here.`,
      );
  }
}

export function isOpsArray(x: unknown): x is OpsArray {
  if (typeof x !== 'object' || x === null) return false;
  const { data, shape, stride, offset } = x as Readonly<Record<string, unknown>>;
  return (
    typeof data === 'object' &&
    data !== null &&
    Array.isArray(shape) &&
    Array.isArray(stride) &&
    typeof offset === 'number'
  );
}
