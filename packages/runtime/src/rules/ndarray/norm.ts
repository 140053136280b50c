import type { ArrayInput } from '../../ndarray/asarray.js';
import { isComplexArray } from '../../ndarray/complexParts.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import type { ReduceOptions } from '../../ndarray/reducedShape.js';
import * as plain from '../../ndarray/statistics.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { abs, div, mul, plus, ratioOrZero, scaled } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { equal, where } from './comparison.js';
import { log } from './elementary.js';
import { max, min } from './extrema.js';
import { pow } from './power.js';
import { added, restored, sum, times } from './reduce.js';

/**
 * Of every order but 0 and ±∞; with tᵢ = |xᵢ|/out:  ∂xᵢ = sign xᵢ·tᵢ^(ord − 1),  ∂ord = out/ord·Σ tᵢ^ord ln tᵢ.  Both are 0 where the norm is, and
 * terms at tᵢ = 0 are.
 */
const powerNorm = /* @__PURE__ */ arrayRule(plain.vectorNorm, 'vectorNorm', {
  saves: [0, 'out'],
  vjp: [
    /* @differentiable */ (d, out, [x, ord, options]) =>
      scaled(restored(d, x, options), slope(x, restored(out, x, options), ord)),
    /* @differentiable */ (d, out, [x, ord, options]) => scaled(d, slopeInOrder(x, out, ord, options)),
  ],
  /* @differentiable */
  jvp: ([x_, ord_], out, [x, ord, options]) =>
    added(
      x_ && sum(scaled(x_, slope(x, restored(out, x, options), ord)), options),
      ord_ && times(slopeInOrder(x, out, ord, options), ord_ as number),
    ),
});

/** s = sign x·t^q, t = |x|/size, q = ord − 1:  ∂x = q t^(q − 1)/size,  ∂size = −q s/size,  ∂ord = s ln t */
const slope: (x: ArrayInput, size: ArrayInput, ord: number) => NDArray = /* @__PURE__ */ arrayRule(
  plain.normSlope,
  'vectorNorm',
  {
    vjp: [
      /* @differentiable */ (d, _out, [x, size, ord]) => scaled(d, slopeInElement(x, size, ord)),
      /* @differentiable */ (d, out, [, size, ord]) => scaled(d, slopeInSize(out, size, ord)),
      /* @differentiable */ (d, out, [x, size]) => scaled(d, timesLog(out, ratioOrZero(abs(x), size))),
    ],
    /* @differentiable */
    jvp: ([x_, size_, ord_], out, [x, size, ord]) =>
      plus(
        x_ && scaled(x_, slopeInElement(x, size, ord)),
        plus(
          size_ && scaled(size_, slopeInSize(out, size, ord)),
          ord_ && scaled(ord_, timesLog(out, ratioOrZero(abs(x), size))),
        ),
      ),
  },
);

/* @differentiable */
function slopeInElement(x: ArrayInput, size: ArrayInput, ord: number): NDArray {
  // At order 1 it is 0 also where t^(−1) is infinite.
  return ratioOrZero(scaled(ord - 1, pow(ratioOrZero(abs(x), size), ord - 2)), size);
}

/* @differentiable */
function slopeInSize(out: NDArray, size: ArrayInput, ord: number): NDArray {
  return ratioOrZero(mul(1 - ord, out), size);
}

/* @differentiable */
function slopeInOrder(
  x: ArrayInput,
  out: NDArray | number,
  ord: number,
  options: ReduceOptions,
): NDArray | number {
  const t = ratioOrZero(abs(x), restored(out, x, options));
  const whole = sum(timesLog(pow(t, ord), t), options) as NDArray | number;
  return typeof whole === 'number' && typeof out === 'number'
    ? (out / ord) * whole
    : mul(div(out, ord), whole);
}

/** p ln t; 0 where t is. */
/* @differentiable */
function timesLog(p: NDArray, t: NDArray): NDArray {
  return where(equal(t, 0), 0, mul(p, log(t)));
}

/** The number of elements that are not 0. */
const count = /* @__PURE__ */ withoutLanes((x: ArrayInput, options: ReduceOptions) =>
  plain.vectorNorm(x, 0, options),
);

/**
 * The norm of vectors along some axes, or of all elements: (Σ|x|^ord)^(1/ord). At the zero vector its derivative is taken as 0.
 * @param options  `{ ord, axis, keepdims }`; ord 2 (the default; without overflow), 1, Infinity (the greatest size), -Infinity (the least), 0 (how
 *   many elements are not 0, whose derivative is 0), or any other number, which may be differentiated
 * @example
 * vectorNorm([3, 4])                              // 5
 * vectorNorm([3, -4], { ord: 1 })                 // 7
 * String(vectorNorm([[3, 4], [0, 1]], { axis: 1 }))   // '[5. 1.]'
 */
export const vectorNorm = /* @differentiable */ function vectorNorm(
  x: ArrayInput,
  options: plain.VectorNormOptions = {},
): NDArray | number {
  const a = isComplexArray(x) ? abs(x) : x;
  const ord = options.ord ?? 2;
  if (ord === Infinity) return max(abs(a), options);
  if (ord === -Infinity) return min(abs(a), options);
  return ord === 0 ? count(a, options) : powerNorm(a, ord, options);
} as {
  (
    x: ArrayInput,
    options?: { readonly ord?: number; readonly axis?: null; readonly keepdims?: false },
  ): number;
  (x: ArrayInput, options: plain.VectorNormOptions): NDArray;
};
