import type { ArrayInput } from '../../../ndarray/asarray.js';
import * as plain from '../../../ndarray/activation/standardise.js';
import type { StandardPlan } from '../../../ndarray/activation/standardise.js';
import type { NDArray } from '../../../ndarray/NDArray.js';
import type { Shape } from '../../../ndarray/shape.js';
import { mul, neg, plus, scaled, square, sub } from '../arithmetic.js';
import { arrayRule } from '../arrayRule.js';
import { shapeOf } from '../broadcast.js';
import { sum } from '../reduce.js';

type Standard = (x: ArrayInput, plan: StandardPlan, eps: number) => NDArray;

/** The mean of each group, with its axes kept. */
/* @differentiable */
function meanOf(x: NDArray, plan: StandardPlan): NDArray {
  return mul(1 / plan.count, sum(x, { axis: plan.axes, keepdims: true }));
}

/**
 * y = r (x − μ), r = 1/√(σ² + ε):  ẏ = r (ẋ − mean ẋ − y mean(y ẋ)), a symmetric map, which takes a cotangent back as well; without the mean of ẋ
 * where μ is not taken off.  Reference: Ioffe & Szegedy, ICML 2015, §3.
 */
/* @differentiable */
function alongStandard(v: NDArray, x: ArrayInput, y: NDArray, plan: StandardPlan, eps: number): NDArray {
  const centred = plan.centred ? sub(v, meanOf(v, plan)) : v;
  return scaled(sub(centred, scaled(meanOf(scaled(v, y), plan), y)), inverseDeviations(x, plan, eps));
}

/** ∂y/∂ε = −r² y/2 */
/* @differentiable */
function standardByEps(x: ArrayInput, y: NDArray, plan: StandardPlan, eps: number): NDArray {
  return mul(mul(-0.5, square(inverseDeviations(x, plan, eps))), y);
}

const standardised: Standard = /* @__PURE__ */ arrayRule(plain.standardised, 'standardised', {
  vjp: [
    /* @differentiable */ (d, out, [x, plan, eps]) => alongStandard(d, x, out, plan, eps),
    null,
    /* @differentiable */ (d, out, [x, plan, eps]) => scaled(d, standardByEps(x, out, plan, eps)),
  ],
  /* @differentiable */
  jvp: ([x_, , eps_], out, [x, plan, eps]) =>
    plus(
      x_ && alongStandard(x_ as NDArray, x, out, plan, eps),
      eps_ && scaled(eps_, standardByEps(x, out, plan, eps)),
    ),
});

/** r = 1/√(σ² + ε) of each group:  ṙ = −r² mean(y ẋ) − r³ ε̇/2. */
const inverseDeviations: Standard = /* @__PURE__ */ arrayRule(plain.inverseDeviations, 'inverse deviations', {
  vjp: [
    /* @differentiable */ (d, out, [x, plan, eps]) =>
      scaled(mul(-1 / plan.count, mul(d, square(out))), standardised(x, plan, eps)),
    null,
    /* @differentiable */ (d, out) => scaled(d, inverseByEps(out)),
  ],
  /* @differentiable */
  jvp: ([x_, , eps_], out, [x, plan, eps]) =>
    plus(
      x_ && neg(mul(square(out), meanOf(scaled(x_, standardised(x, plan, eps)), plan))),
      eps_ && scaled(eps_, inverseByEps(out)),
    ),
});

/** ∂r/∂ε = −r³/2 */
/* @differentiable */
function inverseByEps(r: NDArray): NDArray {
  return mul(mul(-0.5, square(r)), r);
}

const reshaped: (x: ArrayInput, shape: Shape) => NDArray = /* @__PURE__ */ arrayRule(
  plain.reshaped,
  'reshaped',
  {
    saves: [],
    vjp: [/* @differentiable */ (d, _out, [x]) => reshaped(d, shapeOf(x)), null],
    /* @differentiable */
    jvp: ([x_], _out, [, shape]) => (x_ === null ? null : reshaped(x_, shape)),
  },
);

export interface NormalisationOptions {
  /** What is added to variances, so that none is 0; it may be differentiated. Default 1e-5. */
  readonly eps?: number;
}

