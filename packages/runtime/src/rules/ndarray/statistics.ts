import type { ArrayInput } from '../../ndarray/asarray.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import type { ReduceOptions } from '../../ndarray/reducedShape.js';
import { axisOf, type Shape } from '../../ndarray/shape.js';
import * as plain from '../../ndarray/statistics.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { div, mul, ratioOrZero } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { broadcastTo, shapeOf } from './broadcast.js';
import { equal, isinf, logicalAnd, where } from './comparison.js';
import { stack } from './join.js';
import { add, scaled, sub } from './linear.js';
import { added, type Reduction, restored, sum, times } from './reduce.js';
import { expandDims } from './views.js';

const { atPlace, countOf, quantilePlace } = plain;

/** A reduction with options of its own. */
interface ReductionWith<O extends ReduceOptions> {
  (x: ArrayInput, options?: O & { readonly axis?: null; readonly keepdims?: false }): number;
  (x: ArrayInput, options: O): NDArray;
}

/**
 * The arithmetic mean over some axes, or all; NaN of nothing.
 * @param options  `{ axis, keepdims }`; default: all axes, which gives a number
 * @example
 * mean([[1, 2], [3, 4]])                          // 2.5
 * String(mean([[1, 2], [3, 4]], { axis: 0 }))     // '[2. 3.]'
 */
export const mean: Reduction = /* @differentiable */ function mean(
  x: ArrayInput,
  options: ReduceOptions = {},
): NDArray | number {
  const total = sum(x, options) as NDArray | number;
  const count = countOf(shapeOf(x), options);
  return typeof total === 'number' ? total / count : div(total, count);
} as Reduction;

/**
 * The mean weighted with `weights`: Σ w·x / Σ w.
 * @param options  `{ weights, axis, keepdims }`; weights of the shape of `x`, or a vector along the one axis; default: all equal
 * @example
 * average([1, 4], { weights: [2, 1] })   // 2
 */
export const average = /* @differentiable */ function average(
  x: ArrayInput,
  options: AverageOptions = {},
): NDArray | number {
  const { weights } = options;
  if (weights === undefined) return mean(x, options);
  const shape = shapeOf(x);
  const w = broadcastTo(alignedWith(weights, shape, options), shape);
  const total = sum(mul(x, w), options) as NDArray | number;
  const whole = sum(w, options) as NDArray | number;
  return typeof total === 'number' && typeof whole === 'number' ? total / whole : div(total, whole);
} as ReductionWith<AverageOptions>;

/** Options of `average`. */
export interface AverageOptions extends ReduceOptions {
  /** Of the shape of the array, or a vector along the one axis. */
  readonly weights?: ArrayInput;
}

/** x − x̄, with the mean over the reduced axes. */
/* @differentiable */
function deviations(x: ArrayInput, options: ReduceOptions | undefined): NDArray {
  return sub(x, mean(x, { axis: options?.axis ?? null, keepdims: true }));
}

/** The divisor of a variance: how many elements there are, less `ddof`. */
/* @differentiable */
function degrees(x: ArrayInput, ddof: number, options: ReduceOptions): number {
  return countOf(shapeOf(x), options) - ddof;
}

/** S/(n − ddof), S = Σ (x − x̄)².  ∂x = 2 (x − x̄)/(n − ddof),  ∂ddof = out/(n − ddof) */
const varianceOf = /* @__PURE__ */ arrayRule(plain.variance, 'variance', {
  saves: [0, 'out'],
  vjp: [
    /* @differentiable */ (d, _out, [x, ddof, options]) =>
      scaled(times(restored(d, x, options), 2 / degrees(x, ddof, options)), deviations(x, options)),
    /* @differentiable */ (d, out, [x, ddof, options]) =>
      scaled(d, times(out, 1 / degrees(x, ddof, options))),
  ],
  /* @differentiable */
  jvp: ([x_, ddof_], out, [x, ddof, options]) =>
    added(
      x_ && times(sum(scaled(x_, deviations(x, options)), options), 2 / degrees(x, ddof, options)),
      ddof_ && times(times(out, 1 / degrees(x, ddof, options)), ddof_ as number),
    ),
});

/**
 * The variance over some axes, or all: the mean square of the deviations from the mean (NumPy's `var`).
 * @param options  `{ axis, keepdims, ddof }`: Σ (x − x̄)² is divided by their number less `ddof`, default 0; it may be differentiated
 * @example
 * variance([1, 3])                 // 1
 * variance([1, 3], { ddof: 1 })    // 2
 */
export const variance = /* @differentiable */ function variance(
  x: ArrayInput,
  options: plain.VarianceOptions = {},
): NDArray | number {
  return varianceOf(x, options.ddof ?? 0, options);
} as ReductionWith<plain.VarianceOptions>;

/** √(S/(n − ddof)).  ∂x = (x − x̄)/out/(n − ddof),  ∂ddof = out/2/(n − ddof) */
const deviationOf = /* @__PURE__ */ arrayRule(plain.std, 'std', {
  saves: [0, 'out'],
  vjp: [
    /* @differentiable */ (d, out, [x, ddof, options]) =>
      scaled(times(restored(d, x, options), 1 / degrees(x, ddof, options)), unitDeviations(x, out, options)),
    /* @differentiable */ (d, out, [x, ddof, options]) =>
      scaled(d, times(out, 0.5 / degrees(x, ddof, options))),
  ],
  /* @differentiable */
  jvp: ([x_, ddof_], out, [x, ddof, options]) =>
    added(
      x_ && times(sum(scaled(x_, unitDeviations(x, out, options)), options), 1 / degrees(x, ddof, options)),
      ddof_ && times(times(out, 0.5 / degrees(x, ddof, options)), ddof_ as number),
    ),
});

