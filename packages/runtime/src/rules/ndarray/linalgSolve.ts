import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/linalg/arraySolve.js';
import { cofactors as plainCofactors, cofactorsAlong as plainAlong } from '../../ndarray/linalg/cofactors.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { add, mul, neg, plus, sub } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { shapeOf } from './broadcast.js';
import { asColumns, likeRightSides, triangle } from './linalgParts.js';
import { matmul } from './matmul.js';
import { sum } from './reduce.js';
import { expandDims, matrixTranspose } from './views.js';

/** A⁻¹·B, or A⁻ᵀ·B, of matrices whose factors are known. */
const factoredSolve: (
  factors: plain.LUFactors,
  a: ArrayInput,
  b: ArrayInput,
  transposed: boolean,
) => NDArray = /* @__PURE__ */ arrayRule(
  (factors: plain.LUFactors, _a: ArrayInput, b: ArrayInput, transposed: boolean): NDArray =>
    plain.solveFactored(factors, b, transposed),
  'solve',
  {
    saves: [1, 'out'],
    vjp: [
      null,
      /* @differentiable */ (d, out, [factors, a, b, transposed]) => {
        const g = factoredSolve(factors, a, asColumns(d, b), !transposed);
        const x = asColumns(out, b);
        return neg(transposed ? matmul(x, matrixTranspose(g)) : matmul(g, matrixTranspose(x)));
      },
      // The cotangent of a vector that many matrices share has their axes before its own.
      /* @differentiable */ (d, _out, [factors, a, b, transposed]) =>
        likeRightSides(factoredSolve(factors, a, asColumns(d, b), !transposed), b),
      null,
    ],
    /* @differentiable */
    jvp: ([, a_, b_], out, [factors, a, b, transposed]) => {
      const e = transposed && a_ !== null ? matrixTranspose(a_ as NDArray) : a_;
      const right = plus(b_ && asColumns(b_ as NDArray, b), e && neg(matmul(e, asColumns(out, b))));
      return right && likeRightSides(factoredSolve(factors, a, right, transposed), b);
    },
  },
);

/* @nondifferentiable */
function factorsOf(a: ArrayInput): plain.LUFactors {
  return new plain.LUFactors('solve', a).expectRegular('solve');
}

/**
 * The solution X of A·X = B by LU factorisation with partial pivoting, for stacks of matrices too; as NumPy's `linalg.solve`.
 *
 * B̄ = A⁻ᵀ·X̄,  Ā = −B̄·Xᵀ   (Giles, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation", 2008, §2.3.1);
 * derivatives use the factors of the value, and cost a solution each.
 *
 * @param a  [..., n, n]
 * @param b  [n], one right side; or [..., n, k], as many as there are columns; leading axes are broadcast
 * @returns [..., n] or [..., n, k]
 * @throws DIFF3201 for shapes that do not go together, DIFF3204 for a singular matrix
 * @example
 * String(solve([[2, 0], [1, 4]], [2, 5]))   // '[1. 1.]'
 */
/* @differentiable */
export function solve(a: ArrayInput, b: ArrayInput): NDArray {
  return factoredSolve(factorsOf(a), a, b, false);
}

/**
 * The solution X of T·X = B for a triangle of A; the other one is not read.
 *
 * B̄ = T⁻ᵀ·X̄,  T̄ = −B̄·Xᵀ within the triangle.
 *
 * @param a  [..., n, n]
 * @param b  [n], or [..., n, k]; leading axes are broadcast
 * @param options  `{ lower, transpose, unitDiagonal }`: the lower triangle (default: the upper one), its transpose, 1 in place of the diagonal
 * @returns [..., n] or [..., n, k]
 * @throws DIFF3201 for shapes that do not go together, DIFF3204 for a 0 on the diagonal
 * @example
 * String(triangularSolve([[2, 0], [1, 4]], [2, 5], { lower: true }))   // '[1. 1.]'
 */
