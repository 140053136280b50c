import { allocate } from '../allocate.js';
import { mul } from '../arithmetic.js';
import { copy, copyInto } from '../copy.js';
import { type Dtype, isComplexDtype, promote } from '../dtype.js';
import { multiplyInto } from '../matmul.js';
import { NDArray } from '../NDArray.js';
import { sizeOf } from '../shape.js';

/** An array whose axes have names, each once. */
export interface Term {
  readonly array: NDArray;
  readonly labels: readonly string[];
}

/**
 * The product of two terms, summed over the axes that the result has not; each of these both have. Products of matrices are made of what is summed,
 * the axes that only one has, and stacks of those that all have.
 */
export function contract(a: Term, b: Term, output: readonly string[]): NDArray {
  const isIn = (labels: readonly string[]) => (label: string) => labels.includes(label);
  const summed = a.labels.filter((label) => b.labels.includes(label) && !output.includes(label));
  if (summed.length === 0) return mul(alignedTo(a, output), alignedTo(b, output));
  const dtype = promote(a.array.dtype, b.array.dtype);
  if (isComplexDtype(dtype)) return contractParts(a, b, output, dtype);
  const batch = output.filter((label) => a.labels.includes(label) && b.labels.includes(label));
  const rows = output.filter((label) => !b.labels.includes(label) && isIn(a.labels)(label));
  const columns = output.filter((label) => !a.labels.includes(label) && isIn(b.labels)(label));
  const left =
    grouped(a, batch, rows, summed) ??
    grouped(compactly(a, [...batch, ...rows, ...summed]), batch, rows, summed)!;
  const right =
    grouped(b, batch, summed, columns) ??
    grouped(compactly(b, [...batch, ...summed, ...columns]), batch, summed, columns)!;
  const sizes = new Map<string, number>();
  for (const { array, labels } of [a, b]) labels.forEach((label, i) => sizes.set(label, array.shape[i]!));
  const lengths = (labels: readonly string[]): number[] => labels.map((label) => sizes.get(label)!);
  const shape = lengths(output);
  const out = new NDArray(allocate(dtype, sizeOf(shape)), shape, undefined, 0, dtype);
  const direct = grouped({ array: out, labels: output }, batch, rows, columns);
  if (direct !== null) {
    multiplyInto(left, right, direct, 0);
    return out;
  }
  const order = [...batch, ...rows, ...columns];
  const product: Term = {
    array: new NDArray(allocate(dtype, out.size), lengths(order), undefined, 0, dtype),
    labels: order,
  };
  multiplyInto(left, right, grouped(product, batch, rows, columns)!, 0);
  copyInto(permuted(product, output), out);
  return out;
}

/** The same of complex terms, from products of their parts. */
function contractParts(a: Term, b: Term, output: readonly string[], dtype: Dtype): NDArray {
  const [ar, ai] = partsOf(a);
  const [br, bi] = partsOf(b);
  const product = (x: Term | null, y: Term | null): NDArray | null =>
    x === null || y === null ? null : contract(x, y, output);
  const re = product(ar, br)!;
  const minus = product(ai, bi);
  const im = product(ar, bi);
  const plus = product(ai, br);
  const data = allocate(dtype, 2 * re.size);
  for (let i = 0; i < re.size; i++) {
    data[2 * i] = re.data[i]! - (minus?.data[i] ?? 0);
    data[2 * i + 1] = (im?.data[i] ?? 0) + (plus?.data[i] ?? 0);
  }
  return new NDArray(data, re.shape, undefined, 0, dtype);
}

/** The real parts of a term and the imaginary ones, null for none. */
function partsOf({ array, labels }: Term): [Term, Term | null] {
  if (!isComplexDtype(array.dtype)) return [{ array, labels }, null];
  return [
    { array: partOf(array, 0), labels },
    { array: partOf(array, 1), labels },
  ];
}

/** The view of the real parts of complex elements, or of the imaginary ones. */
export function partOf({ data, shape, stride, offset, dtype }: NDArray, part: 0 | 1): NDArray {
  const start = data.length === 0 ? 0 : offset + part;
  return new NDArray(data, shape, stride, start, dtype === 'complex64' ? 'float32' : 'float64');
}

/** A stack of matrices whose rows and columns run over some axes together; null if their strides do not allow that. */
function grouped(
  term: Term,
  batch: readonly string[],
  rows: readonly string[],
  columns: readonly string[],
): NDArray | null {
  const { array } = term;
  const shape: number[] = [];
  const stride: number[] = [];
  for (const label of batch) {
    const axis = term.labels.indexOf(label);
    shape.push(array.shape[axis]!);
    stride.push(array.stride[axis]!);
  }
  for (const group of [rows, columns]) {
    let count = 1;
    let step = 0;
    for (const label of group) {
      const axis = term.labels.indexOf(label);
      const n = array.shape[axis]!;
      if (n === 1) continue;
      if (count > 1 && step !== n * array.stride[axis]!) return null;
      count *= n;
      step = array.stride[axis]!;
    }
    shape.push(count);
    stride.push(step);
  }
  return new NDArray(array.data, shape, stride, array.offset, array.dtype);
}

/** A compact copy with its axes in another order. */
function compactly(term: Term, labels: readonly string[]): Term {
  return { array: copy(permuted(term, labels)), labels };
}

/** The view with its axes in another order. */
export function permuted({ array, labels }: Term, to: readonly string[]): NDArray {
  const axes = to.map((label) => labels.indexOf(label));
  return new NDArray(
    array.data,
    axes.map((axis) => array.shape[axis]!),
    axes.map((axis) => array.stride[axis]!),
    array.offset,
    array.dtype,
  );
}

/** The view with axes of length 1 where it has none of a name. */
function alignedTo({ array, labels }: Term, to: readonly string[]): NDArray {
  const axes = to.map((label) => labels.indexOf(label));
  return new NDArray(
    array.data,
    axes.map((axis) => (axis < 0 ? 1 : array.shape[axis]!)),
    axes.map((axis) => (axis < 0 ? 0 : array.stride[axis]!)),
    array.offset,
    array.dtype,
  );
}
