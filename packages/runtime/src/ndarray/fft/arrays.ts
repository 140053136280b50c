import { DiffError } from '../../errors/DiffError.js';
import { allocate } from '../allocate.js';
import { type ArrayInput, toArray } from '../asarray.js';
import { type Dtype, isComplexDtype, newData, unitOf } from '../dtype.js';
import { NDArray } from '../NDArray.js';
import { rows2 } from '../rows.js';
import { axesOf, axisOf, sizeOf } from '../shape.js';
import { withoutLanes } from '../withoutLanes.js';
import { type FloatNumbers, realInverseAxis, realTransformAxis, transformAxis } from './transformAxis.js';

/** Transforms of length n along an axis, cut off or filled up with zeros before (to n) and after (to `keep`). */
export interface TransformPlan {
  readonly axis: number;
  readonly n: number;
  readonly scale: number;
  /** The length of the axis of the result. */
  readonly keep: number;
}

export interface ComplexPlan extends TransformPlan {
  /** −1 for exp(−2πijk/n), 1 for the inverse. */
  readonly sign: -1 | 1;
  /** Only the real part of the result. */
  readonly real: boolean;
}

export interface RealPlan extends TransformPlan {
  /** A factor for what stands for two numbers of the whole transform. */
  readonly interior: number;
}

function complexOf(dtype: Dtype): Dtype {
  return dtype === 'float32' || dtype === 'complex64' ? 'complex64' : 'complex128';
}

function realOf(dtype: Dtype): Dtype {
  return dtype === 'float32' || dtype === 'complex64' ? 'float32' : 'float64';
}

function viewOf({ data, shape, stride, offset, dtype }: NDArray) {
  return { data, shape, stride, offset, complex: isComplexDtype(dtype) };
}

function result(dtype: Dtype, shape: readonly number[]): NDArray {
  return new NDArray(allocate(dtype, sizeOf(shape) * unitOf(dtype)), shape.slice(), undefined, 0, dtype);
}

function withLength(shape: readonly number[], axis: number, n: number): number[] {
  return shape.map((length, a) => (a === axis ? n : length));
}

/** The discrete Fourier transform along an axis. */
export function spectrum(x: ArrayInput, { axis, n, sign, scale, keep, real }: ComplexPlan): NDArray {
  const a = toArray(x, 'fft');
  const out = result(complexOf(a.dtype), withLength(a.shape, axis, n));
  transformAxis(viewOf(a), axis, n, sign, scale, out.data as FloatNumbers);
  const whole = resized(out, axis, keep);
  return real ? realPart(whole) : whole;
}

/** Half of the transform of real lines. */
export function halfSpectrum(x: ArrayInput, { axis, n, scale, keep, interior }: RealPlan): NDArray {
  const a = toArray(x, 'rfft');
  const out = result(complexOf(a.dtype), withLength(a.shape, axis, Math.floor(n / 2) + 1));
  realTransformAxis(viewOf(a), axis, n, scale, interior, out.data as FloatNumbers);
  return resized(out, axis, keep);
}

/** Real lines of half of their transform. */
export function fromHalfSpectrum(x: ArrayInput, { axis, n, scale, keep, interior }: RealPlan): NDArray {
  const a = toArray(x, 'irfft');
  const out = result(realOf(a.dtype), withLength(a.shape, axis, n));
  realInverseAxis(viewOf(a), axis, n, scale, interior, out.data as FloatNumbers);
  return resized(out, axis, keep);
}

/** The array with lines along an axis cut off or filled up with zeros. */
function resized(a: NDArray, axis: number, length: number): NDArray {
  if (a.shape[axis] === length) return a;
  const out = result(a.dtype, withLength(a.shape, axis, length));
  const common = withLength(a.shape, axis, Math.min(length, a.shape[axis]));
  copyNumbers(a, out, common, unitOf(a.dtype));
  return out;
}

function realPart(a: NDArray): NDArray {
  const out = result(realOf(a.dtype), a.shape);
  copyNumbers(a, out, a.shape, 1);
  return out;
}

