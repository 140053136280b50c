import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/conv/arrays.js';
import {
  type ConvolutionOptions,
  type ConvolutionPlan,
  convolutionPlan,
  type TransposedOptions,
  transposedPlan,
} from '../../ndarray/conv/plans.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { plus } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';

/** A function of two of images, weights and results, linear in both. */
type Bilinear = (a: ArrayInput, b: ArrayInput, plan: ConvolutionPlan) => NDArray;

/*
 * Results, images and weights of a convolution go into one trilinear form. Each of the three functions here is its derivative with respect to
 * one of them, so that the derivatives of each are the other two.
 */

const convolution: Bilinear = /* @__PURE__ */ arrayRule(plain.convolution, 'convolution', {
  saves: [0, 1],
  vjp: [
    /* @differentiable */ (d, _out, [, w, plan]) => imagesOf(d, w, plan),
    /* @differentiable */ (d, _out, [x, , plan]) => weightsOf(x, d, plan),
    null,
  ],
  /* @differentiable */
  jvp: ([x_, w_], _out, [x, w, plan]) =>
    plus(x_ === null ? null : convolution(x_, w, plan), w_ === null ? null : convolution(x, w_, plan)),
});

const imagesOf: Bilinear = /* @__PURE__ */ arrayRule(plain.imagesOf, 'transposed convolution', {
  saves: [0, 1],
  vjp: [
    /* @differentiable */ (d, _out, [, w, plan]) => convolution(d, w, plan),
    /* @differentiable */ (d, _out, [y, , plan]) => weightsOf(d, y, plan),
    null,
  ],
  /* @differentiable */
  jvp: ([y_, w_], _out, [y, w, plan]) =>
    plus(y_ === null ? null : imagesOf(y_, w, plan), w_ === null ? null : imagesOf(y, w_, plan)),
});

const weightsOf: Bilinear = /* @__PURE__ */ arrayRule(plain.weightsOf, 'weights of a convolution', {
  saves: [0, 1],
  vjp: [
    /* @differentiable */ (d, _out, [, y, plan]) => imagesOf(y, d, plan),
    /* @differentiable */ (d, _out, [x, , plan]) => convolution(x, d, plan),
    null,
  ],
  /* @differentiable */
  jvp: ([x_, y_], _out, [x, y, plan]) =>
    plus(x_ === null ? null : weightsOf(x_, y, plan), y_ === null ? null : weightsOf(x, y_, plan)),
});

/**
 * `conv2d` with one axis behind batch and channels: x: [batch, channels, width], w: [outChannels, channels / groups, width].
 * @param options  `{ stride, padding, dilation, groups }`, see `ConvolutionOptions`
 * @throws DIFF3201 for shapes that do not go together, DIFF3202 for options that cannot be
 * @example
 * conv1d([[[1, 2, 3]]], [[[1, 1]]]).toArray()   // [[[3, 5]]]
 */
/* @differentiable */
export function conv1d(x: ArrayInput, w: ArrayInput, options?: ConvolutionOptions): NDArray {
  return convolution(x, w, convolutionPlan('conv1d', 1, x, w, options));
}

/**
 * The convolution (cross-correlation) of images with weights, as neural networks have it, yₒ[t] = Σ w[o, c, k] x[c, t·stride + k·dilation − padding].
 * It is a matrix product over gathered columns.
 *
 * @param x  [batch, channels, height, width]
 * @param w  [outChannels, channels / groups, height, width]
 * @param options  `{ stride, padding, dilation, groups }`, see `ConvolutionOptions`
 * @returns [batch, outChannels, height, width]
 * @throws DIFF3201 for shapes that do not go together, DIFF3202 for options that cannot be
 * @example
 * conv2d([[[[1, 2], [3, 4]]]], [[[[1, 1]]]]).toArray()   // [[[[3], [7]]]]
 */
/* @differentiable */
export function conv2d(x: ArrayInput, w: ArrayInput, options?: ConvolutionOptions): NDArray {
  return convolution(x, w, convolutionPlan('conv2d', 2, x, w, options));
}

/**
 * `conv2d` with three axes behind batch and channels: x: [batch, channels, depth, height, width], w: [outChannels, channels / groups, depth, height, width].
 * @param options  `{ stride, padding, dilation, groups }`, see `ConvolutionOptions`
 * @throws DIFF3201 for shapes that do not go together, DIFF3202 for options that cannot be
 * @example
 * conv3d([[[[[1, 2]]]]], [[[[[2]]]]]).toArray()   // [[[[[2, 4]]]]]
 */
/* @differentiable */
export function conv3d(x: ArrayInput, w: ArrayInput, options?: ConvolutionOptions): NDArray {
  return convolution(x, w, convolutionPlan('conv3d', 3, x, w, options));
}

/**
 * `convTranspose2d` with one axis behind batch and channels: x: [batch, channels, width], w: [channels, outChannels / groups, width].
 * @param options  `{ stride, padding, outputPadding, dilation, groups }`, see `TransposedOptions`
 * @throws DIFF3201 for shapes that do not go together, DIFF3202 for options that cannot be
 * @example
 * convTranspose1d([[[1, 2]]], [[[1, 1]]]).toArray()   // [[[1, 3, 2]]]
 */
/* @differentiable */
export function convTranspose1d(x: ArrayInput, w: ArrayInput, options?: TransposedOptions): NDArray {
  return imagesOf(x, w, transposedPlan('convTranspose1d', 1, x, w, options));
}

/**
 * The transposed convolution, the adjoint of `conv2d` with respect to its images: each place of x adds the weights, times its number, to the result.
 *
 * @param x  [batch, channels, height, width]
 * @param w  [channels, outChannels / groups, height, width]
 * @param options  `{ stride, padding, outputPadding, dilation, groups }`, see `TransposedOptions`
 * @returns [batch, outChannels, height, width], of length (n − 1)·stride − 2·padding + dilation·(kernel − 1) + outputPadding + 1
 * @throws DIFF3201 for shapes that do not go together, DIFF3202 for options that cannot be
 * @example
 * convTranspose2d([[[[1]]]], [[[[1, 2], [3, 4]]]]).toArray()   // [[[[1, 2], [3, 4]]]]
 */
/* @differentiable */
export function convTranspose2d(x: ArrayInput, w: ArrayInput, options?: TransposedOptions): NDArray {
  return imagesOf(x, w, transposedPlan('convTranspose2d', 2, x, w, options));
}

/**
 * `convTranspose2d` with three axes behind batch and channels: x: [batch, channels, depth, height, width], w: [channels, outChannels / groups, depth, height, width].
 * @param options  `{ stride, padding, outputPadding, dilation, groups }`, see `TransposedOptions`
 * @throws DIFF3201 for shapes that do not go together, DIFF3202 for options that cannot be
 * @example
 * convTranspose3d([[[[[1]]]]], [[[[[2, 4]]]]]).toArray()   // [[[[[2, 4]]]]]
 */
/* @differentiable */
export function convTranspose3d(x: ArrayInput, w: ArrayInput, options?: TransposedOptions): NDArray {
  return imagesOf(x, w, transposedPlan('convTranspose3d', 3, x, w, options));
}
