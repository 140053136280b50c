import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/linalg/arrayEigen.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { add, div, mul, neg, square, sub } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { toComplex } from './complex.js';
import { diagonalMatrix, diagonals, lastLength, putPart, takePart } from './linalgParts.js';
import {
  adjoint,
  embedded,
  minusPair,
  type Pair,
  plusPair,
  solvePair,
  times,
  timesEach,
} from './linalgPairs.js';
import { sum } from './reduce.js';
import { expandDims } from './views.js';

/** Complex eigenvalues and eigenvectors. */
export interface Eig {
  /** [..., n], complex */
  readonly values: NDArray;
  /** Columns of length 1, in the order of the values: [..., n, n], complex. */
  readonly vectors: NDArray;
}

/* @differentiable */
function valuesOf(packed: NDArray, n: number): Pair {
  return { re: takePart(packed, 0, [n]), im: takePart(packed, n, [n]) };
}

/* @differentiable */
function vectorsOf(packed: NDArray, n: number): Pair {
  return { re: takePart(packed, 2 * n, [n, n]), im: takePart(packed, 2 * n + n * n, [n, n]) };
}

/* @nondifferentiable */
function expectApart(values: Pair): void {
  plain.expectApart(values.re, values.im);
}

/* @nondifferentiable */
function expectBasis(v: NDArray): void {
  plain.expectBasis(v);
}

/* @nondifferentiable */
function anchors(v: Pair): NDArray {
  return plain.anchors(v.re, v.im);
}

/* @nondifferentiable */
function isZero(x: Pair): boolean {
  return plain.areZeros(x.re) && plain.areZeros(x.im);
}

/* @nondifferentiable */
function unitOf(n: number): NDArray {
  return plain.unitOf(n);
}

/** 1/(λⱼ − λᵢ), 0 on the diagonal; its conjugate if `turned`. */
/* @differentiable */
function reciprocals(values: Pair, turned: boolean): Pair {
  const n = lastLength(values.re);
  const unit = unitOf(n);
  const re = sub(expandDims(values.re, -2), expandDims(values.re, -1));
  const im = sub(expandDims(values.im, -2), expandDims(values.im, -1));
  const size = add(add(square(re), square(im)), unit);
  return { re: div(re, size), im: div(turned ? im : neg(im), size) };
}

/** V⁻¹·Ȧ·V. */
/* @differentiable */
function turnedBy(v: Pair, e: NDArray): Pair {
  expectBasis(embedded(v));
  return solvePair(v, times({ re: e, im: mul(e, 0) }, v));
}

/** The real part of V⁻ᴴ·M·Vᴴ. */
/* @differentiable */
function turnedBack(v: Pair, m: Pair): NDArray {
  expectBasis(embedded(v));
  return solvePair(adjoint(v), times(m, adjoint(v))).re;
}

/* @differentiable */
function diagonalPair(values: Pair, n: number): Pair {
  return { re: diagonalMatrix(values.re, n, n, 0), im: diagonalMatrix(values.im, n, n, 0) };
}

/** Each column over the entry of it that is its anchor, which is real. */
/* @differentiable */
function overAnchors(x: NDArray, v: Pair, anchor: NDArray): NDArray {
  return div(x, sum(mul(v.re, anchor), { axis: -2 }));
}

/**
 * Λ and V, packed.
 *
 * With Fᵢⱼ = 1/(λⱼ − λᵢ), 0 on the diagonal, and U = V·(F ∘ V⁻¹·Ȧ·V):  Λ̇ = diag(V⁻¹·Ȧ·V),  v̇ₖ = uₖ + cₖ·vₖ, where Re cₖ = −Re(vₖᴴ·uₖ) keeps
 * the length and Im cₖ = −Im uₚₖ/vₚₖ keeps the greatest entry, at p, real. In reverse, with g = diag(Vᴴ·V̄),
 * V̄′ = V̄ − V·diag(Re g) − i·eₚ·Im g/vₚ (column by column):  Ā = Re(V⁻ᴴ·(diag Λ̄ + F* ∘ Vᴴ·V̄′)·Vᴴ)
 * (Boeddeker, Hanebrink, Drude, Heymann & Haeb-Umbach, "On the computation of complex-valued gradients with application to statistically optimum
 * beamforming", arXiv:1701.00392, 2017, eq. 4.77; the norms as in PyTorch's).
 */
