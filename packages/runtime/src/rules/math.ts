import type { MathFunctionName } from './manifest/types.js';

/** Partial derivative of a function of one argument, from the argument and the result. */
export type UnaryPartial = (x: number, out: number) => number;
/** The two partial derivatives of a function of two arguments. */
export type BinaryPartial = (x: number, y: number, out: number) => number;
/** Partial derivative with respect to one of many arguments; `count` of them equal the result. */
export type VariadicPartial = (xi: number, out: number, count: number) => number;

export type BinaryName = 'atan2' | 'pow';
export type VariadicName = 'hypot' | 'max' | 'min';
export type UnaryName = Exclude<MathFunctionName, BinaryName | VariadicName>;

const zero = (): number => 0;

/** The manifest's rules of one argument as code; equations and kinks stand there, and a test keeps the two equal. */
export const unaryPartials: { readonly [N in UnaryName]: UnaryPartial } = {
  abs: (x) => Math.sign(x),
  acos: (x) => -1 / Math.sqrt((1 - x) * (1 + x)),
  acosh: (x) => 1 / (Math.sqrt(x - 1) * Math.sqrt(x + 1)),
  asin: (x) => 1 / Math.sqrt((1 - x) * (1 + x)),
  asinh: (x) => 1 / Math.sqrt(1 + x * x),
  atan: (x) => 1 / (1 + x * x),
  atanh: (x) => 1 / ((1 - x) * (1 + x)),
  cbrt: (_x, out) => 1 / (3 * out * out),
  ceil: zero,
  cos: (x) => -Math.sin(x),
  cosh: (x) => Math.sinh(x),
  exp: (_x, out) => out,
  expm1: (x) => Math.exp(x),
  floor: zero,
  fround: () => 1,
  log: (x) => 1 / x,
  log10: (x) => 0.4342944819032518 / x,
  log1p: (x) => 1 / (1 + x),
  log2: (x) => 1.4426950408889634 / x,
  round: zero,
  sign: zero,
  sin: (x) => Math.cos(x),
  sinh: (x) => Math.cosh(x),
  sqrt: (_x, out) => 0.5 / out,
  tan: (_x, out) => 1 + out * out,
  tanh: (_x, out) => 1 - out * out,
  trunc: zero,
};

/** Those whose derivative is zero wherever they have one. */
export const flatFunctions: readonly UnaryName[] = ['ceil', 'floor', 'round', 'sign', 'trunc'];

/** The manifest's rules of two arguments as code. */
export const binaryPartials: { readonly [N in BinaryName]: readonly [BinaryPartial, BinaryPartial] } = {
  atan2: [(x, y) => y / (x * x + y * y), (x, y) => -x / (x * x + y * y)],
  pow: [
    (x, y) => (y === 0 ? (Math.abs(x) > 0 ? y / x : 0) : y * x ** (y - 1)),
    (x, _y, out) => (x === 0 ? 0 : out * Math.log(x)),
  ],
};

/** The manifest's rules of many arguments as code. */
export const variadicPartials: { readonly [N in VariadicName]: VariadicPartial } = {
  hypot: (xi, out) => (out === 0 ? 0 : xi / out),
  max: (xi, out, count) => (xi === out ? 1 / count : 0),
  min: (xi, out, count) => (xi === out ? 1 / count : 0),
};
