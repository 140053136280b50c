import { DiffError } from '../../errors/DiffError.js';
import type { ArrayInput } from '../asarray.js';
import { promote } from '../dtype.js';
import type { NDArray } from '../NDArray.js';
import { broadcastShapes, type Shape } from '../shape.js';
import { rightSidesOf } from './arraySolve.js';
import { epsilonOf } from './gaps.js';
import { pseudoInverse, rankOf } from './leastSquares.js';
import { product } from './product.js';
import { arrayOf, broadcastIndex, matricesOf, matrixAt, type Stack, vectorsOf } from './stacks.js';
import { svdvals } from './arraySpectra.js';

/** Singular values that are not above this part of the greatest count for 0: by default max(m, n)·ε of the element type. */
function thresholdOf(name: string, { m, n, dtype }: Stack, rcond: number | undefined): number {
  if (rcond === undefined) return Math.max(m, n) * epsilonOf(dtype);
  if (typeof rcond === 'number' && rcond >= 0) return rcond;
  throw new DiffError('DIFF3202', `${name} was given ${String(rcond)} for rcond. Give a number from 0 on.`);
}

export function pinv(a: ArrayInput, rcond?: number): NDArray {
  const stack = matricesOf('pinv', a);
  const { m, n, lead, count, dtype } = stack;
  const threshold = thresholdOf('pinv', stack, rcond);
  const numbers = new Float64Array(stack.data.length);
  for (let k = 0; k < count; k++)
    numbers.set(pseudoInverse(matrixAt(stack, k), m, n, threshold).inverse, k * m * n);
  return arrayOf(numbers, [...lead, n, m], dtype);
}

/** @throws DIFF3201 for shapes that do not go together */
export function expectRightSides(aShape: Shape, b: ArrayInput): void {
  if (aShape.length >= 2) rightSidesOf('lstsq', aShape.at(-2)!, b, aShape);
}

/** P·B for the pseudo-inverse P of A, with the residual's part added, which makes up for rounding errors of P. */
export function lstsq(a: ArrayInput, b: ArrayInput, p: NDArray): NDArray {
  const A = matricesOf('lstsq', a);
  const P = matricesOf('lstsq', p);
  const { m, n } = A;
  const B = rightSidesOf('lstsq', m, b, [...A.lead, m, n]);
  const lead = broadcastShapes('lstsq', A.lead, B.lead);
  const which = broadcastIndex(A.lead, lead);
  const from = broadcastIndex(B.lead, lead);
  const columns = B.n;
  const numbers = new Float64Array(which.length * n * columns);
  for (let k = 0; k < which.length; k++) {
    const [own, inverse, right] = [matrixAt(A, which[k]), matrixAt(P, which[k]), matrixAt(B, from[k])];
    const x = product(inverse, right, n, m, columns);
    const residual = product(own, x, m, n, columns).map((value, i) => right[i] - value);
    const more = product(inverse, residual, n, m, columns);
    for (let i = 0; i < x.length; i++) numbers[k * x.length + i] = x[i] + more[i];
  }
  const shape = B.isVector ? [...lead, n] : [...lead, n, columns];
  return arrayOf(numbers, shape, promote(A.dtype, B.dtype));
}

/** How many singular values count: a number for a matrix, an array of whole numbers for a stack. */
export function matrixRank(a: ArrayInput, rcond?: number): NDArray | number {
  const stack = matricesOf('matrixRank', a);
  return ranks(stack, svdvals(a), thresholdOf('matrixRank', stack, rcond));
}

/** The same, of singular values that are known. */
export function rankOfValues(a: ArrayInput, s: NDArray, rcond?: number): NDArray | number {
  const stack = matricesOf('lstsq', a);
  return ranks(stack, s, thresholdOf('lstsq', stack, rcond));
}

function ranks({ lead, count }: Stack, s: NDArray, threshold: number): NDArray | number {
  const values = vectorsOf('matrixRank', s);
  const out = Float64Array.from({ length: count }, (_, k) => rankOf(matrixAt(values, k), threshold));
  return lead.length === 0 ? out[0]! : arrayOf(out, lead, 'int32');
}
