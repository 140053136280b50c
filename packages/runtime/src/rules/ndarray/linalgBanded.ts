import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/linalg/arrayBanded.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { neg, plus } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { shapeOf } from './broadcast.js';
import { asColumns, likeRightSides, takePart } from './linalgParts.js';
import { asarray } from './views.js';

type Bandwidths = plain.Bandwidths;

/** The bandwidths of Aᵀ. */
/* @nondifferentiable */
function exchanged([lower, upper]: Bandwidths): Bandwidths {
  return [upper, lower];
}

const bandedTranspose: (widths: Bandwidths, band: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(
  plain.bandedTranspose,
  'bandedTranspose',
  {
    saves: [],
    vjp: [null, /* @differentiable */ (d, _out, [widths]) => bandedTranspose(exchanged(widths), d)],
    /* @differentiable */
    jvp: ([, band_], _out, [widths]) => band_ && bandedTranspose(widths, band_),
  },
);

/** A·X of band matrices. */
const bandedProduct: (widths: Bandwidths, band: ArrayInput, x: ArrayInput) => NDArray =
  /* @__PURE__ */ arrayRule(plain.bandedProduct, 'bandedProduct', {
    saves: [1, 2],
    vjp: [
      null,
      /* @differentiable */ (d, _out, [widths, , x]) => bandOfProduct(widths, d, x),
      /* @differentiable */ (d, _out, [widths, band]) =>
        bandedProduct(exchanged(widths), bandedTranspose(widths, band), d),
    ],
    /* @differentiable */
    jvp: ([, band_, x_], _out, [widths, band, x]) =>
      plus(band_ && bandedProduct(widths, band_, x), x_ && bandedProduct(widths, band, x_)),
  });

/** The band of Y·Xᵀ. */
const bandOfProduct: (widths: Bandwidths, y: ArrayInput, x: ArrayInput) => NDArray =
  /* @__PURE__ */ arrayRule(plain.bandOfProduct, 'bandOfProduct', {
    saves: [1, 2],
    vjp: [
      null,
      /* @differentiable */ (d, _out, [widths, , x]) => bandedProduct(widths, d, x),
      /* @differentiable */ (d, _out, [widths, y]) =>
        bandedProduct(exchanged(widths), bandedTranspose(widths, d), y),
    ],
    /* @differentiable */
    jvp: ([, y_, x_], _out, [widths, y, x]) =>
      plus(y_ && bandOfProduct(widths, y_, x), x_ && bandOfProduct(widths, y, x_)),
  });

/**
 * The solution X of A·X = B for band matrices, by LU factorisation with partial pivoting within the band; as SciPy's `solve_banded`.
 *
 * B̄ = A⁻ᵀ·X̄,  Ā = −B̄·Xᵀ within the band. Costs O(n·lower·(lower + upper)), its derivatives too.
 *
 * @param bandwidths  `[lower, upper]`: how many diagonals there are below and above the main one
 * @param band  [..., lower + upper + 1, n], the highest diagonal first: A[i, j] stands at `[upper + i − j, j]`; what lies outside of A is not read
 * @param b  [n], one right side; or [..., n, k]; leading axes are broadcast
 * @returns [..., n] or [..., n, k]
 * @throws DIFF3201 for shapes that do not go together, DIFF3202 for wrong bandwidths, DIFF3204 for a singular matrix
 * @example
 * String(bandedSolve([0, 1], [[0, 1], [2, 4]], [3, 4]))   // '[1. 1.]'
 */
export const bandedSolve: (bandwidths: Bandwidths, band: ArrayInput, b: ArrayInput) => NDArray =
  /* @__PURE__ */ arrayRule(plain.bandedSolve, 'bandedSolve', {
    saves: [1, 'out'],
    vjp: [
      null,
      /* @differentiable */ (d, out, [widths, band, b]) =>
        neg(bandOfProduct(widths, solveTransposed(widths, band, asColumns(d, b)), asColumns(out, b))),
      /* @differentiable */ (d, _out, [widths, band, b]) =>
        likeRightSides(solveTransposed(widths, band, asColumns(d, b)), b),
    ],
    /* @differentiable */
    jvp: ([, band_, b_], out, [widths, band, b]) => {
      const moved = band_ && neg(bandedProduct(widths, band_, asColumns(out, b)));
      const right = plus(b_ && asColumns(b_ as NDArray, b), moved);
      return right && likeRightSides(bandedSolve(widths, band, right), b);
    },
  });

/** A⁻ᵀ·B. */
/* @differentiable */
function solveTransposed(widths: Bandwidths, band: ArrayInput, b: NDArray): NDArray {
  return bandedSolve(exchanged(widths), bandedTranspose(widths, band), b);
}

/** The band of tridiagonal matrices, each diagonal in a row. */
const tridiagonalBand: (below: ArrayInput, diagonal: ArrayInput, above: ArrayInput) => NDArray =
  /* @__PURE__ */ arrayRule(plain.tridiagonalBand, 'tridiagonalSolve', {
    saves: [],
    vjp: [
      /* @differentiable */ (d, _out, [below]) => takePart(d.pick(...rowIndex(d, 2)), 0, lastShape(below)),
      /* @differentiable */ (d) => d.pick(...rowIndex(d, 1)),
      /* @differentiable */ (d, _out, [, , above]) =>
        takePart(d.pick(...rowIndex(d, 0)), 1, lastShape(above)),
    ],
    /* @differentiable */
    jvp: ([below_, diagonal_, above_], _out, [below, diagonal, above]) =>
      tridiagonalBand(
        below_ === null ? zerosOf(below) : (below_ as NDArray),
        diagonal_ === null ? zerosOf(diagonal) : (diagonal_ as NDArray),
        above_ === null ? zerosOf(above) : (above_ as NDArray),
      ),
  });

/** Row `row` of the matrices of a stack, for `pick`. */
/* @nondifferentiable */
function rowIndex(x: NDArray, row: number): (number | null)[] {
  return [...x.shape.slice(0, -2).map(() => null), row, null];
}

/* @nondifferentiable */
function lastShape(x: ArrayInput): number[] {
  return [shapeOf(x).at(-1)!];
}

/* @nondifferentiable */
function zerosOf(x: ArrayInput): NDArray {
  return plain.zerosOf(shapeOf(x));
}

/**
 * The solution X of A·X = B for tridiagonal matrices, with partial pivoting, in O(n).
 *
 * B̄ = A⁻ᵀ·X̄,  Ā = −B̄·Xᵀ on the three diagonals.
 *
 * @param below  [..., n − 1]: `below[i]` is A[i + 1, i]
 * @param diagonal  [..., n]
 * @param above  [..., n − 1]: `above[i]` is A[i, i + 1]
 * @param b  [n], one right side; or [..., n, k]; leading axes are broadcast
 * @returns [..., n] or [..., n, k]
 * @throws DIFF3201 for shapes that do not go together, DIFF3204 for a singular matrix
 * @example
 * String(tridiagonalSolve([1], [2, 3], [1], [3, 4]))   // '[1. 1.]'
 */
/* @differentiable */
export function tridiagonalSolve(
  below: ArrayInput,
  diagonal: ArrayInput,
  above: ArrayInput,
  b: ArrayInput,
): NDArray {
  const band = tridiagonalBand(asarray(below), asarray(diagonal), asarray(above));
  return bandedSolve(tridiagonal(), band, b);
}

/* @nondifferentiable */
function tridiagonal(): Bandwidths {
  return [1, 1];
}
