import type { BinaryName, BinaryPartial, UnaryName, UnaryPartial } from './math.js';

const zero = (): number => 0;

/** The second derivatives of the `Math` functions of one argument, from the argument and the result; zero at kinks and jumps. */
export const unarySeconds: { readonly [N in UnaryName]: UnaryPartial } = {
  abs: zero,
  acos: (x) => -x / ((1 - x) * (1 + x)) ** 1.5,
  acosh: (x) => -x / (Math.sqrt(x - 1) * Math.sqrt(x + 1)) ** 3,
  asin: (x) => x / ((1 - x) * (1 + x)) ** 1.5,
  asinh: (x) => -x / (1 + x * x) ** 1.5,
  atan: (x) => (-2 * x) / (1 + x * x) ** 2,
  atanh: (x) => (2 * x) / ((1 - x) * (1 + x)) ** 2,
  cbrt: (_x, out) => -2 / (9 * out ** 5),
  ceil: zero,
  cos: (_x, out) => -out,
  cosh: (_x, out) => out,
  exp: (_x, out) => out,
  expm1: (x) => Math.exp(x),
  floor: zero,
  fround: zero,
  log: (x) => -1 / (x * x),
  log10: (x) => -0.4342944819032518 / (x * x),
  log1p: (x) => -1 / (1 + x) ** 2,
  log2: (x) => -1.4426950408889634 / (x * x),
  round: zero,
  sign: zero,
  sin: (_x, out) => -out,
  sinh: (_x, out) => out,
  sqrt: (_x, out) => -0.25 / out ** 3,
  tan: (_x, out) => 2 * out * (1 + out * out),
  tanh: (_x, out) => -2 * out * (1 - out * out),
  trunc: zero,
};

/** Those of two arguments: twice by the first, by both, twice by the second. */
export const binarySeconds: {
  readonly [N in BinaryName]: readonly [BinaryPartial, BinaryPartial, BinaryPartial];
} = {
  atan2: [
    (x, y) => (-2 * x * y) / (x * x + y * y) ** 2,
    (x, y) => ((x - y) * (x + y)) / (x * x + y * y) ** 2,
    (x, y) => (2 * x * y) / (x * x + y * y) ** 2,
  ],
  pow: [
    (x, y) => (y === 0 || y === 1 ? 0 : y * (y - 1) * x ** (y - 2)),
    (x, y) => (x === 0 ? (y === 1 ? -Infinity : 0) : x ** (y - 1) * (1 + y * Math.log(x))),
    (x, _y, out) => (x === 0 ? 0 : out * Math.log(x) ** 2),
  ],
};
