import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/arithmetic.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { div, ratioOrZero } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { copy } from './casting.js';
import { type Binary, plus, scaled, sub } from './linear.js';
import { asarray } from './views.js';

/** 1 where the first is greater, 0 where the second is, ½ at a tie. */
const shareOfGreater: Binary = /* @__PURE__ */ withoutLanes(plain.shareOfGreater);

/**
 * The greater of x and y, elementwise and broadcast; NaN beside NaN. At a tie both share the derivative equally.
 * @example
 * String(maximum([1, 5], 3))   // '[3. 5.]'
 */
export const maximum: Binary = /* @__PURE__ */ arrayRule(plain.maximum, 'maximum', {
  saves: [0, 1],
  vjp: [
    /* @differentiable */ (d, _out, [x, y]) => scaled(d, shareOfGreater(x, y)),
    /* @differentiable */ (d, _out, [x, y]) => scaled(d, shareOfGreater(y, x)),
  ],
  /* @differentiable */
  jvp: ([x_, y_], _out, [x, y]) =>
    plus(x_ && scaled(x_, shareOfGreater(x, y)), y_ && scaled(y_, shareOfGreater(y, x))),
});

/**
 * The lesser of x and y, elementwise and broadcast; NaN beside NaN. At a tie both share the derivative equally.
 * @example
 * String(minimum([1, 5], 3))   // '[1. 3.]'
 */
export const minimum: Binary = /* @__PURE__ */ arrayRule(plain.minimum, 'minimum', {
  saves: [0, 1],
  vjp: [
    /* @differentiable */ (d, _out, [x, y]) => scaled(d, shareOfGreater(y, x)),
    /* @differentiable */ (d, _out, [x, y]) => scaled(d, shareOfGreater(x, y)),
  ],
  /* @differentiable */
  jvp: ([x_, y_], _out, [x, y]) =>
    plus(x_ && scaled(x_, shareOfGreater(y, x)), y_ && scaled(y_, shareOfGreater(x, y))),
});

/**
 * x limited to lo ≤ x ≤ hi, elementwise and broadcast: `minimum(maximum(x, lo), hi)`, with its derivatives, shared at ties.
 * @param lo  lower bound, or null for none
 * @param hi  upper bound, or null for none
 * @example
 * String(clip([-2, 0.5, 7], 0, 1))   // '[0.  0.5 1. ]'
 */
/* @differentiable */
export function clip(x: ArrayInput, lo: ArrayInput | null, hi: ArrayInput | null): NDArray {
  const raised = lo === null ? asarray(x) : maximum(x, lo);
  return hi === null ? (lo === null ? copy(raised) : raised) : minimum(raised, hi);
}

/**
 * The remainder of x/y with the sign of y, elementwise and broadcast: x − y·⌊x/y⌋, as NumPy's `mod` and Python's `%`.  ∂x = 1,  ∂y = −⌊x/y⌋
 * @example
 * String(mod([5, -5], 3))   // '[2. 1.]'
 */
export const mod: Binary = /* @__PURE__ */ arrayRule(plain.mod, 'mod', {
  saves: [0, 1, 'out'],
  vjp: [
    /* @differentiable */ (d) => d,
    /* @differentiable */ (d, out, [x, y]) => scaled(d, div(sub(out, x), y)),
  ],
  /* @differentiable */
  jvp: ([x_, y_], out, [x, y]) => plus(x_, y_ && scaled(y_, div(sub(out, x), y))),
});

/**
 * The remainder of x/y with the sign of x, elementwise and broadcast: JavaScript's `%`.  ∂x = 1,  ∂y = −trunc(x/y)
 * @example
 * String(fmod([5, -5], 3))   // '[ 2. -2.]'
 */
export const fmod: Binary = /* @__PURE__ */ arrayRule(plain.fmod, 'fmod', {
  saves: [0, 1, 'out'],
  vjp: [
    /* @differentiable */ (d) => d,
    /* @differentiable */ (d, out, [x, y]) => scaled(d, div(sub(out, x), y)),
  ],
  /* @differentiable */
  jvp: ([x_, y_], out, [x, y]) => plus(x_, y_ && scaled(y_, div(sub(out, x), y))),
});

/**
 * ⌊x/y⌋, elementwise and broadcast. Its derivative is zero.
 * @example
 * String(floorDivide([5, -5], 3))   // '[ 1. -2.]'
 */
export const floorDivide: Binary = /* @__PURE__ */ withoutLanes(plain.floorDivide);

/**
 * √(x² + y²) without overflow, elementwise and broadcast.  ∂x = x/out, 0 at the origin
 * @example
 * String(hypot([3, 1], [4, 0]))   // '[5. 1.]'
 */
export const hypot: Binary = /* @__PURE__ */ arrayRule(plain.hypot, 'hypot', {
  saves: [0, 1, 'out'],
  vjp: [
    /* @differentiable */ (d, out, [x]) => scaled(d, ratioOrZero(x, out)),
    /* @differentiable */ (d, out, [, y]) => scaled(d, ratioOrZero(y, out)),
  ],
  /* @differentiable */
  jvp: ([x_, y_], out, [x, y]) =>
    plus(x_ && scaled(x_, ratioOrZero(x, out)), y_ && scaled(y_, ratioOrZero(y, out))),
});
