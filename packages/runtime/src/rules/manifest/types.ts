/**
 * A partial derivative as a JavaScript expression.
 *
 * Names: `x` and `y` are the first and the second argument, `out` the result. Only these, numeric literals, `+ - * / **`,
 * comparisons, `?:`, unary minus and calls of `Math.*` appear.
 */
export type PartialExpression = string;

/** Every `Math.*` function that has a derivative; `random`, `clz32` and `imul` are inactive. */
export type MathFunctionName =
  | 'abs'
  | 'acos'
  | 'acosh'
  | 'asin'
  | 'asinh'
  | 'atan'
  | 'atan2'
  | 'atanh'
  | 'cbrt'
  | 'ceil'
  | 'cos'
  | 'cosh'
  | 'exp'
  | 'expm1'
  | 'floor'
  | 'fround'
  | 'hypot'
  | 'log'
  | 'log10'
  | 'log1p'
  | 'log2'
  | 'max'
  | 'min'
  | 'pow'
  | 'round'
  | 'sign'
  | 'sin'
  | 'sinh'
  | 'sqrt'
  | 'tan'
  | 'tanh'
  | 'trunc';

/** Rule of a function with a fixed number of arguments. */
export interface FixedScalarRule {
  readonly name: MathFunctionName;
  readonly arity: 1 | 2;
  /** One expression per argument; `'0'` says that the function passes no derivative. */
  readonly partials: readonly PartialExpression[];
  /**
   * True if a partial can be infinite or NaN at finite arguments (poles, ends of the domain, overflow). A zero cotangent
   * contributes zero even there, so the reverse of such a function is guarded by `d !== 0`.
   */
  readonly singular: boolean;
}

/** Rule of a function of any number of arguments. */
export interface VariadicScalarRule {
  readonly name: MathFunctionName;
  readonly arity: 'n';
  /** The two expressions for a call with exactly two arguments, over `x`, `y` and `out`. */
  readonly partials: readonly [PartialExpression, PartialExpression];
  /**
   * The partial with respect to argument number i of a call with n ≥ 1 arguments, over `xi` (that argument), `out` and
   * `count` (how many of the arguments equal `out`; ties share equally).
   */
  readonly each: PartialExpression;
  /** True if `each` reads `count`. */
  readonly needsCount: boolean;
  readonly singular: boolean;
}

export type ScalarRule = FixedScalarRule | VariadicScalarRule;

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '**';
export type UnaryOperator = 'unary-' | 'unary+';

/** Rule of an operator on numbers; the fields mean what they mean in `FixedScalarRule`. */
export interface OperatorRule {
  readonly operator: BinaryOperator | UnaryOperator;
  readonly arity: 1 | 2;
  readonly partials: readonly PartialExpression[];
  readonly singular: boolean;
}