/**
 * The standard deviation over some axes, or all: the root of the variance. Where it is 0, its derivative is taken as 0.
 * @param options  `{ axis, keepdims, ddof }`: Σ (x − x̄)² is divided by their number less `ddof`, default 0; it may be differentiated
 * @example
 * std([1, 3])   // 1
 */
export const std = /* @differentiable */ function std(
  x: ArrayInput,
  options: plain.VarianceOptions = {},
): NDArray | number {
  return deviationOf(x, options.ddof ?? 0, options);
} as ReductionWith<plain.VarianceOptions>;

/** (x − x̄)/σ; 0 where σ is. */
/* @differentiable */
function unitDeviations(x: ArrayInput, out: NDArray | number, options: ReduceOptions): NDArray {
  return ratioOrZero(deviations(x, options), restored(out, x, options));
}

/** The element at a place in the order. */
const orderStatistic = /* @__PURE__ */ arrayRule(plain.orderStatistic, 'quantile', {
  saves: [0],
  vjp: [
    /* @differentiable */ (d, _out, [x, place, options]) =>
      scaled(restored(d, x, options), atPlace(x, place, options)),
    null,
  ],
  /* @differentiable */
  jvp: ([x_], _out, [x, place, options]) => x_ && sum(scaled(x_, atPlace(x, place, options)), options ?? {}),
});

/** lo + part·(hi − lo), without the difference of equal infinities, nor any if `part` is zero. */
/* @differentiable */
function between(lo: NDArray | number, hi: NDArray | number, part: number): NDArray | number {
  if (typeof lo !== 'number' || typeof hi !== 'number')
    return add(lo, scaled(part, where(logicalAnd(equal(lo, hi), isinf(lo)), 0, sub(hi, lo))));
  const gap = hi - lo;
  return !Number.isFinite(gap) && (part === 0 || lo === hi) ? lo : lo + part * gap;
}

/* @differentiable */
function quantileOf(x: ArrayInput, q: number, options: plain.QuantileOptions): NDArray | number {
  const method = options.method ?? 'linear';
  const count = countOf(shapeOf(x), options);
  const { below, above, part } = quantilePlace(count, q, method);
  if (method !== 'linear' && part !== 0.5) return orderStatistic(x, part === 0 ? below : above, options);
  const lo = orderStatistic(x, below, options);
  return between(lo, orderStatistic(x, above, options), method === 'linear' ? q * (count - 1) - below : part);
}

/**
 * The quantile of the order q along some axes, or of all elements: of n in order, it stands at q·(n − 1). NaN where there is one. Equal elements
 * take the derivative in their order.
 * @param q  from 0 to 1; or a list of such numbers, for which the quantiles stand along a first axis
 * @param options  `{ axis, keepdims, method }`; between two elements `'linear'` (the default), `'lower'`, `'higher'`, `'nearest'` or `'midpoint'`
 * @throws DIFF3202 for an empty array, or another q
 * @example
 * quantile([1, 2, 3, 4, 5], 0.25)                    // 2
 * String(quantile([1, 2, 3, 4, 5], [0.25, 0.75]))    // '[2. 4.]'
 */
export const quantile = /* @differentiable */ function quantile(
  x: ArrayInput,
  q: number | readonly number[],
  options: plain.QuantileOptions = {},
): NDArray | number {
  if (typeof q === 'number') return quantileOf(x, q, options);
  const list: (NDArray | number)[] = [];
  for (let i = 0; i < q.length; i++) list.push(quantileOf(x, q[i]!, options));
  return stack(list);
} as QuantileFunction;

interface QuantileFunction {
  (
    x: ArrayInput,
    q: number,
    options?: plain.QuantileOptions & { readonly axis?: null; readonly keepdims?: false },
  ): number;
  (x: ArrayInput, q: number, options: plain.QuantileOptions): NDArray;
  (x: ArrayInput, q: readonly number[], options?: plain.QuantileOptions): NDArray;
}

/**
 * The median along some axes, or of all elements: the middle one in order, or the mean of the two middle ones.
 * @param options  `{ axis, keepdims }`; default: all axes, which gives a number
 * @throws DIFF3202 for an empty array
 * @example
 * median([3, 1, 2])       // 2
 * median([4, 1, 2, 3])    // 2.5
 */
export const median: Reduction = /* @differentiable */ function median(
  x: ArrayInput,
  options: ReduceOptions = {},
): NDArray | number {
  return quantile(x, 0.5, options);
} as Reduction;

/** A vector of weights along the one axis of an array that is reduced, as an array that is broadcast to it. */
/* @differentiable */
function alignedWith(weights: ArrayInput, shape: Shape, options: ReduceOptions): ArrayInput {
  const after = axesBehind(shapeOf(weights), shape, options);
  return after.length === 0 ? weights : expandDims(weights, after);
}

/** The axes behind the reduced one, if the weights are a vector along it. */
const axesBehind = /* @__PURE__ */ withoutLanes(function axesBehind(
  own: Shape,
  shape: Shape,
  { axis }: ReduceOptions,
): number[] {
  if (own.length !== 1 || shape.length === 1 || typeof axis !== 'number') return [];
  const count = shape.length - 1 - axisOf('average', axis, shape.length);
  return Array.from({ length: count }, (_, i) => i + 1);
});
