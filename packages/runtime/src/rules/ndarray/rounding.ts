import * as plain from '../../ndarray/rounding.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import type { Unary } from './linear.js';

/*
 * Rounding, whose derivative is zero wherever it has one.
 */

/**
 * The greatest whole number that is not greater, elementwise. Its derivative is zero.
 * @example
 * String(floor([1.5, -1.5]))   // '[ 1. -2.]'
 */
export const floor: Unary = /* @__PURE__ */ withoutLanes(plain.floor);

/**
 * The least whole number that is not less, elementwise. Its derivative is zero.
 * @example
 * String(ceil([1.5, -1.5]))   // '[ 2. -1.]'
 */
export const ceil: Unary = /* @__PURE__ */ withoutLanes(plain.ceil);

/**
 * Rounded towards zero, elementwise. Its derivative is zero.
 * @example
 * String(trunc([1.5, -1.5]))   // '[ 1. -1.]'
 */
export const trunc: Unary = /* @__PURE__ */ withoutLanes(plain.trunc);

/**
 * Rounded to so many decimals, elementwise; halves to the even neighbour, as NumPy does (`Math.round` rounds them up). Its derivative is zero.
 * @param decimals  default 0; negative ones round to tens, hundreds, …
 * @example
 * String(round([0.5, 1.5, 2.5]))   // '[0. 2. 2.]'
 * String(round([1.234], 1))        // '[1.2]'
 */
export const round = /* @__PURE__ */ withoutLanes(plain.round);
