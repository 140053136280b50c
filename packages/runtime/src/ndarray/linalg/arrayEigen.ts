import { DiffError } from '../../errors/DiffError.js';
import type { ArrayInput } from '../asarray.js';
import type { NDArray } from '../NDArray.js';
import { eigen } from './eigen.js';
import { epsilonOf } from './gaps.js';
import { factoriseLU } from './lu.js';
import { arrayOf, doubles, matrixAt, placeText, squareMatricesOf, type Stack, vectorsOf } from './stacks.js';
import { unitMatrix } from './vectors.js';

/** Real parts [n] and imaginary parts [n] of eigenvalues, then those of eigenvectors, [n, n] each, packed; or of eigenvalues alone. */
export function packedEig(a: ArrayInput, withVectors: boolean): NDArray {
  const stack = squareMatricesOf(withVectors ? 'eig' : 'eigvals', a);
  const { n, lead, count, dtype } = stack;
  const total = withVectors ? 2 * n + 2 * n * n : 2 * n;
  const out = new Float64Array(count * total);
  for (let k = 0; k < count; k++) {
    const { values, vectors } = eigen(matrixAt(stack, k), n, withVectors);
    const start = k * total;
    for (let i = 0; i < n; i++) {
      out[start + i] = values[2 * i];
      out[start + n + i] = values[2 * i + 1];
    }
    for (let i = 0; i < vectors.length / 2; i++) {
      out[start + 2 * n + i] = vectors[2 * i];
      out[start + 2 * n + n * n + i] = vectors[2 * i + 1];
    }
  }
  return arrayOf(out, [...lead, total], dtype);
}

/** For each column of V the row of its greatest entry, which is real: 1 there, 0 elsewhere; [..., n, n]. */
export function anchors(re: NDArray, im: NDArray): NDArray {
  const [X, Y] = [squareMatricesOf('eig', re), squareMatricesOf('eig', im)];
  const { n, count, lead } = X;
  const out = new Float64Array(X.data.length);
  for (let k = 0; k < count; k++) {
    const [x, y] = [matrixAt(X, k), matrixAt(Y, k)];
    for (let j = 0; j < n; j++) {
      let best = 0;
      const sizeAt = (i: number): number => Math.hypot(x[i * n + j], y[i * n + j]);
      // Rounding to single precision may make entries tie: the greatest is the one that is real.
      for (let i = 1; i < n; i++)
        if (sizeAt(i) > sizeAt(best) || (sizeAt(i) === sizeAt(best) && y[best * n + j] !== 0)) best = i;
      out[k * n * n + best * n + j] = 1;
    }
  }
  return arrayOf(out, [...lead, n, n], 'float64');
}

/**
 * Throws if two eigenvalues coincide to rounding.
 * @throws DIFF3204
 */
export function expectApart(re: NDArray, im: NDArray): void {
  const [X, Y] = [vectorsOf('eig', re), vectorsOf('eig', im)];
  const { n, count, lead } = X;
  for (let k = 0; k < count; k++) {
    const [x, y] = [matrixAt(X, k), matrixAt(Y, k)];
    let greatest = 0;
    for (let i = 0; i < n; i++) greatest = Math.max(greatest, Math.hypot(x[i], y[i]));
    const least = 4 * Math.max(n, 2) * epsilonOf(re.dtype) * greatest;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < i; j++)
        if (Math.hypot(x[i] - x[j], y[i] - y[j]) <= least)
          throw new DiffError(
            'DIFF3204',
            `the vectors of eig have no derivative here: eigenvalues ${j} and ${i}${placeText(lead, k)} coincide. ` +
              'Use eigvals for a function of the eigenvalues alone, eigh for symmetric matrices, or expm, logm or sqrtm for functions of the whole matrix.',
          );
  }
}

/**
 * Throws if the eigenvectors depend on one another, to rounding: the matrix cannot be diagonalised, and its eigenvalues have no derivative.
 * @param v  the real matrix [[X, −Y], [Y, X]] of V = X + iY
 * @throws DIFF3204
 */
export function expectBasis(v: NDArray): void {
  const stack: Stack = squareMatricesOf('eig', v);
  const { n, count, lead } = stack;
  for (let k = 0; k < count; k++) {
    const F = matrixAt(stack, k);
    factoriseLU(F, n);
    for (let i = 0; i < n; i++)
      if (Math.abs(F[i * n + i]) <= 8 * n * epsilonOf(v.dtype))
        throw new DiffError(
          'DIFF3204',
          `the eigenvalues of a matrix${placeText(lead, k)} that cannot be diagonalised have no derivative: its eigenvectors depend on one another. ` +
            'Use expm, logm or sqrtm for functions of the whole matrix.',
        );
  }
}

export function areZeros(x: NDArray): boolean {
  return doubles(x).every((value) => value === 0);
}

/** The unit matrix. */
export function unitOf(n: number): NDArray {
  return arrayOf(unitMatrix(n), [n, n], 'float64');
}
