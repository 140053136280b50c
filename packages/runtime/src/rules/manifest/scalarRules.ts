import type {
  FixedScalarRule,
  MathFunctionName,
  PartialExpression,
  ScalarRule,
  VariadicScalarRule,
} from './types.js';

type Names<R> = { readonly [N in MathFunctionName]: R };

function smooth(name: MathFunctionName, ...partials: PartialExpression[]): FixedScalarRule {
  return { name, arity: partials.length === 1 ? 1 : 2, partials, singular: false };
}

/** Like `smooth`, for a function some partial of which is infinite or NaN at finite arguments. */
function singular(name: MathFunctionName, ...partials: PartialExpression[]): FixedScalarRule {
  return { name, arity: partials.length === 1 ? 1 : 2, partials, singular: true };
}

/** A function whose derivative is zero wherever it exists; at the jumps it is taken as zero too. */
function flat(name: MathFunctionName): FixedScalarRule {
  return { name, arity: 1, partials: ['0'], singular: false };
}

function variadic(
  name: MathFunctionName,
  partials: readonly [PartialExpression, PartialExpression],
  each: PartialExpression,
): VariadicScalarRule {
  return { name, arity: 'n', partials, each, needsCount: /\bcount\b/.test(each), singular: false };
}

/**
 * The derivative of every `Math.*` function that has one.
 *
 * `exp`, `expm1`, `sinh` and `cosh` overflow at finite arguments, so their partials count as singular.
 */
export const scalarRules: Names<ScalarRule> = {
  /** out = |x|;  ∂ = sign x.  At the kink x = 0: 0. */
  abs: smooth('abs', 'Math.sign(x)'),
  /** out = arccos x;  ∂ = −1/√(1 − x²).  Infinite at ±1. */
  acos: singular('acos', '-1 / Math.sqrt((1 - x) * (1 + x))'),
  /** out = arcosh x;  ∂ = 1/√(x² − 1).  Two roots, so that large x does not overflow.  Infinite at 1. */
  acosh: singular('acosh', '1 / (Math.sqrt(x - 1) * Math.sqrt(x + 1))'),
  /** out = arcsin x;  ∂ = 1/√(1 − x²).  Infinite at ±1. */
  asin: singular('asin', '1 / Math.sqrt((1 - x) * (1 + x))'),
  /** out = arsinh x;  ∂ = 1/√(1 + x²). */
  asinh: smooth('asinh', '1 / Math.sqrt(1 + x * x)'),
  /** out = arctan x;  ∂ = 1/(1 + x²). */
  atan: smooth('atan', '1 / (1 + x * x)'),
  /** out = angle of the point (y, x), the *ordinate* first: ∂first = second/r², ∂second = −first/r².  Undefined at the origin. */
  atan2: singular('atan2', 'y / (x * x + y * y)', '-x / (x * x + y * y)'),
  /** out = artanh x;  ∂ = 1/(1 − x²).  Infinite at ±1. */
  atanh: singular('atanh', '1 / ((1 - x) * (1 + x))'),
  /** out = ∛x;  ∂ = 1/(3 out²).  Infinite at 0. */
  cbrt: singular('cbrt', '1 / (3 * out * out)'),
  ceil: flat('ceil'),
  /** out = cos x;  ∂ = −sin x. */
  cos: smooth('cos', '-Math.sin(x)'),
  /** out = cosh x;  ∂ = sinh x. */
  cosh: singular('cosh', 'Math.sinh(x)'),
  /** out = eˣ;  ∂ = out. */
  exp: singular('exp', 'out'),
  /** out = eˣ − 1;  ∂ = eˣ  (not out + 1, which cancels for very negative x). */
  expm1: singular('expm1', 'Math.exp(x)'),
  floor: flat('floor'),
  /** Rounds the value to single precision and passes the derivative unchanged. */
  fround: smooth('fround', '1'),
  /** out = √Σxᵢ²;  ∂ᵢ = xᵢ/out.  At the origin: 0. */
  hypot: variadic(
    'hypot',
    ['out === 0 ? 0 : x / out', 'out === 0 ? 0 : y / out'],
    'out === 0 ? 0 : xi / out',
  ),
  /** out = ln x;  ∂ = 1/x.  Infinite at 0. */
  log: singular('log', '1 / x'),
  /** out = log₁₀ x;  ∂ = log₁₀(e)/x. */
  log10: singular('log10', '0.4342944819032518 / x'),
  /** out = ln(1 + x);  ∂ = 1/(1 + x).  Infinite at −1. */
  log1p: singular('log1p', '1 / (1 + x)'),
  /** out = log₂ x;  ∂ = log₂(e)/x. */
  log2: singular('log2', '1.4426950408889634 / x'),
  /** The greatest argument takes the derivative; at a tie the greatest ones share it equally. */
  max: variadic(
    'max',
    ['x > y ? 1 : x === y ? 0.5 : 0', 'y > x ? 1 : x === y ? 0.5 : 0'],
    'xi === out ? 1 / count : 0',
  ),
  /** The least argument takes the derivative; at a tie the least ones share it equally. */
  min: variadic(
    'min',
    ['x < y ? 1 : x === y ? 0.5 : 0', 'y < x ? 1 : x === y ? 0.5 : 0'],
    'xi === out ? 1 / count : 0',
  ),
  /** out = xʸ;  ∂x = y·xʸ⁻¹ (at y = 0 in a form that is 0 and grows with y),  ∂y = out·ln x (0 at x = 0; NaN for x < 0, where xʸ has no derivative in y). */
  pow: singular(
    'pow',
    'y === 0 ? (Math.abs(x) > 0 ? y / x : 0) : y * x ** (y - 1)',
    'x === 0 ? 0 : out * Math.log(x)',
  ),
  round: flat('round'),
  sign: flat('sign'),
  /** out = sin x;  ∂ = cos x. */
  sin: smooth('sin', 'Math.cos(x)'),
  /** out = sinh x;  ∂ = cosh x. */
  sinh: singular('sinh', 'Math.cosh(x)'),
  /** out = √x;  ∂ = 1/(2 out).  Infinite at 0. */
  sqrt: singular('sqrt', '0.5 / out'),
  /** out = tan x;  ∂ = 1 + out².  No finite double is a pole. */
  tan: smooth('tan', '1 + out * out'),
  /** out = tanh x;  ∂ = 1 − out². */
  tanh: smooth('tanh', '1 - out * out'),
  trunc: flat('trunc'),
};
