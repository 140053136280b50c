import type { ArrayInput } from '../../ndarray/asarray.js';
import * as plain from '../../ndarray/fft/arrays.js';
import type { FourierAxesOptions, FourierOptions } from '../../ndarray/fft/arrays.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { withoutLanes } from '../../ndarray/withoutLanes.js';
import { div } from './arithmetic.js';
import { arrayRule } from './arrayRule.js';

/*
 * Fourier transforms are linear: a tangent is transformed as the argument is, and a cotangent by the adjoint (with the convention
 * ∂u/∂x + i∂u/∂y the conjugate transpose), which is the inverse transform without its factor.
 */

const spectrum: (x: ArrayInput, plan: plain.ComplexPlan) => NDArray = /* @__PURE__ */ arrayRule(
  plain.spectrum,
  'fft',
  {
    saves: [],
    vjp: [/* @differentiable */ (d, _out, [x, plan]) => spectrum(d, plain.adjointPlan(x, plan)), null],
    /* @differentiable */
    jvp: ([x_], _out, [, plan]) => (x_ === null ? null : spectrum(x_, plan)),
  },
);

const halfSpectrum: (x: ArrayInput, plan: plain.RealPlan) => NDArray = /* @__PURE__ */ arrayRule(
  plain.halfSpectrum,
  'rfft',
  {
    saves: [],
    vjp: [
      /* @differentiable */ (d, _out, [x, plan]) => fromHalfSpectrum(d, plain.adjointRealPlan(x, plan, 0.5)),
      null,
    ],
    /* @differentiable */
    jvp: ([x_], _out, [, plan]) => (x_ === null ? null : halfSpectrum(x_, plan)),
  },
);

const fromHalfSpectrum: (x: ArrayInput, plan: plain.RealPlan) => NDArray = /* @__PURE__ */ arrayRule(
  plain.fromHalfSpectrum,
  'irfft',
  {
    saves: [],
    vjp: [
      /* @differentiable */ (d, _out, [x, plan]) => halfSpectrum(d, plain.adjointRealPlan(x, plan, 2)),
      null,
    ],
    /* @differentiable */
    jvp: ([x_], _out, [, plan]) => (x_ === null ? null : fromHalfSpectrum(x_, plan)),
  },
);

const rolled: (x: ArrayInput, shifts: readonly number[]) => NDArray = /* @__PURE__ */ arrayRule(
  plain.rolled,
  'fftshift',
  {
    saves: [],
    vjp: [/* @differentiable */ (d, _out, [x, shifts]) => rolled(d, plain.shiftsBack(x, shifts)), null],
    /* @differentiable */
    jvp: ([x_], _out, [, shifts]) => (x_ === null ? null : rolled(x_, shifts)),
  },
);

/**
 * The discrete Fourier transform Xₖ = Σⱼ xⱼ exp(−2πijk/n) along an axis, of any length n, in O(n log n). Tables are kept by length.
 * @param x  real or complex
 * @param options  `{ n, axis, norm }`, see `FourierOptions`
 * @returns complex numbers; complex64 for float32 and complex64, else complex128
 * @throws DIFF3202 for an axis or a length that cannot be
 * @example
 * fft([1, 0, 0]).toArray()   // [[1, 0], [1, 0], [1, 0]]
 */
/* @differentiable */
export function fft(x: ArrayInput, options?: FourierOptions): NDArray {
  return spectrum(x, plain.planOf('fft', x, -1, options));
}

/**
 * The inverse of `fft`: xⱼ = 1/n Σₖ Xₖ exp(2πijk/n). Parameters and errors as there.
 * @example
 * ifft(fft([1, 2, 0, 0])).shape   // [4]
 */
/* @differentiable */
export function ifft(x: ArrayInput, options?: FourierOptions): NDArray {
  return spectrum(x, plain.planOf('ifft', x, 1, options));
}

/**
 * `fft` along several axes, all of them by default.
 * @param options  `{ s, axes, norm }`, see `FourierAxesOptions`
 * @throws DIFF3202 for axes or lengths that cannot be
 * @example
 * fftn([[1, 0], [0, 0]]).toArray()[1]   // [[1, 0], [1, 0]]
 */
/* @differentiable */
export function fftn(x: ArrayInput, options?: FourierAxesOptions): NDArray {
  return alongAxes(x, plain.plansOf('fftn', x, -1, undefined, options));
}

