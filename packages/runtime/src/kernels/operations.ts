/** Operations of the kernel `unary`: the functions of `Math` of these names and some others. */
export type UnaryOperation =
  | 'copy'
  | 'neg'
  | 'abs'
  | 'sign'
  | 'square'
  | 'reciprocal'
  | 'sqrt'
  | 'cbrt'
  | 'exp'
  | 'exp2'
  | 'expm1'
  | 'log'
  | 'log2'
  | 'log10'
  | 'log1p'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'asinh'
  | 'acosh'
  | 'atanh'
  | 'sigmoid'
  | 'softplus'
  | 'relu'
  | 'erf'
  | 'floor'
  | 'ceil'
  | 'round'
  | 'trunc';

/** Operations of the kernel `binary`. Comparisons give 1 or 0. */
export type BinaryOperation =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'mod'
  | 'pow'
  | 'max'
  | 'min'
  | 'atan2'
  | 'hypot'
  | 'less'
  | 'lessEqual'
  | 'greater'
  | 'greaterEqual'
  | 'equal'
  | 'notEqual';

/** Operations of the kernel `accumulate` that read the operand of the function. `mul`: y += g·v, `div`: y += g/v. */
export type AccumulateFromOperand =
  | 'mul'
  | 'div'
  | 'square'
  | 'abs'
  | 'log1p'
  | 'log2'
  | 'log10'
  | 'sin'
  | 'cos'
  | 'asin'
  | 'acos'
  | 'atan'
  | 'sinh'
  | 'cosh'
  | 'asinh'
  | 'acosh'
  | 'atanh'
  | 'softplus'
  | 'relu'
  | 'erf';

/** Operations of the kernel `accumulate` that read the result of the function. (For `exp` take `mul`, for `log` take `div` with the operand.) */
export type AccumulateFromResult =
  'reciprocal' | 'sqrt' | 'cbrt' | 'expm1' | 'exp2' | 'tan' | 'tanh' | 'sigmoid';

export type AccumulateOperation = AccumulateFromOperand | AccumulateFromResult;

/** Operations of the kernels `reduce` and `reduceRows`; `argmax` and `argmin` give the first index. */
export type ReduceOperation = 'sum' | 'sumSquares' | 'prod' | 'max' | 'min' | 'argmax' | 'argmin';
