import type { ArrayInput } from '../../../ndarray/asarray.js';
import * as plain from '../../../ndarray/activation/elementwise.js';
import { withoutLanes } from '../../../ndarray/withoutLanes.js';
import type { NDArray } from '../../../ndarray/NDArray.js';
import { add, type Binary, mul, neg, plus, scaled, square, sub, type Unary } from '../arithmetic.js';
import { tanh } from '../elementary.js';
import { arrayRule } from '../arrayRule.js';
import { elementwiseRule } from '../elementwiseRule.js';
import { erfc, gaussian } from '../special/errorFunctions.js';
import { sigmoid } from '../special/logisticFunctions.js';

/** 1 above 0, else 0; a step, without a derivative. */
const isPositive: Unary = /* @__PURE__ */ withoutLanes(plain.isPositive);

/** 1 where x < y, else 0; a step, without a derivative. */
const isLess: Binary = /* @__PURE__ */ withoutLanes(plain.isLess);

/**
 * max(x, 0), elementwise, with derivative 0 at 0.
 * @example
 * relu([-1, 0, 2]).toArray()   // [0, 0, 2]
 */
export const relu: Unary = /* @__PURE__ */ elementwiseRule(
  plain.relu,
  'relu',
  ['out'],
  /* @differentiable */ (_x, out) => isPositive(out),
  'relu',
);

/**
 * x above 0, slope·x below, elementwise, with the derivative `slope` at 0.
 * @param slope  default 0.01; a number or an array of a shape that is broadcast
 * @example
 * leakyRelu([-1, 2], 0.5).toArray()   // [-0.5, 2]
 */
/* @differentiable */
export function leakyRelu(x: ArrayInput, slope: ArrayInput = 0.01): NDArray {
  return sub(relu(x), scaled(slope, lower(x)));
}

/** max(−x, 0), with derivative −1 at 0. */
const lower: Unary = /* @__PURE__ */ elementwiseRule(
  plain.lower,
  'lower',
  [0],
  /* @differentiable */ (x) => sub(isPositive(x), 1),
);

/** eˣ − 1 below 0, 0 above. */
const expm1Below: Unary = /* @__PURE__ */ elementwiseRule(
  plain.expm1Below,
  'expm1Below',
  [0, 'out'],
  /* @differentiable */ (x, out) => scaled(sub(1, isPositive(x)), add(out, 1)),
);

/**
 * x above 0, alpha (eˣ − 1) below, elementwise.  Reference: Clevert, Unterthiner & Hochreiter, ICLR 2016.
 * @param alpha  default 1
 * @example
 * elu([-Infinity, 2]).toArray()   // [-1, 2]
 */
/* @differentiable */
export function elu(x: ArrayInput, alpha: ArrayInput = 1): NDArray {
  return add(relu(x), scaled(alpha, expm1Below(x)));
}

/**
 * `elu` with the constants that keep mean 0 and variance 1, elementwise.  Reference: Klambauer et al., NeurIPS 2017.
 * @example
 * selu([0]).toArray()   // [0]
 */
/* @differentiable */
export function selu(x: ArrayInput): NDArray {
  return mul(1.0507009873554805, elu(x, 1.6732632423543772));
}

/**
 * log(1 + eˣ), elementwise, a smooth `relu` that overflows nowhere.  ∂x = sigmoid(x)
 * @example
 * softplus([-Infinity, 1000]).toArray()   // [0, 1000]
 */
export const softplus: Unary = /* @__PURE__ */ elementwiseRule(
  plain.softplus,
  'softplus',
  [0],
  /* @differentiable */ (x) => sigmoid(x),
  'softplus',
);

/**
 * x·sigmoid(x), elementwise.  Reference: Ramachandran, Zoph & Le, 2017.
 * @example
 * silu([-Infinity, 0]).toArray()   // [0, 0]
 */
export const silu: Unary = /* @__PURE__ */ elementwiseRule(
  plain.silu,
  'silu',
  [0],
  /* @differentiable */ (x) => {
    const s = sigmoid(x);
    return add(s, scaled(mul(s, sub(1, s)), x));
  },
);

/**
 * `silu` by its other name.
 * @example
 * swish([0]).toArray()   // [0]
 */
