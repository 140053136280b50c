import { DiffError } from '../../errors/DiffError.js';
import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/linalg/norms.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import type { Shape } from '../../ndarray/shape.js';
import { div, mul } from './arithmetic.js';
import { shapeOf } from './broadcast.js';
import { diagonals } from './linalgParts.js';
import { inv } from './linalgSolve.js';
import { svdvals } from './linalgSVD.js';
import { vectorNorm } from './norm.js';
import { sum } from './reduce.js';
import { asarray, expandDims, transpose } from './views.js';

/* @nondifferentiable */
function planOf(x: ArrayInput, options: plain.NormOptions | undefined): plain.NormPlan {
  return plain.planNorm(shapeOf(x), options);
}

/**
 * Norms of vectors or of matrices, as NumPy's `linalg.norm`.
 *
 * The derivative of a norm is 0 at 0; of the greatest |x| that are equal each has an equal share.
 *
 * | ord | of vectors | of matrices |
 * |---|---|---|
 * | null (default) | √Σx² | √Σx² |
 * | `'fro'`, `'nuc'` | | √Σx², the sum of singular values |
 * | 2, −2 | √Σx² | the greatest, the least singular value |
 * | 1, −1 | Σ│x│, 1/Σ(1/│x│) | the greatest, the least sum of │x│ over a column |
 * | ∞, −∞ | the greatest, the least │x│ | the greatest, the least sum of │x│ over a row |
 * | p | (Σ│x│ᵖ)^(1/p), for 0 how many are not 0 | |
 *
 * The order p of vectors may be differentiated.
 *
 * @param x  an array of any shape
 * @param options  `{ ord, axis, keepdims }`: by default over all axes; `axis` one axis, of vectors, or two, of matrices
 * @returns a number over all axes, else an array without those axes (with them, of length 1, if `keepdims`)
 * @throws DIFF3202 for an order or axes that do not fit, DIFF3203 for complex numbers
 * @example
 * norm([3, -4])                                   // 5
 * norm([[1, 2], [3, 4]], { ord: Infinity })       // 7
 * String(norm([[3, -4], [0, 2]], { axis: 1 }))    // '[5. 2.]'
 */
/* @differentiable */
export function norm(x: ArrayInput, options?: plain.NormOptions): NDArray | number {
  const plan = planOf(x, options);
  if (plan.of === 'numbers')
    return vectorNorm(x, {
      ord: orderOf(options, plan.p),
      axis: plan.axes,
      keepdims: plan.restored.length > 0,
    });
  const value = ofMatrices(transpose(asarray(x), plan.order), plan);
  return plan.restored.length === 0 ? value : expandDims(asarray(value), plan.restored);
}

/** The order of a norm of numbers as it was given, with its derivative; a plan has none. */
/* @differentiable */
function orderOf(options: plain.NormOptions | undefined, p: number): number {
  const ord = options?.ord;
  return typeof ord === 'number' ? ord : p;
}

/** Of the matrices along the last two axes: a number for one. */
/* @differentiable */
function ofMatrices(x: NDArray, plan: Pick<plain.NormPlan, 'of' | 'p'>): NDArray | number {
  if (plan.of === 'numbers') return x.dimension === 2 ? vectorNorm(x) : vectorNorm(x, { axis: [-2, -1] });
  if (plan.of === 'values') return overLast(svdvals(x), plan.p);
  return overLast(vectorNorm(x, { ord: 1, axis: plan.of === 'columns' ? -2 : -1 }), plan.p);
}

/** A number for one vector. */
/* @differentiable */
function overLast(x: NDArray, p: number): NDArray | number {
  return x.dimension === 1 ? vectorNorm(x, { ord: p }) : vectorNorm(x, { ord: p, axis: -1 });
}

/**
 * The condition number: by default the greatest singular value over the least, ∞ for a singular matrix.
 *
 * @param a  [..., m, n]; [..., n, n] for orders other than ±2
 * @param options  `{ ord }`: 2 (default), −2 for the reciprocal of that; for others ‖A‖·‖A⁻¹‖
 * @returns a number for a matrix, [...] for a stack
 * @throws DIFF3201 for shapes that do not fit, DIFF3202 for other orders, DIFF3204 for a singular matrix and orders other than ±2
 * @example
 * cond([[2, 0], [0, 4]])   // 2
 */
/* @differentiable */
export function cond(a: ArrayInput, options?: { readonly ord?: plain.NormOrder }): NDArray | number {
  const plan = planOfCond(options);
  if (plan.values) {
    const s = svdvals(a);
    const most = overLast(s, Infinity);
    const least = overLast(s, -Infinity);
    return plan.turned ? over(least, most) : over(most, least);
  }
  const own = ofMatrices(asarray(a), plan);
  const other = ofMatrices(inv(a), plan);
  return typeof own === 'number' && typeof other === 'number' ? own * other : mul(own, other);
}

/* @differentiable */
function over(a: NDArray | number, b: NDArray | number): NDArray | number {
  return typeof a === 'number' && typeof b === 'number' ? a / b : div(a, b);
}

/** How a condition number is computed: by singular values, or as the product of two norms. */
interface CondPlan extends Pick<plain.NormPlan, 'of' | 'p'> {
  readonly values: boolean;
  readonly turned: boolean;
}

/* @nondifferentiable */
function planOfCond({ ord = 2 }: { readonly ord?: plain.NormOrder } = {}): CondPlan {
  if (!['fro', 'nuc', 1, -1, 2, -2, Infinity, -Infinity].includes(ord))
    throw new DiffError(
      'DIFF3202',
      `cond was given ord ${String(ord)}. Give 2, −2, 1, −1, Infinity, −Infinity, 'fro' or 'nuc'.`,
    );
  return { values: ord === 2 || ord === -2, turned: ord === -2, ...plain.planOfMatrices(ord) };
}

/**
 * The sum of a diagonal of matrices.
 * @param a  [..., m, n]
 * @param options  `{ offset }`: how far above the main diagonal it is; default 0
 * @returns a number for a matrix, [...] for a stack
 * @throws DIFF3201 for a vector
 * @example
 * trace([[1, 2], [3, 4]])   // 5
 */
/* @differentiable */
export function trace(a: ArrayInput, options?: { readonly offset?: number }): NDArray | number {
  expectMatrices(shapeOf(a));
  const whole = diagonals(asarray(a), options?.offset ?? 0);
  return whole.dimension === 1 ? (sum(whole) as number) : sum(whole, { axis: -1 });
}

/* @nondifferentiable */
function expectMatrices(shape: Shape): void {
  if (shape.length < 2)
    throw new DiffError(
      'DIFF3201',
      `trace needs a matrix, or a stack of them, and was given an array of ${shape.length} axes.`,
    );
}
