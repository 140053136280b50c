import { DiffError } from '../errors/DiffError.js';
import { allocate } from './allocate.js';
import { type ArrayInput, toArray } from './asarray.js';
import { floatDtype, isComplexDtype, promote, unitOf } from './dtype.js';
import { astype } from './casting.js';
import { gemm } from '../kernels/dispatch.js';
import { partOf } from './complexParts.js';
import { widened } from './elementwise.js';
import { isInjective } from './places.js';
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
  const out = new NDArray(allocate(dtype, sizeOf(shape) * unitOf(dtype)), shape, undefined, 0, dtype);
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
export function multiplyInto(a: NDArray, b: NDArray, c: NDArray, beta: 0 | 1): void {
  if (isComplexDtype(c.dtype)) multiplyComplex(a, b, c, beta);
  else multiplyParts(1, inKindOf(c, a), inKindOf(c, b), c, beta);
}

/** The parts of a product of complex matrices, from four products of real ones. */
function multiplyComplex(a: NDArray, b: NDArray, c: NDArray, beta: 0 | 1): void {
  const [x, y, z] = [widened(inKindOf(c, a)), widened(inKindOf(c, b)), c];
  multiplyParts(1, partOf(x, 0), partOf(y, 0), partOf(z, 0), beta);
  multiplyParts(-1, partOf(x, 1), partOf(y, 1), partOf(z, 0), 1);
  multiplyParts(1, partOf(x, 0), partOf(y, 1), partOf(z, 1), beta);
  multiplyParts(1, partOf(x, 1), partOf(y, 0), partOf(z, 1), 1);
}

/** An operand with numbers of the kind that the result has, since kernels are for numbers of one kind. */
function inKindOf({ data }: NDArray, a: NDArray): NDArray {
  if (a.data.constructor === data.constructor) return a;
  const isDouble = data instanceof Float64Array;
  if (isComplexDtype(a.dtype)) return astype(a, isDouble ? 'complex128' : 'complex64');
  return astype(a, isDouble ? 'float64' : 'float32');
}

/** C = αA·B + β·C */
function multiplyParts(alpha: number, a: NDArray, b: NDArray, c: NDArray, beta: number): void {
  const rank = c.dimension;
  const [m, n, k] = [c.shape[rank - 2]!, c.shape[rank - 1]!, a.shape[a.dimension - 1]!];
  const [ar, ac] = [a.stride[a.dimension - 2]!, a.stride[a.dimension - 1]!];
  const [br, bc] = [b.stride[b.dimension - 2]!, b.stride[b.dimension - 1]!];
  const [cr, cc] = [c.stride[rank - 2]!, c.stride[rank - 1]!];
  const { data: x } = a;
  const { data: y } = b;
  const { data: z } = c;
  if (rank === 2 && a.dimension === 2 && b.dimension === 2) {
    gemm(m, n, k, alpha, x, a.offset, ar, ac, y, b.offset, br, bc, beta, z, c.offset, cr, cc);
    return;
  }
  const lead = c.shape.slice(0, -2);
  const views = [a, b, c].map(({ shape, stride, offset }) => ({
    shape: lead,
    stride: broadcastStrides(shape.slice(0, -2), stride.slice(0, -2), lead),
    offset,
  }));
  walk(lead, views, (count, [p, q, r], [ps, qs, rs]) => {
    for (let i = 0; i < count; i++) {
      const at = r! + i * rs!;
      gemm(m, n, k, alpha, x, p! + i * ps!, ar, ac, y, q! + i * qs!, br, bc, beta, z, at, cr, cc);
    }
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
  if (!sameShape(c.shape, [...lead, a.shape.at(-2)!, b.shape.at(-1)!]) || !isInjective(into)) return false;
  if (!isComplexDtype(c.dtype) && (isComplexDtype(a.dtype) || isComplexDtype(b.dtype))) return false;
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