export const swish = silu;

/** x·Φ(x).  ∂x = Φ(x) + x φ(x) */
const exactGelu: Unary = /* @__PURE__ */ elementwiseRule(
  plain.gelu,
  'gelu',
  [0],
  /* @differentiable */ (x) => {
    const z = mul(x, Math.SQRT1_2);
    return add(mul(0.5, erfc(neg(z))), scaled(mul(0.5 * Math.SQRT1_2, gaussian(z)), x));
  },
);

/** x/2 (1 + tanh u), u = √(2/π) (x + 0.044715 x³).  ∂x = (1 + tanh u)/2 + x/2 (1 − tanh² u) u′ */
const tanhGelu: Unary = /* @__PURE__ */ elementwiseRule(
  plain.geluTanh,
  'gelu',
  [0],
  /* @differentiable */ (x) => {
    const xx = square(x);
    const t = tanh(mul(0.7978845608028654, mul(x, add(1, mul(0.044715, xx)))));
    const uSlope = mul(0.7978845608028654, add(1, mul(0.134145, xx)));
    return mul(0.5, add(add(1, t), scaled(sub(1, square(t)), mul(x, uSlope))));
  },
);

export interface GeluOptions {
  /** `'tanh'` takes the approximation by tanh, off by 5e-4 at most. Default `'none'`. */
  readonly approximate?: 'none' | 'tanh';
}

/**
 * The Gaussian error linear unit x·Φ(x), Φ the normal distribution, elementwise.  Reference: Hendrycks & Gimpel, 2016.
 * @example
 * gelu([-Infinity, 0, Infinity]).toArray()   // [0, 0, Infinity]
 */
/* @differentiable */
export function gelu(x: ArrayInput, options: GeluOptions = {}): NDArray {
  return options.approximate === 'tanh' ? tanhGelu(x) : exactGelu(x);
}

/** tanh(softplus(x)).  ∂x = (1 − out²) sigmoid(x) */
const tanhSoftplus: Unary = /* @__PURE__ */ elementwiseRule(
  plain.tanhSoftplus,
  'mish',
  [0, 'out'],
  /* @differentiable */ (x, out) => mul(sub(1, square(out)), sigmoid(x)),
);

/**
 * x·tanh(softplus(x)), elementwise.  Reference: Misra, BMVC 2020.
 * @example
 * mish([-Infinity, 0]).toArray()   // [0, 0]
 */
export const mish: Unary = /* @__PURE__ */ elementwiseRule(
  plain.mish,
  'mish',
  [0],
  /* @differentiable */ (x) => {
    const t = tanhSoftplus(x);
    return add(t, scaled(mul(sub(1, square(t)), sigmoid(x)), x));
  },
);

/** min(max(x, low), high). */
const clamped: (x: ArrayInput, low: ArrayInput, high: ArrayInput) => NDArray = /* @__PURE__ */ arrayRule(
  plain.clamped,
  'hardtanh',
  {
    vjp: [
      /* @differentiable */ (d, _out, [x, low, high]) => scaled(d, mul(isLess(low, x), isLess(x, high))),
      /* @differentiable */ (d, _out, [x, low]) => scaled(d, sub(1, isLess(low, x))),
      /* @differentiable */ (d, _out, [x, , high]) => scaled(d, sub(1, isLess(x, high))),
    ],
    /* @differentiable */
    jvp: ([x_, low_, high_], _out, [x, low, high]) =>
      plus(
        x_ && scaled(x_, mul(isLess(low, x), isLess(x, high))),
        plus(low_ && scaled(low_, sub(1, isLess(low, x))), high_ && scaled(high_, sub(1, isLess(x, high)))),
      ),
  },
);

/**
 * x between two bounds, which it is held to, elementwise; with the derivative 0 at the bounds.
 * @param low  default −1
 * @param high  default 1; 6 with `low` 0 gives what is called relu6
 * @example
 * hardtanh([-3, 0.5, 3]).toArray()   // [-1, 0.5, 1]
 */
/* @differentiable */
export function hardtanh(x: ArrayInput, low: number = -1, high: number = 1): NDArray {
  return clamped(x, low, high);
}
