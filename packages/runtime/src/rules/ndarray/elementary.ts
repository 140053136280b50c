import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/elementary.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { div, mul, reciprocal, square } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';
import { elementwiseRule } from './elementwiseRule.js';
import { add, type Binary, neg, plus, scaled, sub, type Unary } from './linear.js';

/*
 * Elementary functions, element by element; integers give float64. Slopes are those of the functions of `Math`: docs/maths/non-smooth-points.md
 * says what they are at kinks and poles.
 */

/**
 * eˣ, elementwise; of complex numbers too.  ∂ = out
 * @example
 * String(exp([0, -Infinity]))   // '[1. 0.]'
 */
export const exp: Unary = /* @__PURE__ */ elementwiseRule(
  plain.exp,
  'exp',
  'out',
  /* @differentiable */ (_x, out) => out,
  'mul',
);

/**
 * eˣ − 1, elementwise, with all digits near 0.  ∂ = eˣ
 * @example
 * expm1([1e-20]).get(0)   // 1e-20
 */
export const expm1: Unary = /* @__PURE__ */ elementwiseRule(
  plain.expm1,
  'expm1',
  'x',
  /* @differentiable */ (x) => exp(x),
);

/**
 * ln x, elementwise; of complex numbers too, with −π ≤ Im ≤ π.  ∂ = 1/x
 * @example
 * String(log([1, Math.E]))   // '[0. 1.]'
 */
export const log: Unary = /* @__PURE__ */ elementwiseRule(
  plain.log,
  'log',
  'x',
  /* @differentiable */ (x) => reciprocal(x),
  'div',
);

/**
 * ln (1 + x), elementwise, with all digits near 0.  ∂ = 1/(1 + x)
 * @example
 * log1p([1e-20]).get(0)   // 1e-20
 */
export const log1p: Unary = /* @__PURE__ */ elementwiseRule(
  plain.log1p,
  'log1p',
  'x',
  /* @differentiable */ (x) => reciprocal(add(1, x)),
  'log1p',
);

/**
 * log₂ x, elementwise.  ∂ = log₂(e)/x
 * @example
 * String(log2([8, 0.5]))   // '[ 3. -1.]'
 */
export const log2: Unary = /* @__PURE__ */ elementwiseRule(
  plain.log2,
  'log2',
  'x',
  /* @differentiable */ (x) => div(1.4426950408889634, x),
  'log2',
);

/**
 * log₁₀ x, elementwise.  ∂ = log₁₀(e)/x
 * @example
 * String(log10([1000, 0.1]))   // '[ 3. -1.]'
 */
export const log10: Unary = /* @__PURE__ */ elementwiseRule(
  plain.log10,
  'log10',
  'x',
  /* @differentiable */ (x) => div(0.4342944819032518, x),
  'log10',
);

/**
 * √x, elementwise; of complex numbers too, with Re ≥ 0.  ∂ = 1/(2 out)
 * @example
 * String(sqrt([4, 9]))               // '[2. 3.]'
 * String(sqrt([complex(-4, 0)]))     // '[0.+2.i]'
 */
export const sqrt: Unary = /* @__PURE__ */ elementwiseRule(
  plain.sqrt,
  'sqrt',
  'out',
  /* @differentiable */ (_x, out) => div(0.5, out),
  'sqrt',
);

/**
 * ∛x, elementwise.  ∂ = 1/(3 out²)
 * @example
 * String(cbrt([8, -1]))   // '[ 2. -1.]'
 */
export const cbrt: Unary = /* @__PURE__ */ elementwiseRule(
  plain.cbrt,
  'cbrt',
  'out',
  /* @differentiable */ (_x, out) => div(1, mul(3, square(out))),
  'cbrt',
);

/**
 * sin x, elementwise; of complex numbers too.  ∂ = cos x
 * @example
 * sin([0, Math.PI / 2]).get(1)   // 1
 */
export const sin: Unary = /* @__PURE__ */ elementwiseRule(
  plain.sin,
  'sin',
  'x',
  /* @differentiable */ (x) => cos(x),
  'sin',
);

/**
 * cos x, elementwise; of complex numbers too.  ∂ = −sin x
 * @example
 * cos([0, Math.PI]).get(1)   // -1
 */
export const cos: Unary = /* @__PURE__ */ elementwiseRule(
  plain.cos,
  'cos',
  'x',
  /* @differentiable */ (x) => neg(sin(x)),
  'cos',
);

/**
 * tan x, elementwise.  ∂ = 1 + out²
 * @example
 * tan([0]).get(0)   // 0
 */
export const tan: Unary = /* @__PURE__ */ elementwiseRule(
  plain.tan,
  'tan',
  'out',
  /* @differentiable */ (_x, out) => add(1, square(out)),
  'tan',
);

