import { DiffError } from '../../errors/DiffError.js';
import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/linalg/arraySpectra.js';
import { expectIndependentColumns } from '../../ndarray/linalg/gaps.js';
import type { TriangleOptions } from '../../ndarray/linalg/arraySolve.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { type Shape, shapeText } from '../../ndarray/shape.js';
import { add, mul, sub } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { shapeOf } from './broadcast.js';
import { diagonalMatrix, diagonals, putPart, symmetricPart, takePart, triangle } from './linalgParts.js';
import { triangularSolve } from './linalgSolve.js';
import { matmul } from './matmul.js';
import { matrixTranspose } from './views.js';

const UPPER: TriangleOptions = {};
const LOWER: TriangleOptions = { lower: true };
const LOWER_TURNED: TriangleOptions = { lower: true, transpose: true };
const UPPER_TURNED: TriangleOptions = { transpose: true };

/** X·T⁻¹ of a triangle T, by T⁻ᵀ·Xᵀ; `turned` says how T⁻ᵀ is solved with. */
/* @differentiable */
function overTriangle(x: NDArray, t: NDArray, turned: TriangleOptions): NDArray {
  return matrixTranspose(triangularSolve(t, matrixTranspose(x), turned));
}

/** The lower triangle with half the diagonal. */
/* @differentiable */
function halfTriangle(x: NDArray): NDArray {
  const strict = triangle(x, -1, false);
  const n = shapeOf(x).at(-1)!;
  return add(strict, mul(0.5, diagonalMatrix(diagonals(x, 0), n, n, 0)));
}

/**
 * The Cholesky factor L, lower triangular with a positive diagonal: A = L·Lᵀ. A is taken for (A + Aᵀ)/2, so that its gradient is symmetric.
 *
 * Ā = sym(L⁻ᵀ·Φ(Lᵀ·L̄)·L⁻¹), L̇ = L·Φ(L⁻¹·Ȧ·L⁻ᵀ), Φ the lower triangle with half the diagonal   (Murray, "Differentiation of the Cholesky
 * decomposition", arXiv:1602.07527, 2016, eqs. 8 and 10)
 *
 * @param a  [..., n, n]
 * @throws DIFF3201 for matrices that are not square, DIFF3204 for one that is not positive definite, with the pivot that shows it
 * @example
 * String(cholesky([[4, 2], [2, 5]]))   // '[[2. 0.]\n [1. 2.]]'
 */
