import * as plain from '../../../ndarray/special/arrays.js';
import {
  betaDensity as plainDensity,
  betainc as plainBetainc,
  type Ternary,
} from '../../../ndarray/special/betaArrays.js';
import { add, type Binary, div, mul, neg, plus, scaled, sub, type Unary } from '../arithmetic.js';
import { arrayRule } from '../arrayRule.js';
import { elementwiseRule } from '../elementwiseRule.js';
import { slopesRule } from './elementwiseRules.js';

/**
 * x ln y, elementwise and broadcast, 0 where x is 0, whatever y is.
 * @example
 * xlogy([0, 1], [0, 1]).toArray()   // [0, 0]
 */
export const xlogy: Binary = /* @__PURE__ */ slopesRule(
  plain.xlogy,
  'xlogy',
  [0, 1],
  /* @differentiable */ (_x, y) => xlogy(1, y),
  /* @differentiable */ (x, y) => scaled(x, div(1, y)),
);

/**
 * x ln(1 + y), elementwise and broadcast, 0 where x is 0, whatever y is.
 * @example
 * xlog1py([0, 1], [-1, 0]).toArray()   // [0, 0]
 */
export const xlog1py: Binary = /* @__PURE__ */ slopesRule(
  plain.xlog1py,
  'xlog1py',
  [0, 1],
  /* @differentiable */ (_x, y) => xlog1py(1, y),
  /* @differentiable */ (x, y) => scaled(x, div(1, add(y, 1))),
);

/**
 * −x ln x, the entropy of a share, elementwise: 0 at 0, −∞ below.  ∂x = −ln x − 1
 * @example
 * entr([0, -1]).toArray()   // [0, -Infinity]
 */
export const entr: Unary = /* @__PURE__ */ elementwiseRule(
  plain.entr,
  'entr',
  [0],
  /* @differentiable */ (x) => sub(neg(xlogy(1, x)), 1),
);

/**
 * x ln(x/y), elementwise and broadcast: 0 at x = 0, ∞ where it has no value. Its sum is the relative entropy of two distributions.
 * @example
 * relEntr([0, 1], 1).toArray()   // [0, 0]
 */
export const relEntr: Binary = /* @__PURE__ */ slopesRule(
  plain.relEntr,
  'relEntr',
  [0, 1],
  /* @differentiable */ (x, y) => add(sub(xlogy(1, x), xlogy(1, y)), 1),
  /* @differentiable */ (x, y) => neg(scaled(x, div(1, y))),
);

/** xᵃ⁻¹ (1 − x)ᵇ⁻¹/B(a, b), the slope of `betainc` in x. */
const betaDensity: Ternary = /* @__PURE__ */ slopeInThird(
  plainDensity,
  'betaDensity',
  /* @differentiable */ (a, b, x) =>
    mul(betaDensity(a, b, x), sub(div(sub(a, 1), x), div(sub(b, 1), sub(1, x)))),
);

/**
 * I(a, b; x) = 1/B(a, b) ∫₀ˣ tᵃ⁻¹ (1 − t)ᵇ⁻¹ dt, the regularised incomplete beta function, elementwise and broadcast; NaN for negative a or b and
 * outside of 0 ≤ x ≤ 1. The derivatives with respect to a and b are NaN: there are no closed formulas for them.
 * @example
 * betainc(1, 1, [0, 0.25]).toArray()   // [0, 0.25]
 */
export const betainc: Ternary = /* @__PURE__ */ slopeInThird(
  plainBetainc,
  'betainc',
  /* @differentiable */ (a, b, x) => betaDensity(a, b, x),
);

function slopeInThird(f: Ternary, name: string, slope: Ternary): Ternary {
  return arrayRule(f, name, {
    saves: [0, 1, 2],
    vjp: [
      /* @differentiable */ (d) => scaled(d, NaN),
      /* @differentiable */ (d) => scaled(d, NaN),
      /* @differentiable */ (d, _out, [a, b, x]) => scaled(d, slope(a, b, x)),
    ],
    /* @differentiable */
    jvp: ([a_, b_, x_], _out, [a, b, x]) =>
      plus(
        x_ && scaled(x_, slope(a, b, x)),
        plus(a_ === null ? null : scaled(a_, NaN), b_ === null ? null : scaled(b_, NaN)),
      ),
  });
}
