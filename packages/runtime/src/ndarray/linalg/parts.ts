import { type ArrayInput, toArray } from '../asarray.js';
import { newData, unitOf } from '../dtype.js';
import { copy } from '../copy.js';
import { NDArray } from '../NDArray.js';
import { type Shape, sizeOf } from '../shape.js';
import { arrayOf, matricesOf, matrixAt } from './stacks.js';

/*
 * Linear functions from which rules of matrices are made. Each is the adjoint of another one of them.
 */

/** Numbers `start` to `start + size` of the last axis, as arrays of a shape: [..., N] → [..., ...shape]. */
export function takePart(x: NDArray, start: number, shape: Shape): NDArray {
  const a = copy(x);
  const unit = unitOf(a.dtype);
  const width = a.shape.at(-1)! * unit;
  const size = sizeOf(shape) * unit;
  const lead = a.shape.slice(0, -1);
  const count = sizeOf(lead);
  const data = newData(a.dtype, count * size);
  for (let k = 0; k < count; k++) {
    const from = k * width + start * unit;
    data.set(a.data.subarray(from, from + size), k * size);
  }
  return new NDArray(data, [...lead, ...shape], undefined, 0, a.dtype);
}

/** The opposite: zeros but for this part, [..., ...shape] → [..., total]. */
export function putPart(x: NDArray, start: number, axes: number, total: number): NDArray {
  const a = copy(x);
  const unit = unitOf(a.dtype);
  const lead = a.shape.slice(0, a.dimension - axes);
  const size = sizeOf(a.shape.slice(a.dimension - axes)) * unit;
  const count = sizeOf(lead);
  const data = newData(a.dtype, count * total * unit);
  for (let k = 0; k < count; k++)
    data.set(a.data.subarray(k * size, (k + 1) * size), (k * total + start) * unit);
  return new NDArray(data, [...lead, total], undefined, 0, a.dtype);
}

/** Matrices with zeros above diagonal `k` (or, if `upper`, below it). */
export function triangleOf(x: ArrayInput, k: number, upper: boolean): NDArray {
  const a = copy(toArray(x, upper ? 'triu' : 'tril'));
  const [m, n] = [a.shape.at(-2)!, a.shape.at(-1)!];
  const unit = unitOf(a.dtype);
  for (let start = 0; start < a.size; start += m * n) {
    for (let i = 0; i < m; i++) {
      const border = Math.max(0, Math.min(n, i + k + (upper ? 0 : 1)));
      const [from, to] = upper ? [0, border] : [border, n];
      a.data.fill(0, (start + i * n + from) * unit, (start + i * n + to) * unit);
    }
  }
  return a;
}

/** The diagonals of matrices: [..., m, n] → [..., min(m, n)], or shorter beside the main one. */
export function diagonalOf(x: ArrayInput, offset: number): NDArray {
  const a = toArray(x, 'trace');
  const [m, n] = [a.shape.at(-2)!, a.shape.at(-1)!];
  const [down, right] = [Math.max(0, -offset), Math.max(0, offset)];
  const length = Math.max(0, Math.min(m - down, n - right));
  const view = new NDArray(
    a.data,
    [...a.shape.slice(0, -2), length],
    [...a.stride.slice(0, -2), a.stride.at(-2)! + a.stride.at(-1)!],
    length === 0 ? 0 : a.offset + down * a.stride.at(-2)! + right * a.stride.at(-1)!,
    a.dtype,
  );
  return copy(view);
}

/** The opposite: [..., k] → [..., m, n], zeros but for a diagonal. */
export function matrixOfDiagonal(x: NDArray, m: number, n: number, offset: number): NDArray {
  const a = copy(x);
  const length = a.shape.at(-1)!;
  const lead = a.shape.slice(0, -1);
  const unit = unitOf(a.dtype);
  const count = sizeOf(lead);
  const data = newData(a.dtype, count * m * n * unit);
  const [down, right] = [Math.max(0, -offset), Math.max(0, offset)];
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < length; i++) {
      const to = (k * m * n + (i + down) * n + i + right) * unit;
      for (let part = 0; part < unit; part++) data[to + part] = a.data[(k * length + i) * unit + part]!;
    }
  }
  return new NDArray(data, [...lead, m, n], undefined, 0, a.dtype);
}

/** [[A, E], [0, A]], for which f gives [[f(A), L(A, E)], [0, f(A)]] with the derivative L of f along E. */
export function blockTriangle(a: NDArray, e: NDArray): NDArray {
  const A = matricesOf('a matrix function', a);
  const E = matricesOf('a matrix function', e);
  const { n, count, lead } = A;
  const data = new Float64Array(4 * A.data.length);
  for (let k = 0; k < count; k++) {
    const [from, beside] = [matrixAt(A, k), matrixAt(E, k)];
    const start = 4 * k * n * n;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        data[start + i * 2 * n + j] = from[i * n + j];
        data[start + i * 2 * n + n + j] = beside[i * n + j];
        data[start + (i + n) * 2 * n + n + j] = from[i * n + j];
      }
    }
  }
  return arrayOf(data, [...lead, 2 * n, 2 * n], 'float64');
}

/** Rows from `row`, columns from `column` on: [..., N, N] → [..., n, n]. */
export function takeBlock(x: NDArray, row: number, column: number, n: number): NDArray {
  return copy(
    new NDArray(
      x.data,
      [...x.shape.slice(0, -2), n, n],
      x.stride,
      n === 0 ? 0 : x.offset + row * x.stride.at(-2)! + column * x.stride.at(-1)!,
      x.dtype,
    ),
  );
}

/** The opposite: [..., n, n] → [..., N, N]. */
export function putBlock(x: NDArray, row: number, column: number, size: number): NDArray {
  const { data, lead, count, n, length } = matricesOf('a matrix function', x);
  const out = new Float64Array(count * size * size);
  for (let k = 0; k < count; k++)
    for (let i = 0; i < n; i++)
      out.set(
        data.subarray(k * length + i * n, k * length + (i + 1) * n),
        (k * size + row + i) * size + column,
      );
  return arrayOf(out, [...lead, size, size], 'float64');
}
