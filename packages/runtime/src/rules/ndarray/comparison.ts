import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/comparison.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { where as plainWhere } from '../../ndarray/where.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { arrayRule } from './arrayRule.js';

/*
 * Comparisons give arrays of truth values, 0 and 1 in a Uint8Array, which carry no derivative.
 */

type Comparison = (x: ArrayInput, y: ArrayInput) => NDArray;
type Test = (x: ArrayInput) => NDArray;

/**
 * x = y, elementwise and broadcast; of complex numbers too.
 * @example
 * String(equal([1, 2], 2))   // '[false  true]'
 */
export const equal: Comparison = /* @__PURE__ */ withoutLanes(plain.equal);

/**
 * x ≠ y, elementwise and broadcast; of complex numbers too.
 * @example
 * String(notEqual([1, 2], 2))   // '[ true false]'
 */
export const notEqual: Comparison = /* @__PURE__ */ withoutLanes(plain.notEqual);

/**
 * x < y, elementwise and broadcast.
 * @example
 * String(less([1, 2], 2))   // '[ true false]'
 */
export const less: Comparison = /* @__PURE__ */ withoutLanes(plain.less);

/**
 * x ≤ y, elementwise and broadcast.
 * @example
 * String(lessEqual([1, 2], 1))   // '[ true false]'
 */
export const lessEqual: Comparison = /* @__PURE__ */ withoutLanes(plain.lessEqual);

/**
 * x > y, elementwise and broadcast.
 * @example
 * String(greater([1, 2], 1))   // '[false  true]'
 */
export const greater: Comparison = /* @__PURE__ */ withoutLanes((x, y) => plain.less(y, x));

/**
 * x ≥ y, elementwise and broadcast.
 * @example
 * String(greaterEqual([1, 2], 2))   // '[false  true]'
 */
export const greaterEqual: Comparison = /* @__PURE__ */ withoutLanes((x, y) => plain.lessEqual(y, x));

/**
 * Whether both are true, elementwise and broadcast; 0 is false.
 * @example
 * String(logicalAnd([1, 0], [1, 1]))   // '[ true false]'
 */
export const logicalAnd: Comparison = /* @__PURE__ */ withoutLanes(plain.logicalAnd);

/**
 * Whether one is true, elementwise and broadcast; 0 is false.
 * @example
 * String(logicalOr([1, 0], [0, 0]))   // '[ true false]'
 */
export const logicalOr: Comparison = /* @__PURE__ */ withoutLanes(plain.logicalOr);

/**
 * Whether just one is true, elementwise and broadcast; 0 is false.
 * @example
 * String(logicalXor([1, 1], [0, 1]))   // '[ true false]'
 */
export const logicalXor: Comparison = /* @__PURE__ */ withoutLanes(plain.logicalXor);

/**
 * Whether an element is 0 or false.
 * @example
 * String(logicalNot([1, 0]))   // '[false  true]'
 */
export const logicalNot: Test = /* @__PURE__ */ withoutLanes(plain.logicalNot);

/**
 * Whether an element is NaN; of a complex one, whether a part is.
 * @example
 * String(isnan([1, NaN]))   // '[false  true]'
 */
export const isnan: Test = /* @__PURE__ */ withoutLanes(plain.isnan);

/**
 * Whether an element is neither infinite nor NaN; of a complex one, whether both parts are so.
 * @example
 * String(isfinite([1, Infinity, NaN]))   // '[ true false false]'
 */
export const isfinite: Test = /* @__PURE__ */ withoutLanes(plain.isfinite);

/**
 * Whether an element is ±∞; of a complex one, whether a part is.
 * @example
 * String(isinf([1, -Infinity, NaN]))   // '[false  true false]'
 */
export const isinf: Test = /* @__PURE__ */ withoutLanes(plain.isinf);

/**
 * Whether |x − y| ≤ atol + rtol·|y|, elementwise and broadcast; infinities are close to themselves only.
 * @param options  `{ rtol = 1e-5, atol = 1e-8, equalNan = false }`
 * @example
 * String(isclose([1, 1.1], 1 + 1e-9))   // '[ true false]'
 */
export const isclose = /* @__PURE__ */ withoutLanes(plain.isclose);

/**
 * Whether `isclose` holds for all elements.
 * @param options  `{ rtol = 1e-5, atol = 1e-8, equalNan = false }`
 * @example
 * allclose([1, 2], [1, 2 + 1e-9])   // true
 */
export const allclose = /* @__PURE__ */ withoutLanes(plain.allclose);

/**
 * Whether two arrays have one shape and equal elements.
 * @example
 * arrayEqual([1, 2], [1, 2])   // true
 * arrayEqual([1, 1], 1)        // false
 */
export const arrayEqual = /* @__PURE__ */ withoutLanes(plain.arrayEqual);

/**
 * The elements of x where a condition holds and of y elsewhere; all three are broadcast. Elements that are not taken get no cotangent, whatever
 * their derivatives are.
 * @param condition  an array of truth values; of numbers, 0 is false
 * @example
 * String(where([true, false], [1, 2], 0))   // '[1. 0.]'
 */
export const where: (condition: ArrayInput, x: ArrayInput, y: ArrayInput) => NDArray =
  /* @__PURE__ */ arrayRule(plainWhere, 'where', {
    saves: [0],
    vjp: [
      null,
      /* @differentiable */ (d, _out, [condition]) => where(condition, d, 0),
      /* @differentiable */ (d, _out, [condition]) => where(condition, 0, d),
    ],
    /* @differentiable */
    jvp: ([, x_, y_], _out, [condition]) =>
      x_ === null && y_ === null ? null : where(condition, x_ ?? 0, y_ ?? 0),
  });
