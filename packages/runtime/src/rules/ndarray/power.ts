import * as plain from '../../ndarray/arithmetic.js';
import type { ArrayInput } from '../../ndarray/asarray.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { mul } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { equal, where } from './comparison.js';
import { log } from './elementary.js';
import { add, type Binary, plus, scaled, sub } from './linear.js';

/**
 * xʸ, elementwise and broadcast; integers give float64. As JavaScript's `**`, 1 to an infinite power is NaN.
 *
 * ∂x = y·xʸ⁻¹, zero at y = 0;  ∂y = out·ln x, zero at x = 0, NaN for x < 0
 * @example
 * String(pow([1, 2, 3], 2))   // '[1. 4. 9.]'
 */
export const pow: Binary = /* @__PURE__ */ arrayRule(plain.pow, 'pow', {
  saves: [0, 1, 'out'],
  vjp: [
    /* @differentiable */ (d, _out, [x, y]) => scaled(d, powSlope(x, y)),
    /* @differentiable */ (d, out, [x]) => scaled(d, slopeInExponent(x, out)),
  ],
  /* @differentiable */
  jvp: ([x_, y_], out, [x, y]) =>
    plus(x_ && scaled(x_, powSlope(x, y)), y_ && scaled(y_, slopeInExponent(x, out))),
});

/** y·xʸ⁻¹ */
const powSlope: Binary = /* @__PURE__ */ arrayRule(plain.powSlope, 'pow', {
  saves: [0, 1],
  vjp: [
    /* @differentiable */ (d, _out, [x, y]) => scaled(d, scaled(y, powSlope(x, sub(y, 1)))),
    /* @differentiable */ (d, _out, [x, y]) => scaled(d, mixedSlope(x, y)),
  ],
  /* @differentiable */
  jvp: ([x_, y_], _out, [x, y]) =>
    plus(x_ && scaled(x_, scaled(y, powSlope(x, sub(y, 1)))), y_ && scaled(y_, mixedSlope(x, y))),
});

/* @differentiable */
function slopeInExponent(x: ArrayInput, out: NDArray): NDArray {
  return where(equal(x, 0), 0, mul(out, log(x)));
}

/** ∂²xʸ/∂x∂y = xʸ⁻¹·(1 + y ln x); at x = 0 that of the side of positive numbers. */
/* @differentiable */
function mixedSlope(x: ArrayInput, y: ArrayInput): NDArray {
  return where(equal(x, 0), where(equal(y, 1), -Infinity, 0), mul(pow(x, sub(y, 1)), add(1, mul(y, log(x)))));
}
