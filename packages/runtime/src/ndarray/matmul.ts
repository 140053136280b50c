import { DiffError } from '../errors/DiffError.js';
import { gemm } from '../kernels/dispatch.js';
import { allocate } from './allocate.js';
import { type ArrayInput, toArray } from './asarray.js';
import { floatDtype, isComplexDtype, promote } from './dtype.js';
import { NDArray } from './NDArray.js';
import { walk } from './rows.js';
import { broadcastShapes, broadcastStrides, sameShape, shapeText, sizeOf } from './shape.js';

/**
 * The product of matrices, or of stacks of them, by NumPy's rules: a vector on the left is a row, on the right a column, and has no axis in the
 * result; leading axes are broadcast.
 */
export function matmul(x: ArrayInput, y: ArrayInput): NDArray {
  const a = toArray(x, 'matmul');
  const b = toArray(y, 'matmul');
  if (areMatrices(a, b) && isReal(a) && isReal(b)) return single(a, b);
  if (!isReal(a) || !isReal(b))
    throw new DiffError(
      'DIFF3203',
      "matmul was given an array of complex numbers, and is for real ones. Use einsum, as in einsum('ij,jk->ik', x, y).",
    );
  const left = a.dimension === 1 ? asRow(a) : a;
  const right = b.dimension === 1 ? asColumn(b) : b;
  if (a.dimension === 0 || b.dimension === 0 || left.shape.at(-1) !== right.shape.at(-2)) throw misfit(a, b);
  const lead = broadcastShapes('matmul', left.shape.slice(0, -2), right.shape.slice(0, -2));
  const m = left.shape.at(-2)!;
  const n = right.shape.at(-1)!;
  const dtype = floatDtype(promote(a.dtype, b.dtype));
  const shape = [...lead];
  if (a.dimension > 1) shape.push(m);
  if (b.dimension > 1) shape.push(n);
  const out = new NDArray(allocate(dtype, sizeOf(shape)), shape, undefined, 0, dtype);
  const full = new NDArray(out.data, [...lead, m, n], undefined, 0, dtype);
  multiplyInto(left, right, full, 0);
  return out;
}

function isReal({ dtype }: NDArray): boolean {
  return !isComplexDtype(dtype);
}

/** Are they a matrix or vector each, that can be multiplied? */
function areMatrices(a: NDArray, b: NDArray): boolean {
  const { dimension: left } = a;
  const { dimension: right } = b;
  return (left === 1 || left === 2) && (right === 1 || right === 2) && a.shape[left - 1] === b.shape[0];
}

/** The product of two of them. A vector is a matrix one of whose strides does not matter. */
function single(a: NDArray, b: NDArray): NDArray {
  const isRow = a.dimension === 1;
  const isColumn = b.dimension === 1;
  const m = isRow ? 1 : a.shape[0]!;
  const n = isColumn ? 1 : b.shape[1]!;
  const dtype = a.dtype === b.dtype ? floatDtype(a.dtype) : floatDtype(promote(a.dtype, b.dtype));
  const data = allocate(dtype, m * n);
  const shape = isRow ? (isColumn ? [] : [n]) : isColumn ? [m] : [m, n];
  gemm(
    m,
    n,
    b.shape[0]!,
    1,
    a.data,
    a.offset,
    isRow ? 0 : a.stride[0]!,
    a.stride[a.dimension - 1]!,
    b.data,
    b.offset,
    b.stride[0]!,
    isColumn ? 0 : b.stride[1]!,
    0,
    data,
    0,
    n,
    1,
  );
  return new NDArray(data, shape, undefined, 0, dtype);
}

/**
 * Adds the cotangent of the left factor, C̄·Bᵀ, where the factors are matrices or vectors.
 * @returns whether they are
 */
export function addsLeft(d: NDArray, a: unknown, b: unknown, into: NDArray): boolean {
  if (!(a instanceof NDArray && b instanceof NDArray && areMatrices(a, b) && isReal(d))) return false;
  const isRow = a.dimension === 1;
  const isColumn = b.dimension === 1;
  gemm(
    isRow ? 1 : a.shape[0]!,
    b.shape[0]!,
    isColumn ? 1 : b.shape[1]!,
    1,
    d.data,
    d.offset,
    isRow ? 0 : d.stride[0]!,
    isColumn ? 0 : d.stride[d.dimension - 1]!,
    b.data,
    b.offset,
    isColumn ? 0 : b.stride[1]!,
    b.stride[0]!,
    1,
    into.data,
    into.offset,
    isRow ? 0 : into.stride[0]!,
    into.stride[into.dimension - 1]!,
  );
  return true;
}

