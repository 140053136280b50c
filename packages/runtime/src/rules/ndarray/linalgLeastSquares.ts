import { DiffError } from '../../errors/DiffError.js';
import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/linalg/arrayLeastSquares.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { add, neg, plus, sub } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { shapeOf } from './broadcast.js';
import { asColumns, likeRightSides } from './linalgParts.js';
import { svdvals } from './linalgSVD.js';
import { matmul } from './matmul.js';
import { asarray, matrixTranspose } from './views.js';

/** Options of functions that decide a rank. */
export interface RankOptions {
  /** Singular values that are not above this part of the greatest count for 0. Default max(m, n)·ε of the element type. */
  readonly rcond?: number;
}

/* @nondifferentiable */
function rcondOf(name: string, options: RankOptions = {}): number | undefined {
  if (typeof options !== 'object' || options === null)
    throw new DiffError('DIFF3202', `${name} needs its threshold as an option: ${name}(…, { rcond }).`);
  return options.rcond;
}

/**
 * A⁺.
 *
 * Ȧ⁺ = −A⁺·Ȧ·A⁺ + A⁺·A⁺ᵀ·Ȧᵀ·(I − A·A⁺) + (I − A⁺·A)·Ȧᵀ·A⁺ᵀ·A⁺   (Golub & Pereyra, SIAM J. Numer. Anal. 10(2), 1973, eq. 4.12)
 */
const pseudoInverse: (a: ArrayInput, rcond: number | undefined) => NDArray = /* @__PURE__ */ arrayRule(
  plain.pinv,
  'pinv',
  {
    saves: [0, 'out'],
    vjp: [
      /* @differentiable */ (d, p, [a]) => {
        const pt = matrixTranspose(p);
        const dt = matrixTranspose(d);
        const left = neg(matmul(matmul(pt, d), pt));
        // (I − A·P)·D̄ᵀ·P·Pᵀ and Pᵀ·P·D̄ᵀ·(I − P·A).
        const right = matmul(matmul(sub(dt, matmul(a, matmul(p, dt))), p), pt);
        const last = matmul(pt, matmul(p, sub(dt, matmul(matmul(dt, p), a))));
        return add(left, add(right, last));
      },
      null,
    ],
    /* @differentiable */
    jvp: ([a_], p, [a]) => {
      if (a_ === null) return null;
      const pt = matrixTranspose(p);
      const et = matrixTranspose(a_ as NDArray);
      const first = neg(matmul(matmul(p, a_ as NDArray), p));
      const second = matmul(matmul(p, pt), sub(et, matmul(matmul(et, a), p)));
      const third = matmul(sub(et, matmul(p, matmul(a, et))), matmul(pt, p));
      return add(first, add(second, third));
    },
  },
);

/**
 * The pseudo-inverse of Moore and Penrose, by singular values; for matrices of any shape and rank.
 *
 * Its derivative is that along changes that keep the rank; where the rank is less than it could be, others make the pseudo-inverse jump.
 *
 * @param a  [..., m, n]
 * @param options  `{ rcond }`: singular values that are not above this part of the greatest count for 0; default max(m, n)·ε
 * @returns [..., n, m]
 * @throws DIFF3201 for a vector, DIFF3202 for a wrong `rcond`; never for a matrix of small rank
 * @example
 * String(pinv([[2, 0], [0, 0]]))   // '[[0.5 0. ]\n [0.  0. ]]'
 */
/* @differentiable */
export function pinv(a: ArrayInput, options?: RankOptions): NDArray {
  return pseudoInverse(a, rcondOf('pinv', options));
}

/**
 * X = P·B for the pseudo-inverse P of A, which is given along: cotangents of P go to A at once.
 *
 * With G = Pᵀ·X̄ and R = B − A·X:  B̄ = G,  Ā = −G·Xᵀ + R·(P·G)ᵀ + Pᵀ·X·(X̄ − Aᵀ·G)ᵀ, which is that of the pseudo-inverse.
 */
