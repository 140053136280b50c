import type { ArrayInput } from '../asarray.js';
import type { NDArray } from '../NDArray.js';
import { product } from './product.js';
import { determinant, factoriseLU, inverseLU } from './lu.js';
import { arrayOf, matrixAt, squareMatricesOf } from './stacks.js';
import { singularValues } from './svd.js';
import { transposed } from './vectors.js';

/** A = U·Σ·Vᵀ with det U·det V in front, which makes cofactors of A those of Σ. */
interface Decomposition {
  readonly u: Float64Array;
  readonly s: Float64Array;
  readonly vt: Float64Array;
  readonly sign: number;
}

function decompose(A: Float64Array, n: number): Decomposition {
  const { u, s, vt } = singularValues(A, n, n, false);
  return { u, s, vt, sign: Math.sign(detOf(u, n) * detOf(vt, n)) };
}

function detOf(A: Float64Array, n: number): number {
  const F = A.slice();
  return determinant(F, factoriseLU(F, n).sign, n);
}

/** The product of all but some. */
function productWithout(s: Float64Array, i: number, j: number): number {
  let all = 1;
  for (let k = 0; k < s.length; k++) if (k !== i && k !== j) all *= s[k];
  return all;
}

/**
 * The matrix of cofactors, ∂ det A/∂A, which singular matrices have too: det A·A⁻ᵀ where A is regular.
 *
 * From A = U·Σ·Vᵀ: cof A = det U·det V·U·cof Σ·Vᵀ, cof Σ = diag(Π σ without σᵢ).
 * Reference: Stewart, "On the adjugate matrix", Linear Algebra Appl. 283, 1998.
 */
export function cofactors(a: ArrayInput): NDArray {
  const stack = squareMatricesOf('det', a);
  const { n, lead, dtype } = stack;
  const numbers = new Float64Array(stack.data.length);
  for (let k = 0; k < stack.count; k++) {
    const A = matrixAt(stack, k);
    const regular = regularCofactors(A, n);
    if (regular !== undefined) {
      numbers.set(regular, k * n * n);
      continue;
    }
    const { u, s, vt, sign } = decompose(A, n);
    for (let i = 0; i < n; i++) {
      const factor = sign * productWithout(s, i, i);
      for (let j = 0; j < n; j++) vt[i * n + j] *= factor;
    }
    numbers.set(product(u, vt, n, n, n), k * n * n);
  }
  return arrayOf(numbers, [...lead, n, n], dtype);
}

/** det A·A⁻ᵀ, unless pivots say that A is nearly singular. */
function regularCofactors(A: Float64Array, n: number): Float64Array | undefined {
  const F = A.slice();
  const { order, sign } = factoriseLU(F, n);
  let [least, most] = [Infinity, 0];
  for (let i = 0; i < n; i++) {
    const size = Math.abs(F[i * n + i]);
    least = Math.min(least, size);
    most = Math.max(most, size);
  }
  const det = determinant(F, sign, n);
  if (!(least > 1e-6 * most) || !Number.isFinite(det) || det === 0) return undefined;
  return transposed(inverseLU(F, order, n), n, n).map((x) => x * det);
}

/**
 * The derivative of the cofactors along E, which is linear in E and its own adjoint (it is the second derivative of det).
 *
 * With D = Uᵀ·E·V and γᵢⱼ = Π σ without σᵢ and σⱼ, i ≠ j: (i, i) is Σⱼ γᵢⱼ·dⱼⱼ, (i, j) is −γᵢⱼ·dⱼᵢ.
 */
export function cofactorsAlong(a: ArrayInput, e: ArrayInput): NDArray {
  const stack = squareMatricesOf('det', a);
  const along = squareMatricesOf('det', e);
  const { n, lead, dtype } = stack;
  const numbers = new Float64Array(stack.data.length);
  for (let k = 0; k < stack.count; k++) {
    const { u, s, vt, sign } = decompose(matrixAt(stack, k), n);
    const ut = transposed(u, n, n);
    const v = transposed(vt, n, n);
    const D = product(product(ut, matrixAt(along, k), n, n, n), v, n, n, n);
    const C = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        if (i === j) continue;
        const gamma = sign * productWithout(s, i, j);
        C[i * n + i] += gamma * D[j * n + j];
        C[i * n + j] = -gamma * D[j * n + i];
      }
    }
    numbers.set(product(product(u, C, n, n, n), vt, n, n, n), k * n * n);
  }
  return arrayOf(numbers, [...lead, n, n], dtype);
}
