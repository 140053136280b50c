import { accumulates } from '../../ndarray/accumulates.js';
import * as plain from '../../ndarray/arithmetic.js';
import type { ArrayInput } from '../../ndarray/asarray.js';
import { isComplexArray } from '../../ndarray/complexParts.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { setOperators } from '../../ndarray/operators.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { arrayRule } from './arrayRule.js';
import { equal, where } from './comparison.js';
import { elementwiseRule } from './elementwiseRule.js';
import { add, type Binary, conjugated, neg, plus, scaled, sub, type Unary } from './linear.js';
import { localPair } from './local/localPair.js';
import { divisions, multiplications } from './local/pairLoops.js';
import { real } from './parts.js';
import { pow } from './power.js';

export { add, type Binary, neg, plus, scaled, sub, type Unary } from './linear.js';

/**
 * x·y, elementwise and broadcast.
 * @example
 * String(mul([1, 2], 3))   // '[3. 6.]'
 */
export const mul: Binary = /* @__PURE__ */ arrayRule(plain.mul, 'mul', {
  saves: [0, 1],
  local: (general) => localPair(general, multiplications),
  vjp: [
    /* @differentiable */ (d, _out, [, y], into) => product(d, y, into),
    /* @differentiable */ (d, _out, [x], into) => product(d, x, into),
  ],
  /* @differentiable */
  jvp: ([x_, y_], _out, [x, y]) => plus(x_ && scaled(x_, y), y_ && scaled(y_, x)),
});

/** d·x*, added to what is there already if it is to be. */
/* @differentiable */
function product(d: NDArray, x: ArrayInput, into: NDArray | undefined): NDArray | undefined {
  if (into !== undefined && accumulates('mul', d, x, into)) return undefined;
  return scaled(d, conjugated(x));
}

/**
 * x / y, elementwise and broadcast; integers give float64.  ∂x = 1/y,  ∂y = −out/y
 * @example
 * String(div([1, 2], 4))   // '[0.25 0.5 ]'
 */
export const div: Binary = /* @__PURE__ */ arrayRule(plain.div, 'div', {
  saves: [1, 'out'],
  local: (general) => localPair(general, divisions),
  vjp: [
    /* @differentiable */ (d, _out, [, y], into) => {
      if (into !== undefined && accumulates('div', d, y, into)) return undefined;
      return scaled(d, conjugated(reciprocal(y)));
    },
    /* @differentiable */ (d, out, [, y]) => neg(scaled(d, conjugated(div(out, y)))),
  ],
  /* @differentiable */
  jvp: ([x_, y_], out, [, y]) => plus(x_ && scaled(x_, reciprocal(y)), y_ && neg(scaled(y_, div(out, y)))),
});

/**
 * x², elementwise.
 * @example
 * String(square([1, -2]))   // '[1. 4.]'
 */
export const square: Unary = /* @__PURE__ */ elementwiseRule(
  plain.square,
  'square',
  [0],
  /* @differentiable */ (x) => mul(2, x),
  'square',
);

/**
 * 1/x, elementwise; integers give float64.  ∂ = −out²
 * @example
 * String(reciprocal([2, -4]))   // '[ 0.5  -0.25]'
 */
export const reciprocal: Unary = /* @__PURE__ */ elementwiseRule(
  plain.reciprocal,
  'reciprocal',
  ['out'],
  /* @differentiable */ (_x, out) => neg(square(out)),
  'reciprocal',
);

/**
 * |x|, elementwise; real for complex numbers too.  ∂ = sign x, 0 at 0; of complex numbers z/|z|
 * @example
 * String(abs([1, -2]))              // '[1. 2.]'
 * String(abs([complex(3, 4)]))      // '[5.]'
 */
export const abs: Unary = /* @__PURE__ */ arrayRule(plain.abs, 'abs', {
  saves: [0, 'out'],
  vjp: [
    /* @differentiable */ (d, out, [x], into) => {
      if (into !== undefined && accumulates('abs', d, x, into)) return undefined;
      return scaled(d, direction(x, out));
    },
  ],
  /* @differentiable */
  jvp: ([x_], out, [x]) => x_ && real(scaled(x_, conjugated(direction(x, out)))),
});

/** x/|x|; 0 at 0. */
/* @differentiable */
function direction(x: ArrayInput, size: NDArray): NDArray {
  return isComplexArray(x) ? ratioOrZero(x, size) : sign(x);
}

/** x/y; 0 where y is 0. */
/* @differentiable */
export function ratioOrZero(x: ArrayInput, y: ArrayInput): NDArray {
  return where(equal(y, 0), 0, div(x, y));
}

/**
 * −1, 0 or 1, elementwise. Its derivative is zero.
 * @example
 * String(sign([3, -0.5, 0]))   // '[ 1. -1.  0.]'
 */
export const sign: Unary = /* @__PURE__ */ withoutLanes(plain.sign);

setOperators(() => ({ add, sub, mul, div, neg, pow }));