export const cholesky: (a: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(plain.cholesky, 'cholesky', {
  saves: ['out'],
  vjp: [
    /* @differentiable */ (d, out) => {
      const inner = halfTriangle(matmul(matrixTranspose(out), triangle(d, 0, false)));
      return symmetricPart(overTriangle(triangularSolve(out, inner, LOWER_TURNED), out, LOWER_TURNED));
    },
  ],
  /* @differentiable */
  jvp: ([a_], out) => {
    if (a_ === null) return null;
    const left = triangularSolve(out, symmetricPart(a_ as NDArray), LOWER);
    const inner = matrixTranspose(triangularSolve(out, matrixTranspose(left), LOWER));
    return matmul(out, halfTriangle(inner));
  },
});

/** A = Q·R. */
export interface QR {
  /** Orthonormal columns: [..., m, k]. */
  readonly q: NDArray;
  /** Upper triangular: [..., k, n]. */
  readonly r: NDArray;
}

/** Options of `qr`. */
export interface QROptions {
  /** `'reduced'`: k = min(m, n); `'complete'`: k = m. Default `'reduced'`. */
  readonly mode?: 'reduced' | 'complete';
}

/**
 * Q and R, packed.
 *
 * For m ≥ n, with M = R·R̄ᵀ − Q̄ᵀ·Q and copyltu M, M with its lower triangle above the diagonal too:  Ā = (Q̄ + Q·copyltu M)·R⁻ᵀ
 * (Walter & Lehmann, "Algorithmic differentiation of linear algebra functions with application in optimum experimental design", arXiv:1001.1654, 2010,
 * §3.2). For m < n, A = [X Y] with X = Q·U, V = Qᵀ·Y (Roberts & Roberts, "QR and LQ decomposition matrix backpropagation algorithms", arXiv:2009.10071,
 * 2020, §4).
 */
const packedQR: (a: ArrayInput, complete: boolean) => NDArray = /* @__PURE__ */ arrayRule(
  plain.packedQR,
  'qr',
  {
    saves: [0, 'out'],
    vjp: [
      /* @differentiable */ (d, out, [a, complete]) => {
        const [m, n, k] = sizesOfQR(shapeOf(a), complete);
        const q = takePart(out, 0, [m, k]);
        const r = takePart(out, m * k, [k, n]);
        expectIndependent(r);
        const dq = takePart(d, 0, [m, k]);
        const dr = takePart(d, m * k, [k, n]);
        return m >= n ? ofTall(q, r, dq, dr) : ofWide(a, q, r, dq, dr);
      },
      null,
    ],
    /* @differentiable */
    jvp: ([a_], out, [a, complete]) => {
      if (a_ === null) return null;
      const [m, n, k] = sizesOfQR(shapeOf(a), complete);
      const q = takePart(out, 0, [m, k]);
      const r = takePart(out, m * k, [k, n]);
      expectIndependent(r);
      const e = a_ as NDArray;
      // dA·R⁻¹ = dQ + Q·(dR·R⁻¹), with Qᵀ·dQ skew and dR·R⁻¹ upper triangular.
      const square = m >= n ? r : columns(r, 0, k);
      const x = overTriangle(m >= n ? e : columns(e, 0, k), square, UPPER_TURNED);
      const c = matmul(matrixTranspose(q), x);
      const strict = triangle(c, -1, false);
      const skew = sub(strict, matrixTranspose(strict));
      const q_ = add(sub(x, matmul(q, c)), matmul(q, skew));
      // R = Qᵀ·A.
      const r_ =
        m >= n ? matmul(sub(c, skew), r) : add(matmul(matrixTranspose(q), e), matmul(matrixTranspose(q_), a));
      return add(putPart(q_, 0, 2, m * k + k * n), putPart(triangle(r_, 0, true), m * k, 2, m * k + k * n));
    },
  },
);

/** m, n and k. */
/* @nondifferentiable */
function sizesOfQR(shape: Shape, complete: boolean): [m: number, n: number, k: number] {
  const [m, n] = [shape.at(-2)!, shape.at(-1)!];
  if (complete && m > n)
    throw new DiffError(
      'DIFF3204',
      `qr with mode 'complete' has no derivative for matrices of shape ${shapeText([m, n])}: the last ${m - n} columns of Q are determined but for a rotation. ` +
        "Use mode 'reduced'.",
    );
  return [m, n, Math.min(m, n)];
}

/* @nondifferentiable */
function expectIndependent(r: NDArray): void {
  expectIndependentColumns(r);
}

/* @differentiable */
function ofTall(q: NDArray, r: NDArray, dq: NDArray, dr: NDArray): NDArray {
  const m = sub(matmul(r, matrixTranspose(triangle(dr, 0, true))), matmul(matrixTranspose(dq), q));
  const copied = add(triangle(m, 0, false), matrixTranspose(triangle(m, -1, false)));
  // X·R⁻ᵀ is the transpose of R⁻¹·Xᵀ.
  return overTriangle(add(dq, matmul(q, copied)), r, UPPER);
}

/* @differentiable */
function ofWide(a: ArrayInput, q: NDArray, r: NDArray, dq: NDArray, dr: NDArray): NDArray {
  const k = shapeOf(q).at(-1)!;
  const n = shapeOf(r).at(-1)!;
  const y = columns(a as NDArray, k, n);
  const dv = columns(dr, k, n);
  const dx = ofTall(q, columns(r, 0, k), add(dq, matmul(y, matrixTranspose(dv))), columns(dr, 0, k));
  return add(placed(dx, 0, n), placed(matmul(q, dv), k, n));
}

/** Columns `from` to `to`. */
/* @differentiable */
function columns(x: NDArray, from: number, to: number): NDArray {
  // Matrices of a row each, of which parts of the last axis can be taken.
  return takePart(x, from, [to - from]);
}

/** The opposite of `columns`. */
/* @differentiable */
function placed(x: NDArray, from: number, n: number): NDArray {
  return putPart(x, from, 1, n);
}

/**
 * The QR decomposition by Householder reflectors, with the signs of LAPACK and NumPy.
 *
 * @param a  [..., m, n]
 * @param options  `{ mode }`: `'reduced'` (default), Q of k = min(m, n) columns, or `'complete'`, of m columns, which has a derivative only for m ≤ n
 * @returns `{ q, r }` of shapes [..., m, k] and [..., k, n]
 * @throws DIFF3201 for a vector; DIFF3204 for the derivative where the first k columns depend on one another
 * @example
 * qr([[3, 1], [4, 1]]).r.get(0, 0)   // -5
 */
/* @differentiable */
export function qr(a: ArrayInput, options?: QROptions): QR {
  const complete = isComplete(options);
  const [m, n, k] = shapesOfQR(shapeOf(a), complete);
  const both = packedQR(a, complete);
  return { q: takePart(both, 0, [m, k]), r: takePart(both, m * k, [k, n]) };
}

/* @nondifferentiable */
function isComplete(options: QROptions = {}): boolean {
  const { mode = 'reduced' } = options;
  if (mode !== 'reduced' && mode !== 'complete')
    throw new DiffError(
      'DIFF3202',
      `qr was given the mode '${String(mode)}'. There are 'reduced' and 'complete'.`,
    );
  return mode === 'complete';
}

/* @nondifferentiable */
function shapesOfQR(shape: Shape, complete: boolean): [m: number, n: number, k: number] {
  const [m, n] = [shape.at(-2) ?? 0, shape.at(-1) ?? 0];
  return [m, n, complete ? m : Math.min(m, n)];
}