export const triangularSolve: (a: ArrayInput, b: ArrayInput, options?: plain.TriangleOptions) => NDArray =
  /* @__PURE__ */ arrayRule(plain.solveTriangular, 'triangularSolve', {
    saves: [0, 'out'],
    vjp: [
      /* @differentiable */ (d, out, [a, b, options]) => {
        const g = triangularSolve(a, asColumns(d, b), turned(options));
        const x = asColumns(out, b);
        const whole =
          options?.transpose === true ? matmul(x, matrixTranspose(g)) : matmul(g, matrixTranspose(x));
        return neg(part(whole, options));
      },
      /* @differentiable */ (d, _out, [a, b, options]) =>
        likeRightSides(triangularSolve(a, asColumns(d, b), turned(options)), b),
      null,
    ],
    /* @differentiable */
    jvp: ([a_, b_], out, [a, b, options]) => {
      const moved = a_ && neg(matmul(turnedPart(a_ as NDArray, options), asColumns(out, b)));
      const right = plus(b_ && asColumns(b_ as NDArray, b), moved);
      return right && likeRightSides(triangularSolve(a, right, options), b);
    },
  });

/* @nondifferentiable */
function turned(options: plain.TriangleOptions = {}): plain.TriangleOptions {
  return { ...options, transpose: options.transpose !== true };
}

/** The entries that `triangularSolve` reads. */
/* @differentiable */
function part(x: NDArray, options: plain.TriangleOptions | undefined): NDArray {
  const lower = options?.lower === true;
  const away = options?.unitDiagonal === true ? 1 : 0;
  return triangle(x, lower ? -away : away, !lower);
}

/* @differentiable */
function turnedPart(x: NDArray, options: plain.TriangleOptions | undefined): NDArray {
  const own = part(x, options);
  return options?.transpose === true ? matrixTranspose(own) : own;
}

/**
 * The inverse. Use `solve` for products with one, which is faster and more accurate.
 *
 * Ā = −A⁻ᵀ·C̄·A⁻ᵀ   (Giles 2008, §2.2.3)
 *
 * @param a  [..., n, n]
 * @throws DIFF3201 for matrices that are not square, DIFF3204 for a singular one
 * @example
 * String(inv([[2, 0], [0, 4]]))   // '[[0.5  0.  ]\n [0.   0.25]]'
 */
