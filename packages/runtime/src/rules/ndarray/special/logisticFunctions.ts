import * as plain from '../../../ndarray/special/arrays.js';
import { div, mul, neg, sub, type Unary } from '../arithmetic.js';
import { elementwiseRule } from '../elementwiseRule.js';

/**
 * The logistic function 1/(1 + e⁻ˣ), elementwise, without overflow.  ∂x = out (1 − out)
 * @example
 * sigmoid([0, Infinity]).toArray()   // [0.5, 1]
 */
export const sigmoid: Unary = /* @__PURE__ */ elementwiseRule(
  plain.expit,
  'sigmoid',
  ['out'],
  /* @differentiable */ (_x, out) => mul(out, sub(1, out)),
  'sigmoid',
);

/**
 * `sigmoid` by SciPy's name.
 * @example
 * expit([0]).toArray()   // [0.5]
 */
export const expit = sigmoid;

/**
 * ln(p/(1 − p)), the inverse of `sigmoid`, elementwise: ±∞ at 0 and 1, NaN outside of [0, 1].
 * @example
 * logit([0.5, 1]).toArray()   // [0, Infinity]
 */
export const logit: Unary = /* @__PURE__ */ elementwiseRule(
  plain.logit,
  'logit',
  [0],
  /* @differentiable */ (p) => div(1, mul(p, sub(1, p))),
);

/**
 * ln sigmoid(x), elementwise, without overflow.  ∂x = sigmoid(−x)
 * @example
 * logSigmoid([-1000]).toArray()   // [-1000]
 */
export const logSigmoid: Unary = /* @__PURE__ */ elementwiseRule(
  plain.logExpit,
  'logSigmoid',
  [0],
  /* @differentiable */ (x) => sigmoid(neg(x)),
);