const packedEig: (a: ArrayInput, withVectors: boolean) => NDArray = /* @__PURE__ */ arrayRule(
  plain.packedEig,
  'eig',
  {
    saves: [0, 'out'],
    vjp: [
      /* @differentiable */ (d, out, [a, withVectors]) => {
        const n = lastLength(a);
        const both = withVectors ? out : packedEig(a, true);
        const v = vectorsOf(both, n);
        const inner = diagonalPair(valuesOf(d, n), n);
        if (!withVectors) return turnedBack(v, inner);
        const dv = vectorsOf(d, n);
        if (isZero(dv)) return turnedBack(v, inner);
        const values = valuesOf(out, n);
        expectApart(values);
        const anchor = anchors(v);
        const k = times(adjoint(v), dv);
        const real = expandDims(diagonals(k.re, 0), -2);
        const turn = expandDims(overAnchors(diagonals(k.im, 0), v, anchor), -2);
        const moved = {
          re: sub(dv.re, mul(v.re, real)),
          im: sub(sub(dv.im, mul(v.im, real)), mul(anchor, turn)),
        };
        const mixed = timesEach(reciprocals(values, true), times(adjoint(v), moved));
        return turnedBack(v, plusPair(inner, mixed));
      },
      null,
    ],
    /* @differentiable */
    jvp: ([a_], out, [a, withVectors]) => {
      if (a_ === null) return null;
      const n = lastLength(a);
      const v = vectorsOf(withVectors ? out : packedEig(a, true), n);
      const turned = turnedBy(v, a_ as NDArray);
      const total = withVectors ? 2 * n + 2 * n * n : 2 * n;
      const values_ = add(
        putPart(diagonals(turned.re, 0), 0, 1, total),
        putPart(diagonals(turned.im, 0), n, 1, total),
      );
      if (!withVectors) return values_;
      const values = valuesOf(out, n);
      expectApart(values);
      const anchor = anchors(v);
      const u = times(v, timesEach(reciprocals(values, false), turned));
      const real = expandDims(sum(add(mul(v.re, u.re), mul(v.im, u.im)), { axis: -2 }), -2);
      const turn = expandDims(overAnchors(sum(mul(u.im, anchor), { axis: -2 }), v, anchor), -2);
      const v_ = minusPair(u, timesEach({ re: real, im: turn }, v));
      return add(values_, add(putPart(v_.re, 2 * n, 2, total), putPart(v_.im, 2 * n + n * n, 2, total)));
    },
  },
);

/**
 * Complex eigenvalues and eigenvectors of square matrices: A·V = V·Λ. Vectors have length 1 and a greatest entry that is real and positive; those of a
 * conjugate pair of values are conjugate, that above the real axis first.
 *
 * The derivative of the vectors needs eigenvalues that are all apart, to rounding, that of the values a matrix that can be diagonalised.
 *
 * @param a  [..., n, n], real
 * @returns `{ values, vectors }`, complex128 (complex64 for float32)
 * @throws DIFF3201 for matrices that are not square; DIFF3204 for a derivative that does not exist
 * @example
 * eig([[0, -1], [1, 0]]).values.toArray()   // [[0, 1], [0, -1]]
 */
/* @differentiable */
export function eig(a: ArrayInput): Eig {
  const both = packedEig(a, true);
  const n = lastLength(a);
  const values = valuesOf(both, n);
  const vectors = vectorsOf(both, n);
  return { values: toComplex(values.re, values.im), vectors: toComplex(vectors.re, vectors.im) };
}

/**
 * The complex eigenvalues of square matrices.
 *
 * Ā = Re(V⁻ᴴ·diag(Λ̄)·Vᴴ). Where eigenvalues coincide it is right for functions that treat them alike, if the matrix can be diagonalised.
 *
 * @param a  [..., n, n], real
 * @returns [..., n], complex128 (complex64 for float32)
 * @throws DIFF3201 for matrices that are not square; DIFF3204 for the derivative of a matrix that cannot be diagonalised
 * @example
 * eigvals([[0, -1], [1, 0]]).toArray()   // [[0, 1], [0, -1]]
 */
/* @differentiable */
export function eigvals(a: ArrayInput): NDArray {
  const values = valuesOf(packedEig(a, false), lastLength(a));
  return toComplex(values.re, values.im);
}
