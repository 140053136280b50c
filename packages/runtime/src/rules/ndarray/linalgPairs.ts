import type { NDArray } from '../../ndarray/NDArray.js';
import { add, mul, neg, sub } from './arithmetic.js';
import { lastLength, putBlock, takeBlock } from './linalgParts.js';
import { solve } from './linalgSolve.js';
import { matmul } from './matmul.js';
import { matrixTranspose } from './views.js';

/*
 * Complex matrices as pairs of real ones, on which rules are written.
 */

/** X + iY. */
export interface Pair {
  readonly re: NDArray;
  readonly im: NDArray;
}

/** A·B. */
/* @differentiable */
export function times(a: Pair, b: Pair): Pair {
  return {
    re: sub(matmul(a.re, b.re), matmul(a.im, b.im)),
    im: add(matmul(a.re, b.im), matmul(a.im, b.re)),
  };
}

/** A ∘ B. */
/* @differentiable */
export function timesEach(a: Pair, b: Pair): Pair {
  return { re: sub(mul(a.re, b.re), mul(a.im, b.im)), im: add(mul(a.re, b.im), mul(a.im, b.re)) };
}

/** A + B. */
/* @differentiable */
export function plusPair(a: Pair, b: Pair): Pair {
  return { re: add(a.re, b.re), im: add(a.im, b.im) };
}

/** A − B. */
/* @differentiable */
export function minusPair(a: Pair, b: Pair): Pair {
  return { re: sub(a.re, b.re), im: sub(a.im, b.im) };
}

/** Aᴴ. */
/* @differentiable */
export function adjoint(a: Pair): Pair {
  return { re: matrixTranspose(a.re), im: neg(matrixTranspose(a.im)) };
}

/** The real matrix [[X, −Y], [Y, X]]; products and inverses of such are those of the complex ones. */
/* @differentiable */
export function embedded(a: Pair): NDArray {
  const n = lastLength(a.re);
  const real = add(putBlock(a.re, 0, 0, 2 * n), putBlock(a.re, n, n, 2 * n));
  const imaginary = sub(putBlock(a.im, n, 0, 2 * n), putBlock(a.im, 0, n, 2 * n));
  return add(real, imaginary);
}

/** A⁻¹·B, of square matrices. */
/* @differentiable */
export function solvePair(a: Pair, b: Pair): Pair {
  const n = lastLength(a.re);
  const x = solve(embedded(a), embedded(b));
  return { re: takeBlock(x, 0, 0, n), im: takeBlock(x, n, 0, n) };
}
