import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/linalg/arraySpectra.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { arrayRule } from './arrayRule.js';
import { shapeOf } from './broadcast.js';
import { blockTriangle, takeBlock } from './linalgParts.js';
import { asarray, matrixTranspose } from './views.js';

/*
 * f([[A, E], [0, A]]) = [[f(A), L(A, E)], [0, f(A)]], with the derivative L of f along E; its adjoint is that of Aᵀ
 * (Mathias, SIAM J. Matrix Anal. Appl. 17(3), 1996, theorem 2.1; Al-Mohy & Higham, SIAM J. Matrix Anal. Appl. 30(4), 2009, §2 and eq. 1.1). That holds
 * for matrices of any kind, also where eigenvalues coincide, and again for L.
 */

/**
 * e^A by scaling and squaring of Padé approximants.
 *
 * Ȧ has the tangent L(A, Ȧ), X̄ the cotangent L(Aᵀ, X̄), with the Fréchet derivative L of the exponential; both cost one exponential of twice the size.
 * Reference: Higham, SIAM J. Matrix Anal. Appl. 26(4), 2005.
 *
 * @param a  [..., n, n]
 * @throws DIFF3201 for matrices that are not square
 * @example
 * String(expm([[0, 1], [0, 0]]))   // '[[1. 1.]\n [0. 1.]]'
 */
export const expm: (a: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(plain.expm, 'expm', {
  saves: [0],
  vjp: [/* @differentiable */ (d, _out, [a]) => corner(expm(blockTriangle(matrixTranspose(a), d)), a)],
  /* @differentiable */
  jvp: ([a_], _out, [a]) => a_ && corner(expm(blockTriangle(asarray(a), a_ as NDArray)), a),
});

/** The block at the upper right. */
/* @differentiable */
function corner(x: NDArray, a: ArrayInput): NDArray {
  const n = shapeOf(a).at(-1)!;
  return takeBlock(x, 0, n, n);
}

/**
 * The principal logarithm, whose eigenvalues lie within ±π of the real axis, by inverse scaling and squaring.
 *
 * Derivatives as those of `expm`.
 * Reference: Al-Mohy & Higham, SIAM J. Sci. Comput. 34(4), 2012.
 *
 * @param a  [..., n, n], without eigenvalues on the negative real axis and without 0
 * @throws DIFF3201 for matrices that are not square; DIFF3204 for such an eigenvalue, which it names
 * @example
 * String(logm([[1, 1], [0, 1]]))   // '[[0. 1.]\n [0. 0.]]'
 */
export const logm: (a: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(plain.logm, 'logm', {
  saves: [0],
  vjp: [/* @differentiable */ (d, _out, [a]) => corner(logm(blockTriangle(matrixTranspose(a), d)), a)],
  /* @differentiable */
  jvp: ([a_], _out, [a]) => a_ && corner(logm(blockTriangle(asarray(a), a_ as NDArray)), a),
});

/**
 * The principal square root, whose eigenvalues have positive real parts, by the Schur method.
 *
 * Derivatives as those of `expm`.
 * Reference: Björck & Hammarling, Linear Algebra Appl. 52/53, 1983.
 *
 * @param a  [..., n, n], without eigenvalues on the negative real axis and without 0
 * @throws DIFF3201 for matrices that are not square; DIFF3204 for such an eigenvalue, which it names
 * @example
 * String(sqrtm([[4, 1], [0, 4]]))   // '[[2.   0.25]\n [0.   2.  ]]'
 */
export const sqrtm: (a: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(plain.sqrtm, 'sqrtm', {
  saves: [0],
  vjp: [/* @differentiable */ (d, _out, [a]) => corner(sqrtm(blockTriangle(matrixTranspose(a), d)), a)],
  /* @differentiable */
  jvp: ([a_], _out, [a]) => a_ && corner(sqrtm(blockTriangle(asarray(a), a_ as NDArray)), a),
});