/**
 * The inverse of `fftn`.
 * @example
 * ifftn([[4, 0], [0, 0]]).toArray()[1]   // [[1, 0], [1, 0]]
 */
/* @differentiable */
export function ifftn(x: ArrayInput, options?: FourierAxesOptions): NDArray {
  return alongAxes(x, plain.plansOf('ifftn', x, 1, undefined, options));
}

/**
 * `fft` along the last two axes.
 * @example
 * fft2([[1, 0], [0, 0]]).toArray()[1]   // [[1, 0], [1, 0]]
 */
/* @differentiable */
export function fft2(x: ArrayInput, options?: FourierAxesOptions): NDArray {
  return alongAxes(x, plain.plansOf('fft2', x, -1, 2, options));
}

/**
 * The inverse of `fft2`.
 * @example
 * ifft2([[4, 0], [0, 0]]).toArray()[1]   // [[1, 0], [1, 0]]
 */
/* @differentiable */
export function ifft2(x: ArrayInput, options?: FourierAxesOptions): NDArray {
  return alongAxes(x, plain.plansOf('ifft2', x, 1, 2, options));
}

/* @differentiable */
function alongAxes(x: ArrayInput, plans: readonly plain.ComplexPlan[]): NDArray {
  let y = spectrum(x, plans[0]);
  for (let i = 1; i < plans.length; i++) y = spectrum(y, plans[i]);
  return y;
}

/**
 * The first ⌊n/2⌋ + 1 numbers of the Fourier transform of real numbers, of which the others are conjugates. Half the work of `fft`.
 * @param x  real
 * @param options  as for `fft`
 * @throws DIFF3203 for complex numbers, DIFF3202 for an axis or a length that cannot be
 * @example
 * rfft([1, 0, 0]).toArray()   // [[1, 0], [1, 0]]
 */
/* @differentiable */
export function rfft(x: ArrayInput, options?: FourierOptions): NDArray {
  return halfSpectrum(x, plain.realPlanOf(x, options));
}

/**
 * The inverse of `rfft`: real numbers. The imaginary part of the first number, for even n of the last one too, counts as zero.
 * @param options  as for `fft`; n is 2(m − 1) by default for m numbers
 * @throws DIFF3202 for an axis or a length that cannot be
 * @example
 * irfft([2, 2]).toArray()   // [2, 0]
 */
/* @differentiable */
export function irfft(x: ArrayInput, options?: FourierOptions): NDArray {
  return fromHalfSpectrum(x, plain.halfPlanOf(x, options));
}

/**
 * Moves the zero frequency to the middle of each axis.
 * @param options  `{ axes }`, default all
 * @example
 * fftshift([0, 1, 2, -2, -1]).toArray()   // [-2, -1, 0, 1, 2]
 */
/* @differentiable */
export function fftshift(x: ArrayInput, options: ShiftOptions = {}): NDArray {
  return rolled(x, plain.shiftsOf('fftshift', x, options.axes, false));
}

/**
 * Undoes `fftshift`.
 * @example
 * ifftshift([-2, -1, 0, 1, 2]).toArray()   // [0, 1, 2, -2, -1]
 */
/* @differentiable */
export function ifftshift(x: ArrayInput, options: ShiftOptions = {}): NDArray {
  return rolled(x, plain.shiftsOf('ifftshift', x, options.axes, true));
}

export interface ShiftOptions {
  readonly axes?: number | readonly number[] | null;
}

/** The frequencies for samples at a distance of 1. */
const frequencies = /* @__PURE__ */ withoutLanes(plain.frequencies);

/**
 * The frequencies of the numbers of a transform of length n: 0, 1, …, −2, −1 over n·d.
 * @param d  the distance of samples, default 1; it may be differentiated
 * @throws DIFF3202 for a length that cannot be
 * @example
 * fftfreq(4).toArray()   // [0, 0.25, -0.5, -0.25]
 */
/* @differentiable */
export function fftfreq(n: number, d: number = 1): NDArray {
  return div(frequencies('fftfreq', n, n, Math.ceil(n / 2)), d);
}

/**
 * The frequencies of the numbers that `rfft` gives.
 * @param d  the distance of samples, default 1; it may be differentiated
 * @throws DIFF3202 for a length that cannot be
 * @example
 * rfftfreq(4).toArray()   // [0, 0.25, 0.5]
 */
/* @differentiable */
export function rfftfreq(n: number, d: number = 1): NDArray {
  return div(frequencies('rfftfreq', n, Math.floor(n / 2) + 1, n), d);
}