/** Copies the first `unit` numbers of each element of a region at the beginning. */
function copyNumbers(from: NDArray, to: NDArray, shape: readonly number[], unit: number): void {
  const x = { shape, stride: from.stride, offset: from.offset };
  const y = { shape, stride: to.stride, offset: to.offset };
  rows2(shape, x, y, (n, p, ps, q, qs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs)
      for (let part = 0; part < unit; part++) to.data[q + part] = from.data[p + part];
  });
}

/** Elements moved on by `shifts[i]` places along axis i, those that leave at the end come in at the beginning. */
export function rolled(x: ArrayInput, shifts: readonly number[]): NDArray {
  const a = toArray(x, 'fftshift');
  const out = result(a.dtype, a.shape);
  const unit = unitOf(a.dtype);
  const walk = (axis: number, at: number, to: number): void => {
    if (axis === a.dimension) {
      for (let part = 0; part < unit; part++) out.data[to + part] = a.data[at + part];
      return;
    }
    const n = a.shape[axis];
    for (let i = 0; i < n; i++)
      walk(axis + 1, at + i * a.stride[axis], to + ((i + shifts[axis]) % n) * out.stride[axis]);
  };
  walk(0, a.offset, 0);
  return out;
}

/** What the results of a transform and of its inverse are divided by. */
export type FourierNorm = 'backward' | 'ortho' | 'forward';

export interface FourierOptions {
  /** The length of the transform, to which lines are cut off or filled up with zeros. Default: that of the axis. */
  readonly n?: number;
  /** Default −1, the last one. */
  readonly axis?: number;
  /** `'backward'` (default): the inverse is divided by n; `'forward'`: the transform is; `'ortho'`: both by √n. */
  readonly norm?: FourierNorm;
}

export interface FourierAxesOptions {
  /** The length along each axis. Default: as they are. */
  readonly s?: readonly number[];
  /** Default: all, or as many of the last ones as `s` has lengths. */
  readonly axes?: readonly number[];
  /** As for `fft`. */
  readonly norm?: FourierNorm;
}

export function scaleOf(name: string, n: number, sign: -1 | 1, norm: FourierNorm = 'backward'): number {
  if (norm === 'ortho') return 1 / Math.sqrt(n);
  if (norm === 'backward') return sign < 0 ? 1 : 1 / n;
  if (norm === 'forward') return sign < 0 ? 1 / n : 1;
  throw new DiffError(
    'DIFF3202',
    `${name} was given the norm ${String(norm)}. Give 'backward', 'ortho' or 'forward'.`,
  );
}

export function expectLength(name: string, n: number): number {
  if (Number.isInteger(n) && n >= 1) return n;
  throw new DiffError('DIFF3202', `${name} has no transform of length ${n}. Give an integer n from 1 on.`);
}

/** The plan of a transform along one axis. */
export const planOf = /* @__PURE__ */ withoutLanes(function planOf(
  name: string,
  x: ArrayInput,
  sign: -1 | 1,
  { n, axis = -1, norm }: FourierOptions = {},
): ComplexPlan {
  const { shape } = toArray(x, name);
  const a = axisOf(name, axis, shape.length);
  const length = expectLength(name, n ?? shape[a]);
  return { axis: a, n: length, sign, scale: scaleOf(name, length, sign, norm), keep: length, real: false };
});

/** The plans of a transform along several axes, the last one first. */
export const plansOf = /* @__PURE__ */ withoutLanes(function plansOf(
  name: string,
  x: ArrayInput,
  sign: -1 | 1,
  count: number | undefined,
  { s, axes, norm }: FourierAxesOptions = {},
): ComplexPlan[] {
  const { shape } = toArray(x, name);
  const rank = shape.length;
  const wanted = axes ?? lastAxes(name, rank, s?.length ?? count ?? rank);
  if (s !== undefined && s.length !== wanted.length)
    throw new DiffError(
      'DIFF3202',
      `${name} was given ${s.length} lengths for ${wanted.length} axes. Give one for each.`,
    );
  axesOf(name, wanted, rank);
  if (wanted.length === 0)
    throw new DiffError('DIFF3202', `${name} was given no axis. Give the axes to transform along.`);
  const plans = wanted.map((axis, i) => planOf(name, x, sign, { n: s?.[i], axis, norm }));
  return plans.reverse();
});