export interface LayerNormOptions extends NormalisationOptions {
  /** The axes of a group. Default −1, the last one; null for all. */
  readonly axis?: number | readonly number[] | null;
}

/**
 * (x − mean)/√(variance + eps) along axes: each group gets the mean 0 and the variance 1. Scales and shifts are multiplied and added by the caller.
 * Reference: Ba, Kiros & Hinton, 2016.
 * @param options  `{ axis, eps }`, see `LayerNormOptions`
 * @throws DIFF3202 for an axis or eps that cannot be
 * @example
 * layerNorm([[1, 3], [5, 5]], { eps: 0.5625 }).toArray()   // [[-0.8, 0.8], [0, 0]]
 */
/* @differentiable */
export function layerNorm(x: ArrayInput, options: LayerNormOptions = {}): NDArray {
  const { axis = -1, eps = 1e-5 } = options;
  return standardised(x, plain.standardPlan('layerNorm', x, axis, eps, true), eps);
}

/**
 * x/√(mean x² + eps) along axes, `layerNorm` without the mean.  Reference: Zhang & Sennrich, NeurIPS 2019.
 * @param options  `{ axis, eps }`, see `LayerNormOptions`
 * @throws DIFF3202 for an axis or eps that cannot be
 * @example
 * rmsNorm([3, 3], { eps: 7 }).toArray()   // [0.75, 0.75]
 */
/* @differentiable */
export function rmsNorm(x: ArrayInput, options: LayerNormOptions = {}): NDArray {
  const { axis = -1, eps = 1e-5 } = options;
  return standardised(x, plain.standardPlan('rmsNorm', x, axis, eps, false), eps);
}

/**
 * (x − mean)/√(variance + eps) of each channel over the whole batch, as in training.  Reference: Ioffe & Szegedy, ICML 2015.
 * @param x  [batch, channels, ...]
 * @param options  `{ eps }`
 * @throws DIFF3201 for fewer axes, DIFF3202 for an eps that cannot be
 * @example
 * batchNorm([[1], [3]], { eps: 0.5625 }).toArray()   // [[-0.8], [0.8]]
 */
/* @differentiable */
export function batchNorm(x: ArrayInput, options: NormalisationOptions = {}): NDArray {
  const { eps = 1e-5 } = options;
  const axes = plain.axesBeside('batchNorm', x, true);
  return standardised(x, plain.standardPlan('batchNorm', x, axes, eps, true), eps);
}

/**
 * (x − mean)/√(variance + eps) of each channel of each sample.  Reference: Ulyanov, Vedaldi & Lempitsky, 2016.
 * @param x  [batch, channels, ...], with one more axis at least
 * @param options  `{ eps }`
 * @throws DIFF3201 for fewer axes, DIFF3202 for an eps that cannot be
 * @example
 * instanceNorm([[[1, 3]]], { eps: 0.5625 }).toArray()   // [[[-0.8, 0.8]]]
 */
/* @differentiable */
export function instanceNorm(x: ArrayInput, options: NormalisationOptions = {}): NDArray {
  const { eps = 1e-5 } = options;
  const axes = plain.axesBeside('instanceNorm', x, false);
  return standardised(x, plain.standardPlan('instanceNorm', x, axes, eps, true), eps);
}

/**
 * (x − mean)/√(variance + eps) of groups of channels of each sample.  Reference: Wu & He, ECCV 2018.
 * @param x  [batch, channels, ...]
 * @param groups  how many; a divisor of the number of channels
 * @param options  `{ eps }`
 * @throws DIFF3201 for fewer axes, DIFF3202 for groups or an eps that cannot be
 * @example
 * groupNorm([[1, 3]], 1, { eps: 0.5625 }).toArray()   // [[-0.8, 0.8]]
 */
/* @differentiable */
export function groupNorm(x: ArrayInput, groups: number, options: NormalisationOptions = {}): NDArray {
  const { eps = 1e-5 } = options;
  const grouped = reshaped(x, plain.groupedShape(x, groups));
  const axes = plain.axesBeside('groupNorm', grouped, false);
  const y = standardised(grouped, plain.standardPlan('groupNorm', grouped, axes, eps, true), eps);
  return reshaped(y, shapeOf(x));
}