export const inv: (a: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(plain.inv, 'inv', {
  saves: ['out'],
  vjp: [/* @differentiable */ (d, out) => neg(matmul(matmul(matrixTranspose(out), d), matrixTranspose(out)))],
  /* @differentiable */
  jvp: ([a_], out) => a_ && neg(matmul(matmul(out, a_), out)),
});

/**
 * The determinant. Singular matrices have the derivatives of first and second order too.
 *
 * Ā = det̄·cof A, which is det A·A⁻ᵀ where A is regular   (Giles 2008, §2.2.4)
 *
 * @param a  [..., n, n]
 * @returns a number for a matrix, [...] for a stack
 * @throws DIFF3201 for matrices that are not square; DIFF3204 for a third derivative where one is singular
 * @example
 * det([[1, 2], [3, 4]])   // -2
 */
export const det: (a: ArrayInput) => NDArray | number = /* @__PURE__ */ arrayRule(plain.det, 'det', {
  saves: [0],
  vjp: [/* @differentiable */ (d, _out, [a]) => mul(asFactor(d), cofactors(a))],
  /* @differentiable */
  jvp: ([a_], _out, [a]) => a_ && sumOfMatrices(mul(cofactors(a), a_), a),
});

/** A cotangent of numbers that belong to matrices. */
/* @differentiable */
function asFactor(d: NDArray | number): NDArray | number {
  return typeof d === 'number' ? d : expandDims(d, [-2, -1]);
}

/** Σ over each matrix: a number for one, an array for a stack. */
/* @differentiable */
function sumOfMatrices(x: NDArray, a: ArrayInput): NDArray | number {
  return shapeOf(a).length === 2 ? sum(x) : sum(x, { axis: [-2, -1] });
}

/** ∂ det A/∂A. */
const cofactors: (a: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(plainCofactors, 'det', {
  saves: [0],
  vjp: [/* @differentiable */ (d, _out, [a]) => cofactorsAlong(a, d)],
  /* @differentiable */
  jvp: ([a_], _out, [a]) => a_ && cofactorsAlong(a, a_),
});

/** The second derivative of det along E, which is symmetric in E and what it is multiplied by. */
const cofactorsAlong: (a: ArrayInput, e: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(
  plainAlong,
  'det',
  {
    saves: [0, 1],
    vjp: [
      /* @differentiable */ (d, _out, [a, e]) => thirdOfDet(a, e, d),
      /* @differentiable */ (d, _out, [a]) => cofactorsAlong(a, d),
    ],
    /* @differentiable */
    jvp: ([a_, e_], _out, [a, e]) => plus(a_ && thirdOfDet(a, e, a_), e_ && cofactorsAlong(a, e_)),
  },
);

/**
 * The third derivative of det along E and G, of regular matrices. With B = A⁻¹, X = B·E and Y = B·G it is det A times
 * ((tr X·tr Y − tr XY)·B − tr X·YB − tr Y·XB + XYB + YXB)ᵀ.
 */
/* @differentiable */
function thirdOfDet(a: ArrayInput, e: ArrayInput, g: ArrayInput): NDArray {
  const b = inv(a);
  const x = matmul(b, e);
  const y = matmul(b, g);
  const xy = matmul(x, y);
  const trace = sub(mul(traces(x), traces(y)), traces(xy));
  const single = add(mul(traces(x), matmul(y, b)), mul(traces(y), matmul(x, b)));
  const double = matmul(add(xy, matmul(y, x)), b);
  const whole = add(sub(mul(trace, b), single), double);
  return matrixTranspose(mul(asFactor(det(a)), whole));
}

/** The trace of each matrix, [..., 1, 1]. */
/* @differentiable */
function traces(x: NDArray): NDArray {
  return sum(mul(x, unitLike(x)), { axis: [-2, -1], keepdims: true }) as NDArray;
}

/* @nondifferentiable */
function unitLike(x: NDArray): NDArray {
  return plain.unitArray(x.shape.at(-1)!);
}

/** The sign and the logarithm of a determinant. */
export interface SignAndLog {
  /** 1, −1, or 0 for a singular matrix: a number for a matrix, [...] for a stack. */
  readonly sign: NDArray | number;
  /** log |det A|; −∞ for a singular matrix. */
  readonly logabsdet: NDArray | number;
}

/** log |det A|.  Ā = A⁻ᵀ  (Giles 2008, §2.2.4) */
const logAbsDet: (a: ArrayInput) => NDArray | number = /* @__PURE__ */ arrayRule(plain.logAbsDet, 'slogdet', {
  saves: [0],
  vjp: [/* @differentiable */ (d, _out, [a]) => mul(asFactor(d), matrixTranspose(inv(a)))],
  /* @differentiable */
  jvp: ([a_], _out, [a]) => a_ && sumOfMatrices(mul(matrixTranspose(inv(a)), a_), a),
});

/* @nondifferentiable */
function signOfDet(a: ArrayInput): NDArray | number {
  return plain.signOfDet(a);
}

/**
 * The sign of the determinant and the logarithm of its size, which does not leave the range of numbers as the determinant does.
 *
 * Ā = A⁻ᵀ for the logarithm; the sign has none.
 *
 * @param a  [..., n, n]
 * @returns `{ sign, logabsdet }`, numbers for a matrix, arrays [...] for a stack
 * @throws DIFF3201 for matrices that are not square; DIFF3204 for the derivative where one is singular
 * @example
 * slogdet([[0, 2], [3, 0]]).sign   // -1
 */
/* @differentiable */
export function slogdet(a: ArrayInput): SignAndLog {
  return { sign: signOfDet(a), logabsdet: logAbsDet(a) };
}