/**
 * arcsin x, elementwise.  ∂ = 1/√(1 − x²), infinite at ±1
 * @example
 * asin([1]).get(0)   // Math.PI / 2
 */
export const asin: Unary = /* @__PURE__ */ elementwiseRule(
  plain.asin,
  'asin',
  'x',
  /* @differentiable */ (x) => reciprocal(sqrt(mul(sub(1, x), add(1, x)))),
  'asin',
);

/**
 * arccos x, elementwise.  ∂ = −1/√(1 − x²), infinite at ±1
 * @example
 * acos([1, -1]).get(1)   // Math.PI
 */
export const acos: Unary = /* @__PURE__ */ elementwiseRule(
  plain.acos,
  'acos',
  'x',
  /* @differentiable */ (x) => div(-1, sqrt(mul(sub(1, x), add(1, x)))),
  'acos',
);

/**
 * arctan x, elementwise.  ∂ = 1/(1 + x²)
 * @example
 * atan([Infinity]).get(0)   // Math.PI / 2
 */
export const atan: Unary = /* @__PURE__ */ elementwiseRule(
  plain.atan,
  'atan',
  'x',
  /* @differentiable */ (x) => reciprocal(add(1, square(x))),
  'atan',
);

/**
 * The angle of the points (x, y), elementwise and broadcast; the ordinate y comes first.  ∂y = x/r²,  ∂x = −y/r²
 * @example
 * atan2([1, 0], [0, -1]).get(1)   // Math.PI
 */
export const atan2: Binary = /* @__PURE__ */ arrayRule(plain.atan2, 'atan2', {
  saves: [0, 1],
  vjp: [
    /* @differentiable */ (d, _out, [y, x]) => scaled(d, div(x, squaredRadius(x, y))),
    /* @differentiable */ (d, _out, [y, x]) => neg(scaled(d, div(y, squaredRadius(x, y)))),
  ],
  /* @differentiable */
  jvp: ([y_, x_], _out, [y, x]) =>
    plus(y_ && scaled(y_, div(x, squaredRadius(x, y))), x_ && neg(scaled(x_, div(y, squaredRadius(x, y))))),
});

/* @differentiable */
function squaredRadius(x: ArrayInput, y: ArrayInput): NDArray {
  return add(square(x), square(y));
}

/**
 * sinh x, elementwise; of complex numbers too.  ∂ = cosh x
 * @example
 * sinh([0]).get(0)   // 0
 */
export const sinh: Unary = /* @__PURE__ */ elementwiseRule(
  plain.sinh,
  'sinh',
  'x',
  /* @differentiable */ (x) => cosh(x),
  'sinh',
);

/**
 * cosh x, elementwise; of complex numbers too.  ∂ = sinh x
 * @example
 * cosh([0]).get(0)   // 1
 */
export const cosh: Unary = /* @__PURE__ */ elementwiseRule(
  plain.cosh,
  'cosh',
  'x',
  /* @differentiable */ (x) => sinh(x),
  'cosh',
);

/**
 * tanh x, elementwise.  ∂ = 1 − out²
 * @example
 * tanh([0, Infinity]).get(1)   // 1
 */
export const tanh: Unary = /* @__PURE__ */ elementwiseRule(
  plain.tanh,
  'tanh',
  'out',
  /* @differentiable */ (_x, out) => sub(1, square(out)),
  'tanh',
);

/**
 * arsinh x, elementwise.  ∂ = 1/√(1 + x²)
 * @example
 * asinh([0]).get(0)   // 0
 */
export const asinh: Unary = /* @__PURE__ */ elementwiseRule(
  plain.asinh,
  'asinh',
  'x',
  /* @differentiable */ (x) => reciprocal(sqrt(add(1, square(x)))),
  'asinh',
);

/**
 * arcosh x, elementwise.  ∂ = 1/√(x² − 1), infinite at 1
 * @example
 * acosh([1]).get(0)   // 0
 */
export const acosh: Unary = /* @__PURE__ */ elementwiseRule(
  plain.acosh,
  'acosh',
  'x',
  /* @differentiable */ (x) => reciprocal(mul(sqrt(sub(x, 1)), sqrt(add(x, 1)))),
  'acosh',
);

/**
 * artanh x, elementwise.  ∂ = 1/(1 − x²), infinite at ±1
 * @example
 * atanh([1]).get(0)   // Infinity
 */
export const atanh: Unary = /* @__PURE__ */ elementwiseRule(
  plain.atanh,
  'atanh',
  'x',
  /* @differentiable */ (x) => reciprocal(mul(sub(1, x), add(1, x))),
  'atanh',
);
