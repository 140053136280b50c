import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/matmul.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { arrayRule, type CotangentPart } from './arrayRule.js';
import { plus } from './arithmetic.js';
import { asarray, expandDims, matrixTranspose, squeeze } from './views.js';

/**
 * The product of matrices, or of stacks of them, by NumPy's rules: a vector on the left is a row, on the right a column, and has no axis in the
 * result; leading axes are broadcast.
 *
 * Ā = C̄·Bᵀ,  B̄ = Aᵀ·C̄   (Giles, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation", 2008, §2.2.2)
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
    /* @differentiable */
    vjp: (d, _out, [x, y]) => {
      const a = asarray(x);
      const b = asarray(y);
      const rows = a.dimension === 1 ? expandDims(a, 0) : a;
      const columns = b.dimension === 1 ? expandDims(b, 1) : b;
      const withColumns = b.dimension === 1 ? expandDims(d, -1) : d;
      const full = a.dimension === 1 ? expandDims(withColumns, -2) : withColumns;
      return [
        product(full, matrixTranspose(columns), a.dimension === 1 ? -2 : undefined),
        product(matrixTranspose(rows), full, b.dimension === 1 ? -1 : undefined),
      ];
    },
    /* @differentiable */
    jvp: ([x_, y_], _out, [x, y]) => plus(x_ && matmul(x_, y), y_ && matmul(x, y_)),
  },
);

/** The product of two stacks of matrices without an axis that stands for a vector; added to what is there already if it is to be. */
/* @differentiable */
function product(a: NDArray, b: NDArray, axis: number | undefined): CotangentPart {
  return (into) => {
    if (into !== undefined && plain.adds(a, b, into, axis)) return undefined;
    const c = matmul(a, b);
    return axis === undefined ? c : squeeze(c, axis);
  };
}
