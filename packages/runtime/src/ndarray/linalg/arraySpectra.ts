import { DiffError } from '../../errors/DiffError.js';
import type { ArrayInput } from '../asarray.js';
import { type Dtype } from '../dtype.js';
import type { NDArray } from '../NDArray.js';
import type { Shape } from '../shape.js';
import { factoriseCholesky } from './cholesky.js';
import { exponential } from './expm.js';
import { logarithm, type NoRealResult, squareRootOf } from './matrixFunctions.js';
import { factoriseQR, orthogonalFactor, triangularFactor } from './qr.js';
import { arrayOf, matricesOf, matrixAt, placeText, squareMatricesOf, type Stack } from './stacks.js';
import { singularValues } from './svd.js';
import { symmetricEigen } from './symmetricEigen.js';

/*
 * Decompositions of stacks of matrices. Those that give several arrays give them packed in one, part after part along the last axis.
 */

/** (A + Aᵀ)/2 of each, in place. */
function symmetrise({ data, count, n, length }: Stack): void {
  for (let k = 0; k < count; k++) {
    const start = k * length;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const [p, q] = [start + i * n + j, start + j * n + i];
        data[p] = data[q] = data[p] === data[q] ? data[p] : (data[p] + data[q]) / 2;
      }
    }
  }
}

/** L of (A + Aᵀ)/2 = L·Lᵀ. */
export function cholesky(a: ArrayInput): NDArray {
  const stack = squareMatricesOf('cholesky', a);
  symmetrise(stack);
  const { n, lead, count, dtype } = stack;
  for (let k = 0; k < count; k++) {
    const L = matrixAt(stack, k);
    const hasNaN = L.some(Number.isNaN);
    const pivot = factoriseCholesky(L, n);
    if (pivot >= 0 && !hasNaN)
      throw new DiffError(
        'DIFF3204',
        `cholesky was given a matrix that is not positive definite${placeText(lead, k)}: pivot ${pivot} is not above 0. ` +
          'Add a multiple of the unit matrix, or use eigh for matrices that are only symmetric.',
      );
    if (hasNaN) L.fill(NaN);
  }
  return arrayOf(stack.data, [...lead, n, n], dtype);
}

/** Parts of every matrix, packed one after the other. */
function packed(
  { lead, count }: Stack,
  dtype: Dtype,
  total: number,
  unit: 1 | 2,
  partsOf: (k: number) => readonly Float64Array[],
): NDArray {
  const numbers = new Float64Array(count * total * unit);
  for (let k = 0; k < count; k++) {
    let at = k * total * unit;
    for (const part of partsOf(k)) {
      numbers.set(part, at);
      at += part.length;
    }
  }
  return arrayOf(numbers, [...lead, total], dtype);
}

/** Q of A = Q·R: [m, k], and R: [k, n], packed; k is min(m, n), or m if complete. */
export function packedQR(a: ArrayInput, complete: boolean): NDArray {
  const stack = matricesOf('qr', a);
  const { m, n, dtype } = stack;
  const k = complete ? m : Math.min(m, n);
  return packed(stack, dtype, m * k + k * n, 1, (at) => {
    const factors = factoriseQR(matrixAt(stack, at), m, n);
    return [orthogonalFactor(factors, m, n, k), triangularFactor(factors, n, k)];
  });
}

/** Eigenvalues [n] and eigenvectors [n, n] of (A + Aᵀ)/2, packed. */
export function packedEigh(a: ArrayInput): NDArray {
  const stack = squareMatricesOf('eigh', a);
  symmetrise(stack);
  const { n, dtype } = stack;
  return packed(stack, dtype, n + n * n, 1, (k) => {
    const { values, vectors } = symmetricEigen(matrixAt(stack, k), n, true);
    return [values, vectors];
  });
}

/** Eigenvalues of (A + Aᵀ)/2: [..., n]. */
export function eigvalsh(a: ArrayInput): NDArray {
  const stack = squareMatricesOf('eigvalsh', a);
  symmetrise(stack);
  const { n, dtype } = stack;
  return packed(stack, dtype, n, 1, (k) => [symmetricEigen(matrixAt(stack, k), n, false).values]);
}

/** U: [m, p], s: [min(m, n)] and Vᵀ: [q, n], packed. */
export function packedSVD(a: ArrayInput, full: boolean): NDArray {
  const stack = matricesOf('svd', a);
  const { m, n, dtype } = stack;
  const count = Math.min(m, n);
  const [p, q] = full ? [m, n] : [count, count];
  return packed(stack, dtype, m * p + count + q * n, 1, (k) => {
    const { u, s, vt } = singularValues(matrixAt(stack, k), m, n, full);
    return [u, s, vt];
  });
}

/** Singular values, falling: [..., min(m, n)]. */
export function svdvals(a: ArrayInput): NDArray {
  const stack = matricesOf('svdvals', a);
  const { m, n, dtype } = stack;
  return packed(stack, dtype, Math.min(m, n), 1, (k) => [
    singularValues(matrixAt(stack, k), m, n, false, false).s,
  ]);
}

/** A function of each square matrix. */
function each(
  name: string,
  a: ArrayInput,
  f: (A: Float64Array, n: number) => Float64Array | NoRealResult,
): NDArray {
  const stack = squareMatricesOf(name, a);
  const { n, lead, count, dtype } = stack;
  const numbers = new Float64Array(stack.data.length);
  for (let k = 0; k < count; k++) {
    const value = f(matrixAt(stack, k), n);
    if (!(value instanceof Float64Array)) throw noRealResult(name, value, lead, k);
    numbers.set(value, k * n * n);
  }
  return arrayOf(numbers, [...lead, n, n], dtype);
}

function noRealResult(name: string, { eigenvalue }: NoRealResult, lead: Shape, k: number): DiffError {
  const what = name === 'logm' ? 'logarithm' : 'square root';
  return new DiffError(
    'DIFF3204',
    `${name} was given a matrix${placeText(lead, k)} with the eigenvalue ${eigenvalue}, which has no real principal ${what} with a derivative. ` +
      'Eigenvalues must not lie on the negative real axis, nor be 0.',
  );
}

export function expm(a: ArrayInput): NDArray {
  return each('expm', a, exponential);
}

export function logm(a: ArrayInput): NDArray {
  return each('logm', a, logarithm);
}

export function sqrtm(a: ArrayInput): NDArray {
  return each('sqrtm', a, squareRootOf);
}