const leastSquares: (a: ArrayInput, b: ArrayInput, p: NDArray) => NDArray = /* @__PURE__ */ arrayRule(
  plain.lstsq,
  'lstsq',
  {
    vjp: [
      /* @differentiable */ (d, out, [a, b, p]) => {
        const x = asColumns(out, b);
        const dx = asColumns(d, b);
        const pt = matrixTranspose(p);
        const g = matmul(pt, dx);
        const residual = sub(asColumns(asarray(b), b), matmul(a, x));
        const left = sub(matmul(residual, matrixTranspose(matmul(p, g))), matmul(g, matrixTranspose(x)));
        const outside = sub(dx, matmul(matrixTranspose(a), g));
        return add(left, matmul(matmul(pt, x), matrixTranspose(outside)));
      },
      /* @differentiable */ (d, _out, [, b, p]) =>
        likeRightSides(matmul(matrixTranspose(p), asColumns(d, b)), b),
      null,
    ],
    /* @differentiable */
    jvp: ([a_, b_], out, [a, b, p]) => {
      let whole = b_ && matmul(p, asColumns(b_ as NDArray, b));
      if (a_ !== null) {
        const x = asColumns(out, b);
        const et = matrixTranspose(a_ as NDArray);
        const residual = sub(asColumns(asarray(b), b), matmul(a, x));
        const pt = matrixTranspose(p);
        const first = neg(matmul(p, matmul(a_ as NDArray, x)));
        const second = matmul(p, matmul(pt, matmul(et, residual)));
        const turned = matmul(et, matmul(pt, x));
        const third = sub(turned, matmul(p, matmul(a, turned)));
        whole = plus(whole, add(first, add(second, third)));
      }
      return whole && likeRightSides(whole, b);
    },
  },
);

/** What least squares found. */
export interface LeastSquaresResult {
  /** [..., n] or [..., n, k] */
  readonly x: NDArray;
  /** How many singular values count: a number for a matrix, [...] for a stack. */
  readonly rank: NDArray | number;
  /** The singular values of A, falling: [..., min(m, n)]. */
  readonly s: NDArray;
}

/**
 * The X for which ‖A·X − B‖₂ is least, and of these the shortest; for matrices of any shape and rank.
 *
 * Its derivative is that along changes that keep the rank.
 *
 * @param a  [..., m, n]
 * @param b  [m], one right side; or [..., m, k]; leading axes are broadcast
 * @param options  `{ rcond }`: singular values that are not above this part of the greatest count for 0; default max(m, n)·ε
 * @returns `{ x, rank, s }`
 * @throws DIFF3201 for shapes that do not go together, DIFF3202 for a wrong `rcond`; never for a matrix of small rank
 * @example
 * String(lstsq([[1, 0], [1, 0], [0, 2]], [1, 3, 4]).x)   // '[2. 2.]'
 */
/* @differentiable */
export function lstsq(a: ArrayInput, b: ArrayInput, options?: RankOptions): LeastSquaresResult {
  const rcond = rcondOf('lstsq', options);
  expectRightSides(a, b);
  const s = svdvals(a);
  return { x: leastSquares(a, b, pseudoInverse(a, rcond)), rank: rankOf(a, s, rcond), s };
}

/* @nondifferentiable */
function expectRightSides(a: ArrayInput, b: ArrayInput): void {
  plain.expectRightSides(shapeOf(a), b);
}

/* @nondifferentiable */
function rankOf(a: ArrayInput, s: NDArray, rcond: number | undefined): NDArray | number {
  return plain.rankOfValues(a, s, rcond);
}

/**
 * How many singular values count; it has no derivative.
 * @param a  [..., m, n]
 * @param options  `{ rcond }`: those that are not above this part of the greatest count for 0; default max(m, n)·ε
 * @returns a number for a matrix, [...] of int32 for a stack
 * @throws DIFF3201 for a vector, DIFF3202 for a wrong `rcond`
 * @example
 * matrixRank([[1, 2], [2, 4]])   // 1
 */
/* @nondifferentiable */
export function matrixRank(a: ArrayInput, options?: RankOptions): NDArray | number {
  return plain.matrixRank(a, rcondOf('matrixRank', options));
}