/** The same for the right factor, Aᵀ·C̄. */
export function addsRight(d: NDArray, a: unknown, b: unknown, into: NDArray): boolean {
  if (!(a instanceof NDArray && b instanceof NDArray && areMatrices(a, b) && isReal(d))) return false;
  const isRow = a.dimension === 1;
  const isColumn = b.dimension === 1;
  gemm(
    b.shape[0]!,
    isColumn ? 1 : b.shape[1]!,
    isRow ? 1 : a.shape[0]!,
    1,
    a.data,
    a.offset,
    a.stride[a.dimension - 1]!,
    isRow ? 0 : a.stride[0]!,
    d.data,
    d.offset,
    isRow ? 0 : d.stride[0]!,
    isColumn ? 0 : d.stride[d.dimension - 1]!,
    1,
    into.data,
    into.offset,
    into.stride[0]!,
    isColumn ? 0 : into.stride[1]!,
  );
  return true;
}

/** C = A·B + β·C for stacks of matrices; the leading axes of A and B are broadcast to those of C. */
export function multiplyInto(a: NDArray, b: NDArray, c: NDArray, beta: number): void {
  const lead = c.shape.slice(0, -2);
  const [m, n] = [c.shape.at(-2)!, c.shape.at(-1)!];
  const k = a.shape.at(-1)!;
  const [ar, ac] = [a.stride.at(-2)!, a.stride.at(-1)!];
  const [br, bc] = [b.stride.at(-2)!, b.stride.at(-1)!];
  const [cr, cc] = [c.stride.at(-2)!, c.stride.at(-1)!];
  if (lead.length === 0) {
    gemm(m, n, k, 1, a.data, a.offset, ar, ac, b.data, b.offset, br, bc, beta, c.data, c.offset, cr, cc);
    return;
  }
  const views = [a, b, c].map(({ shape, stride, offset }) => ({
    shape: lead,
    stride: broadcastStrides(shape.slice(0, -2), stride.slice(0, -2), lead),
    offset,
  }));
  walk(lead, views, (count, at, steps) => {
    for (let i = 0; i < count; i++)
      gemm(
        m,
        n,
        k,
        1,
        a.data,
        at[0]! + i * steps[0]!,
        ar,
        ac,
        b.data,
        at[1]! + i * steps[1]!,
        br,
        bc,
        beta,
        c.data,
        at[2]! + i * steps[2]!,
        cr,
        cc,
      );
  });
}

/**
 * C += A·B, if `into` has the shape of the product, without the axis of a vector.
 * @returns whether it has
 */
export function adds(a: NDArray, b: NDArray, into: NDArray, axis: number | undefined): boolean {
  const shape = into.shape.slice();
  const stride = into.stride.slice();
  if (axis !== undefined) {
    shape.splice(shape.length + 1 + axis, 0, 1);
    stride.splice(stride.length + 1 + axis, 0, 0);
  }
  const c = new NDArray(into.data, shape, stride, into.offset, into.dtype);
  const lead = broadcastShapes('matmul', a.shape.slice(0, -2), b.shape.slice(0, -2));
  if (!sameShape(c.shape, [...lead, a.shape.at(-2)!, b.shape.at(-1)!])) return false;
  multiplyInto(a, b, c, 1);
  return true;
}

function asRow(a: NDArray): NDArray {
  return new NDArray(a.data, [1, a.shape[0]!], [0, a.stride[0]!], a.offset, a.dtype);
}

function asColumn(a: NDArray): NDArray {
  return new NDArray(a.data, [a.shape[0]!, 1], [a.stride[0]!, 0], a.offset, a.dtype);
}

function misfit(a: NDArray, b: NDArray): DiffError {
  return new DiffError(
    'DIFF3201',
    `matmul cannot multiply arrays of the shapes ${shapeText(a.shape)} and ${shapeText(b.shape)}: the last length of the first and the ` +
      'second to last of the second (its only one, if it is a vector) must be equal. Transpose one of them, or use mul for a product by elements.',
  );
}
