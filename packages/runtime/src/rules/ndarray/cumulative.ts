import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/cumulative.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import type { ReduceOptions } from '../../ndarray/reducedShape.js';
import { axesOf, type Shape, sizeOf } from '../../ndarray/shape.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { mul } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { shapeOf } from './broadcast.js';
import { copy } from './casting.js';
import { plus, scaled } from './linear.js';
import { type Reduction, sum } from './reduce.js';
import { asarray, squeeze } from './views.js';

/** The axis along which something is summed up; null for all elements in their order. */
export interface CumulativeOptions {
  readonly axis?: number | null;
}

/*
 * The derivatives of cumulative sums are such sums from the other end. Those of cumulative products are linear recurrences, so that zeros among the
 * factors need no divisions: with y the products, x̄ᵢ = yᵢ₋₁·sᵢ where sᵢ = ȳᵢ + xᵢ₊₁·sᵢ₊₁. Recurrences have recurrences for derivatives.
 */

type Along = (x: ArrayInput, axis: number, fromEnd: boolean) => NDArray;

const cumulativeSum: Along = /* @__PURE__ */ arrayRule(plain.cumulativeSum, 'cumsum', {
  saves: [],
  vjp: [/* @differentiable */ (d, _out, [, axis, fromEnd]) => cumulativeSum(d, axis, !fromEnd)],
  /* @differentiable */
  jvp: ([x_], _out, [, axis, fromEnd]) => x_ && cumulativeSum(x_, axis, fromEnd),
});

const cumulativeProduct: Along = /* @__PURE__ */ arrayRule(plain.cumulativeProduct, 'cumprod', {
  saves: [0, 'out'],
  vjp: [
    /* @differentiable */ (d, out, [x, axis, fromEnd]) =>
      mul(shifted(out, axis, fromEnd, 1), recurrence(d, x, axis, !fromEnd, false)),
  ],
  /* @differentiable */
  jvp: ([x_], out, [x, axis, fromEnd]) =>
    x_ && recurrence(scaled(x_, shifted(out, axis, fromEnd, 1)), x, axis, fromEnd, true),
});

/** Moved by one place along an axis. */
const shifted: (x: ArrayInput, axis: number, back: boolean, fill: number) => NDArray =
  /* @__PURE__ */ arrayRule(plain.shifted, 'cumprod', {
    saves: [],
    vjp: [/* @differentiable */ (d, _out, [, axis, back]) => shifted(d, axis, !back, 0)],
    /* @differentiable */
    jvp: ([x_], _out, [, axis, back]) => x_ && shifted(x_, axis, back, 0),
  });

/** sᵢ = bᵢ + fᵢ·sᵢ₋₁, or with sᵢ₊₁ from the end, where the factor is that of the place (`own`), or that of the place before. */
type Recurrence = (b: ArrayInput, a: ArrayInput, axis: number, fromEnd: boolean, own: boolean) => NDArray;

/** b̄ is the recurrence of the cotangents from the other end, in which factors of places and of those before are exchanged. */
const recurrence: Recurrence = /* @__PURE__ */ arrayRule(plain.recurrence, 'cumprod', {
  saves: [1, 'out'],
  vjp: [
    /* @differentiable */ (d, _s, [, a, axis, fromEnd, own]) => recurrence(d, a, axis, !fromEnd, !own),
    /* @differentiable */ (d, s, [, a, axis, fromEnd, own]) => {
      const lambda = recurrence(d, a, axis, !fromEnd, !own);
      return own
        ? scaled(lambda, shifted(s, axis, fromEnd, 0))
        : scaled(shifted(lambda, axis, !fromEnd, 0), s);
    },
  ],
  /* @differentiable */
  jvp: ([b_, a_], s, [, a, axis, fromEnd, own]) => {
    const terms = plus(b_, a_ && stepsOf(a_, s, axis, fromEnd, own));
    return terms && recurrence(terms, a, axis, fromEnd, own);
  },
});

/** The factors times what they are multiplied with. */
/* @differentiable */
function stepsOf(a: ArrayInput, s: NDArray, axis: number, fromEnd: boolean, own: boolean): NDArray {
  return own ? scaled(a, shifted(s, axis, fromEnd, 0)) : shifted(scaled(a, s), axis, fromEnd, 0);
}

