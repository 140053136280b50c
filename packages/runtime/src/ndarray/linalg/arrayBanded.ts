import { DiffError } from '../../errors/DiffError.js';
import type { ArrayInput } from '../asarray.js';
import { promote } from '../dtype.js';
import type { NDArray } from '../NDArray.js';
import { broadcastShapes, type Shape, shapeText, sizeOf } from '../shape.js';
import { rightSidesOf, solveStack } from './arraySolve.js';
import { solveBanded, solveTridiagonal } from './banded.js';
import {
  arrayOf,
  broadcastIndex,
  matricesOf,
  matrixAt,
  placeText,
  singular,
  type Stack,
  vectorsOf,
} from './stacks.js';

/** How many diagonals there are below and above the main one. */
export type Bandwidths = readonly [lower: number, upper: number];

/**
 * The bands of a stack: A[i, j] stands at `band[upper + i − j, j]`.
 * @throws DIFF3201, DIFF3202
 */
function bandsOf(name: string, [lower, upper]: Bandwidths, band: ArrayInput): Stack {
  if (!(Number.isInteger(lower) && Number.isInteger(upper) && lower >= 0 && upper >= 0))
    throw new DiffError(
      'DIFF3202',
      `${name} was given the bandwidths ${shapeText([lower, upper])}. Give two whole numbers from 0 on: how many diagonals there are below and above the main one.`,
    );
  const stack = matricesOf(name, band);
  if (stack.m !== lower + upper + 1)
    throw new DiffError(
      'DIFF3201',
      `${name} was given the bandwidths ${shapeText([lower, upper])} and bands of shape ${shapeText([...stack.lead, stack.m, stack.n])}. ` +
        `They need ${lower + upper + 1} rows, one for each diagonal, the highest first.`,
    );
  return stack;
}

/** A⁻¹·B of band matrices. */
export function bandedSolve(widths: Bandwidths, band: ArrayInput, b: ArrayInput): NDArray {
  const name = 'bandedSolve';
  const [lower, upper] = widths;
  const stack = bandsOf(name, widths, band);
  const { n, lead } = stack;
  return solveStack(name, stack, rightSidesOf(name, n, b, [...lead, n, n]), (k, X, columns) => {
    const A = matrixAt(stack, k);
    const pivot =
      lower === 1 && upper === 1
        ? solveTridiagonal(
            A.subarray(2 * n, Math.max(2 * n, 3 * n - 1)),
            A.subarray(n, 2 * n),
            A.subarray(Math.min(1, n), n),
            X,
            columns,
          )
        : solveBanded(lower, upper, A, n, X, columns);
    if (pivot >= 0) throw singular(name, pivot, placeText(lead, k));
  });
}

/** The band of Aᵀ, of the bandwidths exchanged; what stands outside of A counts for 0. */
export function bandedTranspose(widths: Bandwidths, band: ArrayInput): NDArray {
  const [lower, upper] = widths;
  const stack = bandsOf('bandedSolve', widths, band);
  const { m, n, count, lead, dtype } = stack;
  const out = new Float64Array(stack.data.length);
  for (let k = 0; k < count; k++) {
    const A = matrixAt(stack, k);
    // Row upper + i − j, column j goes to row lower + j − i, column i.
    for (let row = 0; row < m; row++) {
      for (let j = 0; j < n; j++) {
        const i = row - upper + j;
        if (i >= 0 && i < n) out[k * m * n + (lower + upper - row) * n + i] = A[row * n + j];
      }
    }
  }
  return arrayOf(out, [...lead, m, n], dtype);
}

/** A·X of band matrices; X: [..., n, k]. */
export function bandedProduct(widths: Bandwidths, band: ArrayInput, x: ArrayInput): NDArray {
  const [, upper] = widths;
  const A = bandsOf('bandedSolve', widths, band);
  const X = matricesOf('bandedSolve', x);
  const lead = broadcastShapes('bandedSolve', A.lead, X.lead);
  const [which, from] = [broadcastIndex(A.lead, lead), broadcastIndex(X.lead, lead)];
  const { m, n } = A;
  const columns = X.n;
  const out = new Float64Array(which.length * n * columns);
  for (let k = 0; k < which.length; k++) {
    const [a, b] = [matrixAt(A, which[k]), matrixAt(X, from[k])];
    for (let row = 0; row < m; row++) {
      for (let j = Math.max(0, upper - row); j < Math.min(n, n + upper - row); j++) {
        const to = (k * n + row - upper + j) * columns;
        for (let q = 0; q < columns; q++) out[to + q] += a[row * n + j] * b[j * columns + q];
      }
    }
  }
  return arrayOf(out, [...lead, n, columns], promote(A.dtype, X.dtype));
}

/** The band of Y·Xᵀ: Σ y[i, q]·x[j, q] at `[upper + i − j, j]`; X and Y: [..., n, k]. */
export function bandOfProduct([lower, upper]: Bandwidths, y: ArrayInput, x: ArrayInput): NDArray {
  const Y = matricesOf('bandedSolve', y);
  const X = matricesOf('bandedSolve', x);
  const lead = broadcastShapes('bandedSolve', Y.lead, X.lead);
  const [left, right] = [broadcastIndex(Y.lead, lead), broadcastIndex(X.lead, lead)];
  const m = lower + upper + 1;
  const n = X.m;
  const columns = X.n;
  const out = new Float64Array(left.length * m * n);
  for (let k = 0; k < left.length; k++) {
    const [a, b] = [matrixAt(Y, left[k]), matrixAt(X, right[k])];
    for (let row = 0; row < m; row++) {
      for (let j = Math.max(0, upper - row); j < Math.min(n, n + upper - row); j++) {
        const i = row - upper + j;
        let sum = 0;
        for (let q = 0; q < columns; q++) sum += a[i * columns + q] * b[j * columns + q];
        out[(k * m + row) * n + j] = sum;
      }
    }
  }
  return arrayOf(out, [...lead, m, n], promote(Y.dtype, X.dtype));
}

/**
 * The band of tridiagonal matrices: [..., n − 1], [..., n], [..., n − 1] → [..., 3, n].
 * @throws DIFF3201
 */
export function tridiagonalBand(below: ArrayInput, diagonal: ArrayInput, above: ArrayInput): NDArray {
  const name = 'tridiagonalSolve';
  const [B, D, A] = [below, diagonal, above].map((x) => vectorsOf(name, x));
  const n = D.n;
  if (B.n !== Math.max(0, n - 1) || A.n !== Math.max(0, n - 1))
    throw new DiffError(
      'DIFF3201',
      `${name} was given diagonals of the lengths ${shapeText([B.n, n, A.n])}. Those below and above a main one of length ${n} have the length ${Math.max(0, n - 1)}.`,
    );
  const lead = broadcastShapes(name, broadcastShapes(name, B.lead, D.lead), A.lead);
  const [b, d, a] = [B, D, A].map((part) => broadcastIndex(part.lead, lead));
  const out = new Float64Array(d.length * 3 * n);
  for (let k = 0; k < d.length; k++) {
    out.set(matrixAt(A, a[k]), k * 3 * n + Math.min(1, n));
    out.set(matrixAt(D, d[k]), k * 3 * n + n);
    out.set(matrixAt(B, b[k]), k * 3 * n + 2 * n);
  }
  return arrayOf(out, [...lead, 3, n], promote(promote(B.dtype, D.dtype), A.dtype));
}

/** Zeros of a shape. */
export function zerosOf(shape: Shape): NDArray {
  return arrayOf(new Float64Array(sizeOf(shape)), shape, 'float64');
}
