import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/complexParts.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { arrayRule } from './arrayRule.js';

/**
 * The real parts of complex elements; of a real array a copy.
 * @example
 * String(real([complex(1, 2), 3]))   // '[1. 3.]'
 */
export const real: (x: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(plain.real, 'real', {
  saves: [],
  vjp: [/* @differentiable */ (d) => d],
  /* @differentiable */
  jvp: ([x_]) => x_ && real(x_),
});

/** A copy as complex numbers. */
export const widen: (x: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(plain.widen, 'toComplex', {
  saves: [],
  vjp: [/* @differentiable */ (d) => d],
  /* @differentiable */
  jvp: ([x_]) => x_ && widen(x_),
});

/** A derivative as real, or as complex, as the array that it belongs to. */
/* @differentiable */
export function likePartsOf(d: NDArray, x: unknown): NDArray {
  if (plain.isComplexArray(x)) return plain.isComplexArray(d) ? d : widen(d);
  return plain.isComplexArray(d) ? real(d) : d;
}
