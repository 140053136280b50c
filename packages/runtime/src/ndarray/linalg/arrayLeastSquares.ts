import { DiffError } from '../../errors/DiffError.js';
import type { ArrayInput } from '../asarray.js';
import { promote } from '../dtype.js';
import type { NDArray } from '../NDArray.js';
import { broadcastShapes } from '../shape.js';
import { rightSidesOf } from './arraySolve.js';
import { epsilonOf } from './gaps.js';
import { leastSquares, pseudoInverse, rankOf } from './leastSquares.js';
import { arrayOf, broadcastIndex, matricesOf, matrixAt, type Stack } from './stacks.js';
import { singularValues } from './svd.js';

/** Singular values that are not above this part of the greatest count for 0: by default max(m, n)·ε of the element type. */
export function thresholdOf(name: string, { m, n, dtype }: Stack, rcond: number | undefined): number {
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

/** The solution of least squares and least length. */
export function lstsq(a: ArrayInput, b: ArrayInput, rcond?: number): NDArray {
  const stack = matricesOf('lstsq', a);
  const { m, n } = stack;
  const threshold = thresholdOf('lstsq', stack, rcond);
  const sides = rightSidesOf('lstsq', m, b, [...stack.lead, m, n]);
  const lead = broadcastShapes('lstsq', stack.lead, sides.lead);
  const which = broadcastIndex(stack.lead, lead);
  const from = broadcastIndex(sides.lead, lead);
  const size = n * sides.n;
  const numbers = new Float64Array(which.length * size);
  for (let k = 0; k < which.length; k++) {
    const A = matrixAt(stack, which[k]!);
    numbers.set(leastSquares(A, m, n, matrixAt(sides, from[k]!), sides.n, threshold).x, k * size);
  }
  const shape = sides.isVector ? [...lead, n] : [...lead, n, sides.n];
  return arrayOf(numbers, shape, promote(stack.dtype, sides.dtype));
}

/** How many singular values count: a number for a matrix, an array of whole numbers for a stack. */
export function matrixRank(a: ArrayInput, rcond?: number): NDArray | number {
  const stack = matricesOf('matrixRank', a);
  const { m, n, lead, count } = stack;
  const threshold = thresholdOf('matrixRank', stack, rcond);
  const ranks = Float64Array.from({ length: count }, (_, k) =>
    rankOf(singularValues(matrixAt(stack, k), m, n, false, false).s, threshold),
  );
  return lead.length === 0 ? ranks[0]! : arrayOf(ranks, lead, 'int32');
}