/** A copy of another shape. */
const reshapedCopy: (x: ArrayInput, shape: Shape) => NDArray = /* @__PURE__ */ arrayRule(
  plain.reshapedCopy,
  'cumsum',
  {
    saves: [],
    vjp: [/* @differentiable */ (d, _out, [x]) => reshapedCopy(d, shapeOf(x))],
    /* @differentiable */
    jvp: ([x_], _out, [, shape]) => x_ && reshapedCopy(x_, shape),
  },
);

const sizes = /* @__PURE__ */ withoutLanes(sizeOf);

/* @differentiable */
function inOrder(x: ArrayInput): NDArray {
  return reshapedCopy(x, [sizes(shapeOf(x))]);
}

/**
 * Sums of the elements up to each one, along an axis; without one, of all elements in their order, as a vector. Integers give float64.
 * @param options  `{ axis }`; default null, all elements
 * @example
 * String(cumsum([1, 2, 3]))                           // '[1. 3. 6.]'
 * cumsum([[1, 2], [3, 4]], { axis: 0 }).toArray()     // [[1, 2], [4, 6]]
 */
/* @differentiable */
export function cumsum(x: ArrayInput, options: CumulativeOptions = {}): NDArray {
  const axis = options.axis ?? null;
  return axis === null ? cumulativeSum(inOrder(x), 0, false) : cumulativeSum(x, axis, false);
}

/**
 * Products of the elements up to each one, along an axis; without one, of all elements in their order, as a vector. Derivatives are right where
 * factors are zero. Integers give float64.
 * @param options  `{ axis }`; default null, all elements
 * @example
 * String(cumprod([1, 2, 3]))   // '[1. 2. 6.]'
 */
/* @differentiable */
export function cumprod(x: ArrayInput, options: CumulativeOptions = {}): NDArray {
  const axis = options.axis ?? null;
  return axis === null ? cumulativeProduct(inOrder(x), 0, false) : cumulativeProduct(x, axis, false);
}

/** The products along an axis, which stays:  x̄ᵢ = d times the product of the elements before and that of those behind. */
const productAlong: (x: ArrayInput, axis: number) => NDArray = /* @__PURE__ */ arrayRule(
  plain.productAlong,
  'prod',
  {
    saves: [0],
    vjp: [/* @differentiable */ (d, _out, [x, axis]) => scaled(d, ofOthers(x, axis))],
    /* @differentiable */
    jvp: ([x_], _out, [x, axis]) => x_ && sumAlong(scaled(x_, ofOthers(x, axis)), axis),
  },
);

/** For each element the product of the others along an axis. */
/* @differentiable */
function ofOthers(x: ArrayInput, axis: number): NDArray {
  const before = shifted(cumulativeProduct(x, axis, false), axis, false, 1);
  return mul(before, shifted(cumulativeProduct(x, axis, true), axis, true, 1));
}

/* @differentiable */
function sumAlong(x: NDArray, axis: number): NDArray {
  return sum(x, { axis, keepdims: true });
}

const reducedAxes = /* @__PURE__ */ withoutLanes((rank: number, options: ReduceOptions) =>
  axesOf('prod', options.axis, rank),
);

/**
 * Π x over some axes, or all; 1 of nothing. Derivatives are right where factors are zero. Integers give float64.
 * @param options  `{ axis, keepdims }`; default: all axes, which gives a number
 * @example
 * prod([[1, 2], [3, 4]])                          // 24
 * String(prod([[1, 2], [3, 4]], { axis: 0 }))     // '[3. 8.]'
 */
export const prod: Reduction = /* @differentiable */ function prod(
  x: ArrayInput,
  options: ReduceOptions = {},
): NDArray | number {
  const rank = shapeOf(x).length;
  const axes = reducedAxes(rank, options);
  let result = asarray(x);
  for (let i = axes.length - 1; i >= 0; i--) result = productAlong(result, axes[i]!);
  if (options.keepdims === true) return axes.length === 0 ? copy(result) : result;
  if (axes.length === rank && !isSingle(options)) return result.item();
  return axes.length === 0 ? copy(result) : squeeze(result, axes);
} as Reduction;

/** Is it one axis by number? Then the result is an array even if no axis is left. */
const isSingle = /* @__PURE__ */ withoutLanes((options: ReduceOptions) => typeof options.axis === 'number');
