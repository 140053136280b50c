import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/complexParts.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { arrayRule } from './arrayRule.js';
import { atan2 } from './elementary.js';
import type { Binary, Unary } from './linear.js';
import { real } from './parts.js';

/**
 * The imaginary parts of complex elements; zeros for a real array.
 * @example
 * String(imag([complex(1, 2), 3]))   // '[2. 0.]'
 */
export const imag: Unary = /* @__PURE__ */ arrayRule(plain.imag, 'imag', {
  saves: [],
  vjp: [/* @differentiable */ (d, _out, [x]) => (plain.isComplexArray(x) ? toComplex(0, d) : null)],
  /* @differentiable */
  jvp: ([x_]) => x_ && imag(x_),
});

/**
 * x + iy from real parts x and imaginary parts y, broadcast.
 * @returns complex128; complex64 for float32
 * @example
 * String(toComplex([1, 2], 3))   // '[1.+3.i 2.+3.i]'
 */
export const toComplex: Binary = /* @__PURE__ */ arrayRule(plain.toComplex, 'toComplex', {
  saves: [],
  vjp: [/* @differentiable */ (d) => real(d), /* @differentiable */ (d) => imag(d)],
  /* @differentiable */
  jvp: ([x_, y_]) => toComplex(x_ ?? 0, y_ ?? 0),
});

/**
 * The argument of complex numbers, −π ≤ φ ≤ π; of a real one 0, or π if it is negative. Its gradient is iz/|z|².
 * @example
 * angle([complex(0, 2), -1]).get(0)   // Math.PI / 2
 */
/* @differentiable */
export function angle(z: ArrayInput): NDArray {
  return atan2(imag(z), real(z));
}
