import { DiffError } from '../../errors/DiffError.js';
import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/linalg/arraySpectra.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { type Shape, shapeText } from '../../ndarray/shape.js';
import { add, mul, sub } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { shapeOf } from './broadcast.js';
import {
  diagonalMatrix,
  diagonals,
  expectTold,
  overGaps,
  overValues,
  putPart,
  skewPart,
  symmetricPart,
  takePart,
} from './linalgParts.js';
import { matmul } from './matmul.js';
import { expandDims, matrixTranspose } from './views.js';

/** A = U·diag(s)·Vᵀ. */
export interface SingularValueDecomposition {
  /** Orthonormal columns: [..., m, k]. */
  readonly u: NDArray;
  /** Falling, not negative: [..., min(m, n)]. */
  readonly s: NDArray;
  /** Orthonormal rows: [..., k, n]. */
  readonly vt: NDArray;
}

/** Options of `svd`. */
export interface SVDOptions {
  /** Square U: [..., m, m], and Vᵀ: [..., n, n]. Default false: k = min(m, n). */
  readonly fullMatrices?: boolean;
}

/**
 * U, s and Vᵀ, packed.
 *
 * With D = Uᵀ·Ȧ·V, its symmetric part S and its skew part K, Eᵢⱼ = 1/(sⱼ − sᵢ), Pᵢⱼ = 1/(sᵢ + sⱼ):
 *   U̇ = U·(S ∘ E + K ∘ P) + (I − U·Uᵀ)·Ȧ·V·diag(s)⁻¹,  V̇ = V·(S ∘ E − K ∘ P) + (I − V·Vᵀ)·Ȧᵀ·U·diag(s)⁻¹,  ṡ = diag D,
 *   Ā = U·(diag s̄ + skew(UᵀŪ + VᵀV̄) ∘ E + skew(UᵀŪ − VᵀV̄) ∘ P)·Vᵀ + (I − U·Uᵀ)·Ū·diag(s)⁻¹·Vᵀ + U·diag(s)⁻¹·V̄ᵀ·(I − V·Vᵀ).
 * These are the formulas of Townsend, "Differentiating the singular value decomposition", 2016, with 1/(sⱼ² − sᵢ²) split, so that sums of singular
 * values that are not 0 are never divided by a difference.
 */
const packedSVD: (a: ArrayInput, full: boolean) => NDArray = /* @__PURE__ */ arrayRule(
  plain.packedSVD,
  'svd',
  {
    saves: ['out'],
    vjp: [
      /* @differentiable */ (d, out, [a, full]) => {
        const [m, n, k] = sizesOfSVD(shapeOf(a), full);
        const u = takePart(out, 0, [m, k]);
        const s = takePart(out, m * k, [k]);
        const vt = takePart(out, m * k + k, [k, n]);
        const v = matrixTranspose(vt);
        const du = takePart(d, 0, [m, k]);
        const ds = takePart(d, m * k, [k]);
        const dv = matrixTranspose(takePart(d, m * k + k, [k, n]));
        const ku = matmul(matrixTranspose(u), du);
        const kv = matmul(vt, dv);
        expectTold(symmetricPart(add(ku, kv)), s, ds, 'svd');
        const apart = overGaps(skewPart(add(ku, kv)), s, 'gap', 'svd');
        const together = overGaps(skewPart(sub(ku, kv)), s, 'sum', 'svd');
        const inner = add(diagonalMatrix(ds, k, k, 0), add(apart, together));
        let sum = matmul(matmul(u, inner), vt);
        if (m > k) sum = add(sum, matmul(overValues(sub(du, matmul(u, ku)), s, 'svd'), vt));
        if (n > k) sum = add(sum, matmul(u, matrixTranspose(overValues(sub(dv, matmul(v, kv)), s, 'svd'))));
        return sum;
      },
      null,
    ],
    /* @differentiable */
    jvp: ([a_], out, [a, full]) => {
      if (a_ === null) return null;
      const e = a_ as NDArray;
      const [m, n, k] = sizesOfSVD(shapeOf(a), full);
      const total = m * k + k + k * n;
      const u = takePart(out, 0, [m, k]);
      const s = takePart(out, m * k, [k]);
      const vt = takePart(out, m * k + k, [k, n]);
      const v = matrixTranspose(vt);
      const ut = matrixTranspose(u);
      const ev = matmul(e, v);
      const inner = matmul(ut, ev);
      const apart = overGaps(symmetricPart(inner), s, 'gap', 'svd');
      const together = overGaps(skewPart(inner), s, 'sum', 'svd');
      let u_ = matmul(u, add(apart, together));
      let v_ = matmul(v, sub(apart, together));
      if (m > k) u_ = add(u_, overValues(sub(ev, matmul(u, inner)), s, 'svd'));
      if (n > k) {
        const eu = matmul(matrixTranspose(e), u);
        v_ = add(v_, overValues(sub(eu, matmul(v, matmul(vt, eu))), s, 'svd'));
      }
      return add(
        putPart(u_, 0, 2, total),
        add(putPart(diagonals(inner, 0), m * k, 1, total), putPart(matrixTranspose(v_), m * k + k, 2, total)),
      );
    },
  },
);

