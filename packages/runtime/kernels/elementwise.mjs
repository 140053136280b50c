/**
 * What the elementwise kernels compute, as expressions that the build writes into loops of their own, one for each operation and kind of array:
 * a loop that meets several kinds of arrays runs many times slower in V8.
 *
 * A name that is no global is a function of `src/kernels/special.ts`. The names of the operations are typed in `src/kernels/operations.ts`.
 */

/** y = f(v). NaN comes out where NaN goes in. */
export const unary = {
  copy: 'v',
  neg: '-v',
  abs: 'Math.abs(v)',
  sign: 'Math.sign(v)',
  square: 'v * v',
  reciprocal: '1 / v',
  sqrt: 'Math.sqrt(v)',
  cbrt: 'Math.cbrt(v)',
  exp: 'Math.exp(v)',
  exp2: 'Math.pow(2, v)',
  expm1: 'Math.expm1(v)',
  log: 'Math.log(v)',
  log2: 'Math.log2(v)',
  log10: 'Math.log10(v)',
  log1p: 'Math.log1p(v)',
  sin: 'Math.sin(v)',
  cos: 'Math.cos(v)',
  tan: 'Math.tan(v)',
  asin: 'Math.asin(v)',
  acos: 'Math.acos(v)',
  atan: 'Math.atan(v)',
  sinh: 'Math.sinh(v)',
  cosh: 'Math.cosh(v)',
  tanh: 'Math.tanh(v)',
  asinh: 'Math.asinh(v)',
  acosh: 'Math.acosh(v)',
  atanh: 'Math.atanh(v)',
  sigmoid: 'sigmoid(v)',
  softplus: 'softplus(v)',
  relu: 'Math.max(v, 0)',
  erf: 'erf(v)',
  floor: 'Math.floor(v)',
  ceil: 'Math.ceil(v)',
  round: 'Math.round(v)',
  trunc: 'Math.trunc(v)',
};

/** y = f(a, b). Comparisons give 1 or 0. */
export const binary = {
  add: 'a + b',
  sub: 'a - b',
  mul: 'a * b',
  div: 'a / b',
  mod: 'a % b',
  pow: 'Math.pow(a, b)',
  max: 'Math.max(a, b)',
  min: 'Math.min(a, b)',
  atan2: 'Math.atan2(a, b)',
  hypot: 'Math.hypot(a, b)',
  less: 'a < b ? 1 : 0',
  lessEqual: 'a <= b ? 1 : 0',
  greater: 'a > b ? 1 : 0',
  greaterEqual: 'a >= b ? 1 : 0',
  equal: 'a === b ? 1 : 0',
  notEqual: 'a !== b ? 1 : 0',
};

/**
 * y += what a cotangent g adds behind a function, given v: its operand, or its result where the comment says so.
 * A g of zero adds zero, even where the derivative is infinite or NaN (the loops leave it out).
 */
export const accumulate = {
  mul: 'g * v', // y += g·v: of a product the other factor; of exp its result
  div: 'g / v', // of a quotient the denominator; of log its operand
  square: '2 * g * v',
  reciprocal: '-g * v * v', // result
  abs: 'g * Math.sign(v)',
  sqrt: '(0.5 * g) / v', // result
  cbrt: 'g / (3 * v * v)', // result
  expm1: 'g * (v + 1)', // result
  exp2: 'g * v * Math.LN2', // result
  log1p: 'g / (1 + v)',
  log2: 'g / (v * Math.LN2)',
  log10: 'g / (v * Math.LN10)',
  sin: 'g * Math.cos(v)',
  cos: '-g * Math.sin(v)',
  tan: 'g * (1 + v * v)', // result
  asin: 'g / Math.sqrt((1 - v) * (1 + v))',
  acos: '-g / Math.sqrt((1 - v) * (1 + v))',
  atan: 'g / (1 + v * v)',
  sinh: 'g * Math.cosh(v)',
  cosh: 'g * Math.sinh(v)',
  tanh: 'g * (1 - v) * (1 + v)', // result
  asinh: 'g / Math.sqrt(1 + v * v)',
  acosh: 'g / (Math.sqrt(v - 1) * Math.sqrt(v + 1))',
  atanh: 'g / ((1 - v) * (1 + v))',
  sigmoid: 'g * v * (1 - v)', // result
  softplus: 'g * sigmoid(v)',
  relu: 'v > 0 ? g : 0',
  erf: 'g * 1.1283791670955126 * Math.exp(-v * v)', // 2/√π
};

/** Names in the expressions that are functions of `src/kernels/special.ts`. */
export const special = ['erf', 'sigmoid', 'softplus'];
