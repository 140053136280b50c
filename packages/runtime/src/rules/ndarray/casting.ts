import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/casting.js';
import { copy as plainCopy } from '../../ndarray/copy.js';
import { type Dtype, isFloatDtype } from '../../ndarray/dtype.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { arrayRule } from './arrayRule.js';

/**
 * A compact copy.
 * @example
 * const a = asarray([1, 2]);
 * copy(a).set(0, 5);
 * a.get(0)   // 1
 */
export const copy: (x: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(plainCopy, 'copy', {
  saves: [],
  vjp: [/* @differentiable */ (d) => d],
  /* @differentiable */
  jvp: ([x_]) => x_ && copy(x_),
});

/** To a type of floats, by whose rounding the derivative passes unchanged. */
const toFloats: (x: ArrayInput, dtype: Dtype) => NDArray = /* @__PURE__ */ arrayRule(plain.astype, 'astype', {
  saves: [],
  vjp: [/* @differentiable */ (d) => d],
  /* @differentiable */
  jvp: ([x_]) => x_ && copy(x_),
});

/** To integers or truth values, which carry no derivative. */
const toWhole: (x: ArrayInput, dtype: Dtype) => NDArray = /* @__PURE__ */ withoutLanes((x, dtype) =>
  plain.astype(x, dtype),
);

const isFloat = /* @__PURE__ */ withoutLanes(isFloatDtype);

/**
 * A compact copy with elements of another type. The derivative passes the rounding to float32 unchanged; integers and truth values have none.
 * Numbers become integers as a typed array stores them; any number but 0 is true.
 * @throws DIFF3203 for real numbers from complex ones
 * @example
 * astype([1.5, 2], 'float32').data   // Float32Array.of(1.5, 2)
 * astype([1.5, -2.5], 'int32').data  // Int32Array.of(1, -2)
 */
/* @differentiable */
export function astype(x: ArrayInput, dtype: Dtype): NDArray {
  return isFloat(dtype) ? toFloats(x, dtype) : toWhole(x, dtype);
}

/**
 * An array with the elements of nested arrays, a typed array or another array, which are copied.
 * @param options  `{ dtype }`; default: that of the elements, float64 for numbers in nested arrays
 * @throws DIFF3201 for nested arrays of unequal lengths, DIFF3203 for elements that are no numbers
 * @example
 * array([[1, 2], [3, 4]]).shape                    // [2, 2]
 * array([1, 2], { dtype: 'float32' }).dtype        // 'float32'
 */
/* @differentiable */
export function array(x: ArrayInput, options: { readonly dtype?: Dtype } = {}): NDArray {
  return options.dtype === undefined ? copy(x) : astype(x, options.dtype);
}
