import type { ArrayInput } from '../../ndarray/asarray.js';
import { isComplexArray } from '../../ndarray/complexParts.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import * as plain from '../../ndarray/statistics.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { abs, mul, ratioOrZero, sign } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { max, min } from './extrema.js';
import { scaled } from './linear.js';
import { pow } from './power.js';
import { restored, sum } from './reduce.js';

/** Of every order but 0 and ±∞: ∂ = sign x·(|x|/out)^(ord − 1), and 0 where the norm is 0. */
const powerNorm = /* @__PURE__ */ arrayRule(plain.vectorNorm, 'vectorNorm', {
  saves: [0, 'out'],
  vjp: [
    /* @differentiable */ (d, out, [x, options]) => scaled(restored(d, x, options), slope(x, out, options)),
  ],
  /* @differentiable */
  jvp: ([x_], out, [x, options]) => x_ && sum(scaled(x_, slope(x, out, options)), options ?? {}),
});

/* @differentiable */
function slope(x: ArrayInput, out: NDArray | number, options: plain.VectorNormOptions | undefined): NDArray {
  const ord = options?.ord ?? 2;
  const size = restored(out, x, options);
  if (ord === 2) return ratioOrZero(x, size);
  if (ord === 1) return sign(x);
  return mul(sign(x), pow(ratioOrZero(abs(x), size), ord - 1));
}

/** The number of elements that are not 0. */
const count = /* @__PURE__ */ withoutLanes((x: ArrayInput, options: plain.VectorNormOptions) =>
  plain.vectorNorm(x, options),
);

/**
 * The norm of vectors along some axes, or of all elements: (Σ|x|^ord)^(1/ord). At the zero vector its derivative is taken as 0.
 * @param options  `{ ord, axis, keepdims }`; ord 2 (the default; without overflow), 1, Infinity (the greatest size), -Infinity (the least), 0 (how
 *   many elements are not 0, whose derivative is 0), or any other number; a setting, through which no derivative passes
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
  return ord === 0 ? count(a, options) : powerNorm(a, options);
} as {
  (
    x: ArrayInput,
    options?: { readonly ord?: number; readonly axis?: null; readonly keepdims?: false },
  ): number;
  (x: ArrayInput, options: plain.VectorNormOptions): NDArray;
};
