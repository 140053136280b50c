import { type ArrayInput, isForeignArray } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/broadcast.js';
import { NDArray } from '../../ndarray/NDArray.js';
import type { Shape } from '../../ndarray/shape.js';
import { arrayRule } from './arrayRule.js';

/**
 * An array repeated along axes where it has the length 1, or which it does not have. The gradient sums over what was repeated.
 * @param shape  to which it is broadcast, by NumPy's rule
 * @throws DIFF3201 if it cannot be
 * @example
 * String(broadcastTo([1, 2], [2, 2]))   // '[[1. 2.]\n [1. 2.]]'
 */
export const broadcastTo: (x: ArrayInput, shape: Shape) => NDArray = /* @__PURE__ */ arrayRule(
  plain.broadcastTo,
  'broadcastTo',
  {
    saves: [],
    vjp: [/* @differentiable */ (d) => d],
    /* @differentiable */
    jvp: ([x_], _out, [, shape]) => (x_ === null ? null : broadcastTo(x_, shape)),
  },
);

/** Σ over what broadcasting from `shape` has repeated. */
export const sumTo: (x: ArrayInput, shape: Shape) => NDArray = /* @__PURE__ */ arrayRule(
  plain.sumTo,
  'sumTo',
  {
    saves: [],
    vjp: [/* @differentiable */ (d, _out, [x]) => broadcastTo(d, shapeOf(x))],
    /* @differentiable */
    jvp: ([x_], _out, [, shape]) => (x_ === null ? null : sumTo(x_, shape)),
  },
);

/** The shape of an argument. */
/* @nondifferentiable */
export function shapeOf(x: unknown): Shape {
  const shape: number[] = [];
  let at = x;
  for (; Array.isArray(at) || ArrayBuffer.isView(at); at = (at as unknown[])[0])
    shape.push((at as ArrayLike<unknown>).length);
  // Rows may be arrays themselves.
  return at instanceof NDArray || isForeignArray(at)
    ? at === x
      ? at.shape
      : [...shape, ...at.shape]
    : shape;
}
