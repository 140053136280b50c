import type { ArrayInput } from '../../../ndarray/asarray.js';
import type { NDArray } from '../../../ndarray/NDArray.js';
import * as plain from '../../../ndarray/special/arrays.js';
import { add, type Binary, mul, neg, sub, type Unary } from '../arithmetic.js';
import { elementwiseRule } from '../elementwiseRule.js';
import { slopesRule, unknownSlope } from './elementwiseRules.js';

/**
 * Γ(x), elementwise, to five ulp: ±∞ at ±0, NaN at the negative integers.  ∂x = Γ(x) ψ(x)
 * @example
 * gamma([1, 5]).toArray()   // [1, 24]
 */
export const gamma: Unary = /* @__PURE__ */ elementwiseRule(
  plain.gamma,
  'gamma',
  [0, 'out'],
  /* @differentiable */ (x, out) => mul(out, digamma(x)),
);

/**
 * ln |Γ(x)|, elementwise, which SciPy calls `gammaln`: ∞ at 0 and the negative integers.  ∂x = ψ(x)
 * @example
 * lgamma([1, 0]).toArray()   // [0, Infinity]
 */
export const lgamma: Unary = /* @__PURE__ */ elementwiseRule(
  plain.lgamma,
  'lgamma',
  [0],
  /* @differentiable */ (x) => digamma(x),
);

/**
 * ψ(x) = Γ′(x)/Γ(x), elementwise: ∓∞ at ±0, NaN at the negative integers.  ∂x = ψ′(x)
 * @example
 * digamma([1]).get(0) + 0.5772156649015329 < 1e-15   // true
 */
export const digamma: Unary = /* @__PURE__ */ elementwiseRule(
  plain.digamma,
  'digamma',
  [0],
  /* @differentiable */ (x) => polygamma(1, x),
);

/**
 * ψ⁽ⁿ⁾(x), the nth derivative of `digamma`, elementwise.  ∂x = ψ⁽ⁿ⁺¹⁾(x)
 * @param n  0, 1, 2, …; NaN comes out for any other order, and no derivative passes through it
 * @example
 * polygamma(1, [1]).get(0) - Math.PI ** 2 / 6 < 1e-15   // true
 */
export const polygamma: Binary = /* @__PURE__ */ slopesRule(
  plain.polygamma,
  'polygamma',
  [0, 1],
  null,
  /* @differentiable */ (n, x) => polygamma(add(n, 1), x),
);

/**
 * ψ′(x), elementwise: `polygamma(1, x)`.
 * @example
 * trigamma([1]).get(0) - Math.PI ** 2 / 6 < 1e-15   // true
 */
/* @differentiable */
export function trigamma(x: ArrayInput): NDArray {
  return polygamma(1, x);
}

/**
 * B(a, b) = Γ(a)Γ(b)/Γ(a + b), elementwise and broadcast.  ∂a = B(a, b)(ψ(a) − ψ(a + b)), and so for b
 * @example
 * beta([1, 2], 1).toArray()   // [1, 0.5]
 */
export const beta: Binary = /* @__PURE__ */ slopesRule(
  plain.beta,
  'beta',
  [0, 1, 'out'],
  /* @differentiable */ (a, b, out) => mul(out, sub(digamma(a), digamma(add(a, b)))),
  /* @differentiable */ (a, b, out) => mul(out, sub(digamma(b), digamma(add(a, b)))),
);

/**
 * ln |B(a, b)|, elementwise and broadcast, finite where B itself is greater or less than any number.
 * @example
 * betaln([1], 1).toArray()   // [0]
 */
export const betaln: Binary = /* @__PURE__ */ slopesRule(
  plain.betaln,
  'betaln',
  [0, 1],
  /* @differentiable */ (a, b) => sub(digamma(a), digamma(add(a, b))),
  /* @differentiable */ (a, b) => sub(digamma(b), digamma(add(a, b))),
);

/** xᵃ⁻¹ e⁻ˣ/Γ(a), the slope of `gammainc` in x, for any real a.  ∂x = density(a − 1, x) − density(a, x) */
export const gammaDensity: Binary = /* @__PURE__ */ slopesRule(
  plain.gammaDensity,
  'gammaDensity',
  [0, 1, 'out'],
  unknownSlope,
  /* @differentiable */ (a, x, out) => sub(gammaDensity(sub(a, 1), x), out),
);

/**
 * P(a, x) = 1/Γ(a) ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt, the regularised lower incomplete gamma function, elementwise and broadcast; NaN for negative a or x.
 * The derivative with respect to a is NaN: there is no closed formula for it.
 * @example
 * gammainc(1, [0, Infinity]).toArray()   // [0, 1]
 */
export const gammainc: Binary = /* @__PURE__ */ slopesRule(
  plain.gammainc,
  'gammainc',
  [0, 1],
  unknownSlope,
  /* @differentiable */ (a, x) => gammaDensity(a, x),
);

/**
 * Q(a, x) = 1 − P(a, x), the regularised upper incomplete gamma function, accurate also where it is tiny.
 * The derivative with respect to a is NaN: there is no closed formula for it.
 * @example
 * gammaincc(1, [0, Infinity]).toArray()   // [1, 0]
 */
export const gammaincc: Binary = /* @__PURE__ */ slopesRule(
  plain.gammaincc,
  'gammaincc',
  [0, 1],
  unknownSlope,
  /* @differentiable */ (a, x) => neg(gammaDensity(a, x)),
);
