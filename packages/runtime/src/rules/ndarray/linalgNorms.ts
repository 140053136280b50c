import { DiffError } from '../../errors/DiffError.js';
import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/linalg/norms.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import type { Shape } from '../../ndarray/shape.js';
import { div, mul, neg, plus, scaled } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { broadcastTo, shapeOf } from './broadcast.js';
import { diagonals } from './linalgParts.js';
import { inv } from './linalgSolve.js';
import { svdvals } from './linalgSVD.js';
import { sum } from './reduce.js';
import { asarray, expandDims, matrixTranspose, transpose } from './views.js';

/** |x|^q, or sign(x)·|x|^q.  ∂x = q·|x|^(q − 1), of the other parity. */
const absPower: (x: ArrayInput, q: number, odd: boolean) => NDArray = /* @__PURE__ */ arrayRule(
  plain.absPower,
  'norm',
  {
    saves: [0],
    vjp: [
      /* @differentiable */ (d, _out, [x, q, odd]) =>
        q === 0 ? null : scaled(d, mul(q, absPower(x, q - 1, !odd))),
      null,
      null,
    ],
    /* @differentiable */
    jvp: ([x_], _out, [x, q, odd]) =>
      x_ === null || q === 0 ? null : scaled(x_, mul(q, absPower(x, q - 1, !odd))),
  },
);

/** x/y; 0, with derivative 0, where y is 0. */
const quotient: (x: ArrayInput, y: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(
  plain.quotient,
  'norm',
  {
    saves: [1, 'out'],
    vjp: [
      /* @differentiable */ (d, _out, [, y]) => quotient(d, y),
      /* @differentiable */ (d, out, [, y]) => neg(quotient(scaled(d, out), y)),
    ],
    /* @differentiable */
    jvp: ([x_, y_], out, [, y]) => plus(x_ && quotient(x_, y), y_ && neg(quotient(mul(y_, out), y))),
  },
);

/**
 * Norms over the last `count` axes.  ∂xᵢ = sign(xᵢ)·(|xᵢ|/out)^(p − 1), 0 where `out` is 0.
 */
const vectorNorm: (x: ArrayInput, count: number, p: number) => NDArray | number = /* @__PURE__ */ arrayRule(
  plain.vectorNorm,
  'norm',
  {
    saves: [0, 'out'],
    vjp: [
      /* @differentiable */ (d, out, [x, count, p]) =>
        p === 0 ? null : scaled(broadcastTo(restored(d, count), shapeOf(x)), slope(x, out, count, p)),
      null,
      null,
    ],
    /* @differentiable */
    jvp: ([x_], out, [x, count, p]) =>
      x_ === null || p === 0 ? null : sumOfLast(scaled(x_, slope(x, out, count, p)), count),
  },
);

/** The derivative of a norm. */
/* @differentiable */
function slope(x: ArrayInput, out: NDArray | number, count: number, p: number): NDArray {
  if (p === Infinity || p === -Infinity) return extremeShares(x, count, p);
  if (p === 1) return absPower(x, 0, true);
  if (p === 2) return quotient(x, restored(out, count));
  return quotient(absPower(x, p - 1, true), absPower(restored(out, count), p - 1, false));
}

/* @nondifferentiable */
function extremeShares(x: ArrayInput, count: number, p: number): NDArray {
  return plain.extremeShares(x, count, p);
}

/** With `count` axes of length 1 behind. */
/* @differentiable */
function restored(d: NDArray | number, count: number): NDArray {
  return typeof d === 'number' ? asarray(d) : expandDims(d, lastAxes(count));
}

/* @differentiable */
function sumOfLast(x: NDArray, count: number): NDArray | number {
  return x.dimension === count ? (sum(x) as number) : sum(x, { axis: lastAxes(count) });
}

/* @nondifferentiable */
function lastAxes(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i - count);
}

/* @nondifferentiable */
function planOf(x: ArrayInput, options: plain.NormOptions | undefined): plain.NormPlan {
  return plain.planNorm(shapeOf(x), options);
}

/**
 * Norms of vectors or of matrices, as NumPy's `linalg.norm`. For real numbers.
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
  const value = planned(transpose(asarray(x), plan.order), plan);
  return plan.restored.length === 0 ? value : expandDims(asarray(value), plan.restored);
}

/* @differentiable */
function planned(x: NDArray, plan: Pick<plain.NormPlan, 'of' | 'count' | 'p'>): NDArray | number {
  if (plan.of === 'numbers') return vectorNorm(x, plan.count, plan.p);
  if (plan.of === 'values') return vectorNorm(svdvals(x), 1, plan.p);
  return vectorNorm(vectorNorm(plan.of === 'columns' ? matrixTranspose(x) : x, 1, 1), 1, plan.p);
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
    const most = vectorNorm(s, 1, Infinity);
    const least = vectorNorm(s, 1, -Infinity);
    return plan.turned ? over(least, most) : over(most, least);
  }
  const own = planned(asarray(a), plan);
  const other = planned(inv(a), plan);
  return typeof own === 'number' && typeof other === 'number' ? own * other : mul(own, other);
}

/* @differentiable */
function over(a: NDArray | number, b: NDArray | number): NDArray | number {
  return typeof a === 'number' && typeof b === 'number' ? a / b : div(a, b);
}

/** How a condition number is computed: by singular values, or as the product of two norms. */
interface CondPlan extends Pick<plain.NormPlan, 'of' | 'count' | 'p'> {
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
  return { values: ord === 2 || ord === -2, turned: ord === -2, count: 2, ...plain.planOfMatrices(ord) };
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