function lastAxes(name: string, rank: number, count: number): number[] {
  if (count > rank) axisOf(name, -count, rank);
  return Array.from({ length: count }, (_, i) => rank - count + i);
}

/** The plan of the transform of real lines. */
export const realPlanOf = /* @__PURE__ */ withoutLanes(function realPlanOf(
  x: ArrayInput,
  { n, axis = -1, norm }: FourierOptions = {},
): RealPlan {
  const { shape, dtype } = toArray(x, 'rfft');
  if (isComplexDtype(dtype))
    throw new DiffError(
      'DIFF3203',
      'rfft was given an array of complex numbers, and is for real ones. Use fft.',
    );
  const a = axisOf('rfft', axis, shape.length);
  const length = expectLength('rfft', n ?? shape[a]);
  return {
    axis: a,
    n: length,
    scale: scaleOf('rfft', length, -1, norm),
    keep: Math.floor(length / 2) + 1,
    interior: 1,
  };
});

/** The plan of its inverse. */
export const halfPlanOf = /* @__PURE__ */ withoutLanes(function halfPlanOf(
  x: ArrayInput,
  { n, axis = -1, norm }: FourierOptions = {},
): RealPlan {
  const { shape } = toArray(x, 'irfft');
  const a = axisOf('irfft', axis, shape.length);
  const length = expectLength('irfft', n ?? 2 * (shape[a] - 1));
  return { axis: a, n: length, scale: scaleOf('irfft', length, 1, norm), keep: length, interior: 1 };
});

/** The plan of the adjoint of a complex transform of `x`. */
export const adjointPlan = /* @__PURE__ */ withoutLanes(function adjointPlan(
  x: ArrayInput,
  plan: ComplexPlan,
): ComplexPlan {
  const { shape, dtype } = toArray(x, 'fft');
  return { ...plan, sign: plan.sign < 0 ? 1 : -1, keep: shape[plan.axis], real: !isComplexDtype(dtype) };
});

/** The plan of the adjoint of a real transform: what stood for two numbers of the whole counts twice in it. */
export const adjointRealPlan = /* @__PURE__ */ withoutLanes(function adjointRealPlan(
  x: ArrayInput,
  plan: RealPlan,
  factor: number,
): RealPlan {
  return { ...plan, keep: toArray(x, 'rfft').shape[plan.axis], interior: plan.interior * factor };
});

/** How far `fftshift` moves each axis, or `ifftshift` back. */
export const shiftsOf = /* @__PURE__ */ withoutLanes(function shiftsOf(
  name: string,
  x: ArrayInput,
  axes: number | readonly number[] | null | undefined,
  inverse: boolean,
): number[] {
  const { shape } = toArray(x, name);
  const moved = axesOf(name, axes, shape.length);
  return shape.map((n, a) => (moved.includes(a) ? (inverse ? Math.ceil(n / 2) : Math.floor(n / 2)) : 0));
});

/** The shifts that undo others. */
export const shiftsBack = /* @__PURE__ */ withoutLanes(function shiftsBack(
  x: ArrayInput,
  shifts: readonly number[],
): number[] {
  return toArray(x, 'fftshift').shape.map((n, a) => (n - shifts[a]) % Math.max(1, n));
});

/** Frequencies of a transform of length n, the first `positive` of them not negative, in cycles per unit of d. */
export function frequencies(name: string, n: number, count: number, positive: number): NDArray {
  expectLength(name, n);
  const data = newData('float64', count);
  for (let k = 0; k < count; k++) data[k] = (k < positive ? k : k - n) / n;
  return new NDArray(data, [count], undefined, 0, 'float64');
}
