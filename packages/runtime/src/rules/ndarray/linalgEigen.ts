import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/linalg/arraySpectra.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { add, mul } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { shapeOf } from './broadcast.js';
import {
  diagonalMatrix,
  diagonals,
  expectTold,
  overGaps,
  putPart,
  skewPart,
  symmetricPart,
  takePart,
} from './linalgParts.js';
import { matmul } from './matmul.js';
import { expandDims, matrixTranspose } from './views.js';

/** Eigenvalues and eigenvectors of symmetric matrices. */
export interface Eigh {
  /** Rising: [..., n]. */
  readonly values: NDArray;
  /** Orthonormal columns, in the order of the values: [..., n, n]. */
  readonly vectors: NDArray;
}

/**
 * Λ and V, packed.
 *
 * Ā = V·(diag Λ̄ + sym(Vᵀ·V̄ ∘ F))·Vᵀ, Fᵢⱼ = 1/(λⱼ − λᵢ);  Λ̇ = diag(Vᵀ·Ȧ·V),  V̇ = V·(F ∘ Vᵀ·Ȧ·V)   (Giles 2008, §3.1)
 */
const packedEigh: (a: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(plain.packedEigh, 'eigh', {
  saves: ['out'],
  vjp: [
    /* @differentiable */ (d, out, [a]) => {
      const n = shapeOf(a).at(-1)!;
      const values = takePart(out, 0, [n]);
      const v = takePart(out, n, [n, n]);
      const dValues = takePart(d, 0, [n]);
      const k = matmul(matrixTranspose(v), takePart(d, n, [n, n]));
      expectTold(symmetricPart(k), values, dValues, 'eigh');
      const inner = add(diagonalMatrix(dValues, n, n, 0), overGaps(skewPart(k), values, 'gap', 'eigh'));
      return matmul(matmul(v, inner), matrixTranspose(v));
    },
  ],
  /* @differentiable */
  jvp: ([a_], out, [a]) => {
    if (a_ === null) return null;
    const n = shapeOf(a).at(-1)!;
    const values = takePart(out, 0, [n]);
    const v = takePart(out, n, [n, n]);
    const turned = matmul(matmul(matrixTranspose(v), symmetricPart(a_ as NDArray)), v);
    const values_ = diagonals(turned, 0);
    const v_ = matmul(v, overGaps(turned, values, 'gap', 'eigh'));
    return add(putPart(values_, 0, 1, n + n * n), putPart(v_, n, 2, n + n * n));
  },
});

/**
 * Eigenvalues and orthonormal eigenvectors of symmetric matrices: A = V·Λ·Vᵀ. A is taken for (A + Aᵀ)/2, so that its gradient is symmetric.
 *
 * Where eigenvalues coincide, to rounding, their vectors are determined but for a rotation. The gradient is right there for whatever does not depend on
 * that rotation and can be told from the cotangents; anything else is an error. For functions of the eigenvalues alone use `eigvalsh`.
 *
 * @param a  [..., n, n]
 * @returns `{ values, vectors }`; vectors are determined but for their signs
 * @throws DIFF3201 for matrices that are not square; DIFF3204 for a derivative that eigenvalues which coincide do not have
 * @example
 * String(eigh([[2, 1], [1, 2]]).values)   // '[1. 3.]'
 */
/* @differentiable */
export function eigh(a: ArrayInput): Eigh {
  const both = packedEigh(a);
  const n = shapeOf(a).at(-1)!;
  return { values: takePart(both, 0, [n]), vectors: takePart(both, n, [n, n]) };
}

/**
 * The eigenvalues of symmetric matrices, rising. A is taken for (A + Aᵀ)/2.
 *
 * Ā = V·diag(Λ̄)·Vᵀ   (Giles 2008, §3.1). Where eigenvalues coincide it is right for functions that treat them alike, and one of the directional
 * derivatives for others, such as the greatest eigenvalue. Second derivatives need eigenvalues apart, and are an error else.
 *
 * @param a  [..., n, n]
 * @returns [..., n]
 * @throws DIFF3201 for matrices that are not square
 * @example
 * String(eigvalsh([[2, 1], [1, 2]]))   // '[1. 3.]'
 */
export const eigvalsh: (a: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(plain.eigvalsh, 'eigvalsh', {
  saves: [0],
  vjp: [
    /* @differentiable */ (d, _out, [a]) => {
      const { vectors } = eigh(a);
      return matmul(mul(vectors, expandDims(d, -2)), matrixTranspose(vectors));
    },
  ],
  /* @differentiable */
  jvp: ([a_], _out, [a]) => {
    if (a_ === null) return null;
    const { vectors } = eigh(a);
    return diagonals(matmul(matmul(matrixTranspose(vectors), symmetricPart(a_ as NDArray)), vectors), 0);
  },
});
