import * as plain from '../../../ndarray/special/arrays.js';
import { div, mul, neg, type Unary } from '../arithmetic.js';
import { elementwiseRule } from '../elementwiseRule.js';

/** 2/√π exp(−x²), the slope of `erf`.  ∂x = −2x out */
export const gaussian: Unary = /* @__PURE__ */ elementwiseRule(
  plain.gaussian,
  'gaussian',
  [0, 'out'],
  /* @differentiable */ (x, out) => mul(out, mul(-2, x)),
);

/**
 * The error function 2/√π ∫₀ˣ exp(−t²) dt, elementwise, to one ulp.  ∂x = 2/√π exp(−x²)
 * @example
 * erf([0, Infinity]).toArray()   // [0, 1]
 */
export const erf: Unary = /* @__PURE__ */ elementwiseRule(
  plain.erf,
  'erf',
  [0],
  /* @differentiable */ (x) => gaussian(x),
);

/**
 * The complementary error function 1 − erf(x), elementwise, accurate also where it is tiny.
 * @example
 * erfc([0, -Infinity]).toArray()   // [1, 2]
 */
export const erfc: Unary = /* @__PURE__ */ elementwiseRule(
  plain.erfc,
  'erfc',
  [0],
  /* @differentiable */ (x) => neg(gaussian(x)),
);

/**
 * The inverse of `erf`, elementwise: ±∞ at ±1, NaN beyond.  ∂x = √π/2 exp(out²)
 * @example
 * erfinv([0, 1, 2]).toArray()   // [0, Infinity, NaN]
 */
export const erfinv: Unary = /* @__PURE__ */ elementwiseRule(
  plain.erfinv,
  'erfinv',
  ['out'],
  /* @differentiable */ (_x, out) => div(1, gaussian(out)),
);

/**
 * The inverse of `erfc`, elementwise: ∞ at 0, −∞ at 2, NaN beyond.
 * @example
 * erfcinv([0, 1, 2]).toArray()   // [Infinity, 0, -Infinity]
 */
export const erfcinv: Unary = /* @__PURE__ */ elementwiseRule(
  plain.erfcinv,
  'erfcinv',
  ['out'],
  /* @differentiable */ (_x, out) => div(-1, gaussian(out)),
);