/* @nondifferentiable */
function sizesOfSVD(shape: Shape, full: boolean): [m: number, n: number, k: number] {
  const [m, n] = [shape.at(-2)!, shape.at(-1)!];
  if (full && m !== n)
    throw new DiffError(
      'DIFF3204',
      `svd with fullMatrices has no derivative for matrices of shape ${shapeText([m, n])}: the vectors beyond the first ${Math.min(m, n)} are determined but for a rotation. ` +
        'Leave fullMatrices out.',
    );
  return [m, n, Math.min(m, n)];
}

/**
 * The singular value decomposition A = U·diag(s)·Vᵀ.
 *
 * Where singular values coincide, to rounding, or are 0, vectors are determined but for a rotation. The gradient is right there for whatever does not
 * depend on it and can be told from the cotangents; anything else is an error. For functions of the singular values alone use `svdvals`.
 *
 * @param a  [..., m, n]
 * @param options  `{ fullMatrices }`: square U and Vᵀ, which have a derivative for square A only; default false
 * @returns `{ u, s, vt }`
 * @throws DIFF3201 for a vector; DIFF3204 for a derivative that singular values which coincide do not have
 * @example
 * String(svd([[3, 0], [0, -4]]).s)   // '[4. 3.]'
 */
/* @differentiable */
export function svd(a: ArrayInput, options?: SVDOptions): SingularValueDecomposition {
  const full = options?.fullMatrices === true;
  const both = packedSVD(a, full);
  const [m, p, q, n] = shapesOfSVD(shapeOf(a), full);
  const k = Math.min(m, n);
  return {
    u: takePart(both, 0, [m, p]),
    s: takePart(both, m * p, [k]),
    vt: takePart(both, m * p + k, [q, n]),
  };
}

/* @nondifferentiable */
function shapesOfSVD(shape: Shape, full: boolean): [m: number, p: number, q: number, n: number] {
  const [m, n] = [shape.at(-2)!, shape.at(-1)!];
  const k = Math.min(m, n);
  return full ? [m, m, n, n] : [m, k, k, n];
}

/**
 * The singular values, falling.
 *
 * Ā = U·diag(s̄)·Vᵀ   (Giles 2008, §3.2). Where singular values coincide or are 0 it is right for functions that treat them alike, and one of the
 * directional derivatives for others. Second derivatives need them apart and not 0, and are an error else.
 *
 * @param a  [..., m, n]
 * @returns [..., min(m, n)]
 * @throws DIFF3201 for a vector
 * @example
 * String(svdvals([[3, 0], [0, -4]]))   // '[4. 3.]'
 */
export const svdvals: (a: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(plain.svdvals, 'svdvals', {
  saves: [0],
  vjp: [
    /* @differentiable */ (d, _out, [a]) => {
      const { u, vt } = svd(a);
      return matmul(mul(u, expandDims(d, -2)), vt);
    },
  ],
  /* @differentiable */
  jvp: ([a_], _out, [a]) => {
    if (a_ === null) return null;
    const { u, vt } = svd(a);
    return diagonals(matmul(matmul(matrixTranspose(u), a_ as NDArray), matrixTranspose(vt)), 0);
  },
});
