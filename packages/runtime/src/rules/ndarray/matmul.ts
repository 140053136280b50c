import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/matmul.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { arrayRule } from './arrayRule.js';
import { conjugated, plus } from './linear.js';
import { localProduct } from './local/localProduct.js';
import { asarray, expandDims, matrixTranspose, squeeze } from './views.js';

/**
 * The product of matrices, or of stacks of them, by NumPy's rules: a vector on the left is a row, on the right a column, and has no axis in the
 * result; leading axes are broadcast.
 *
 * Ā = C̄·Bᵀ,  B̄ = Aᵀ·C̄, with Bᴴ and Aᴴ for complex numbers   (Giles, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation", 2008, §2.2.2)
 *
 * @param x  [k], [m, k] or [..., m, k]
 * @param y  [k], [k, n] or [..., k, n]
 * @returns [..., m, n], without the axis of a vector; of shape [] for two vectors
 * @throws DIFF3201 for shapes that do not go together
 * @example
 * String(matmul([[1, 2], [3, 4]], [1, 1]))   // '[3. 7.]'
 */
export const matmul: (x: ArrayInput, y: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(
  plain.matmul,
  'matmul',
  {
    saves: [0, 1],
    local: localProduct,
    vjp: [
      /* @differentiable */ (d, _out, [x, y], into) => {
        if (into !== undefined && plain.addsLeft(d, x, y, into)) return undefined;
        const full = withAxes(d, x, y);
        const columns = asarray(y);
        const right = columns.dimension === 1 ? expandDims(columns, 1) : columns;
        return product(full, adjointOf(right), asarray(x).dimension === 1 ? -2 : undefined, into);
      },
      /* @differentiable */ (d, _out, [x, y], into) => {
        if (into !== undefined && plain.addsRight(d, x, y, into)) return undefined;
        const full = withAxes(d, x, y);
        const rows = asarray(x);
        const left = rows.dimension === 1 ? expandDims(rows, 0) : rows;
        return product(adjointOf(left), full, asarray(y).dimension === 1 ? -1 : undefined, into);
      },
    ],
    /* @differentiable */
    jvp: ([x_, y_], _out, [x, y]) => plus(x_ && matmul(x_, y), y_ && matmul(x, y_)),
  },
);

/** A cotangent of the product with the axes of vectors, which have the length 1. */
/* @differentiable */
function withAxes(d: NDArray, x: ArrayInput, y: ArrayInput): NDArray {
  const columns = asarray(y).dimension === 1 ? expandDims(d, -1) : d;
  return asarray(x).dimension === 1 ? expandDims(columns, -2) : columns;
}

/** The product of two stacks of matrices without an axis that stands for a vector; added to what is there already if it is to be. */
/* @differentiable */
function product(
  a: NDArray,
  b: NDArray,
  axis: number | undefined,
  into: NDArray | undefined,
): NDArray | undefined {
  if (into !== undefined && plain.adds(a, b, into, axis)) return undefined;
  const c = matmul(a, b);
  return axis === undefined ? c : squeeze(c, axis);
}

/** Aᵀ, of complex numbers Aᴴ. */
/* @differentiable */
function adjointOf(a: NDArray): NDArray {
  return asarray(conjugated(matrixTranspose(a)));
}
