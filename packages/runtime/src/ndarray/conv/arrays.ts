import { DiffError } from '../../errors/DiffError.js';
import { allocate } from '../allocate.js';
import { type ArrayInput, toArray } from '../asarray.js';
import { copy } from '../copy.js';
import { type Dtype, floatDtype, isComplexDtype, promote } from '../dtype.js';
import { NDArray } from '../NDArray.js';
import { isContiguous } from '../places.js';
import { type Shape, sizeOf } from '../shape.js';
import { withoutLanes } from '../withoutLanes.js';
import type { FloatNumbers } from './columns.js';
import { convolve, convolveToImages, convolveToWeights } from './convolve.js';
import { product } from './Geometry.js';
import type { ConvolutionPlan } from './plans.js';
import { addAtPlaces, argmaxOfWindows, averageWindows, spreadWindows, takePlaces } from './pool.js';
import type { PoolPlan } from './poolPlans.js';

/** A real array of float64 or float32, of the type that holds both. */
function dtypeFor(name: string, ...arrays: NDArray[]): 'float64' | 'float32' {
  for (const { dtype } of arrays)
    if (isComplexDtype(dtype))
      throw new DiffError(
        'DIFF3203',
        `${name} was given an array of complex numbers, and is for real ones. Take its real and imaginary parts one by one.`,
      );
  return floatDtype(arrays.map(({ dtype }) => dtype).reduce(promote)) as 'float64' | 'float32';
}

/** The elements in rows without gaps, as numbers of one type. */
function rowsOf(a: NDArray, dtype: Dtype): FloatNumbers {
  const whole = isContiguous(a, 1) ? a : copy(a);
  const numbers = whole.data.subarray(whole.offset, whole.offset + whole.size);
  if (a.dtype === dtype) return numbers as FloatNumbers;
  return dtype === 'float64' ? new Float64Array(numbers) : new Float32Array(numbers);
}

function result(dtype: Dtype, shape: Shape): NDArray {
  return new NDArray(allocate(dtype, sizeOf(shape)), shape.slice(), undefined, 0, dtype);
}

/** What a sum over windows makes of two arrays: a third one, of a shape. */
function combined(
  { name, geometry }: ConvolutionPlan,
  combine: typeof convolve,
  x: ArrayInput,
  y: ArrayInput,
  shape: Shape,
): NDArray {
  const [a, b] = [toArray(x, name), toArray(y, name)];
  const dtype = dtypeFor(name, a, b);
  const out = result(dtype, shape);
  combine(geometry, rowsOf(a, dtype), rowsOf(b, dtype), out.data as FloatNumbers);
  return out;
}

/** The results of a convolution of images with weights. */
export function convolution(x: ArrayInput, w: ArrayInput, plan: ConvolutionPlan): NDArray {
  return combined(plan, convolve, x, w, plan.results);
}

/** Its adjoint: images of results and weights. */
export function imagesOf(y: ArrayInput, w: ArrayInput, plan: ConvolutionPlan): NDArray {
  return combined(plan, convolveToImages, y, w, plan.images);
}

/** The other adjoint: weights of images and results. */
export function weightsOf(x: ArrayInput, y: ArrayInput, plan: ConvolutionPlan): NDArray {
  return combined(plan, convolveToWeights, x, y, plan.weights);
}

/** Where the greatest number of each window stands in its plane. */
export const placesOfMaxima = /* @__PURE__ */ withoutLanes(function placesOfMaxima(
  x: ArrayInput,
  { planes, size, windows, results }: PoolPlan,
): NDArray {
  const a = toArray(x, 'maxPool');
  const out = new NDArray(new Int32Array(sizeOf(results)), results.slice());
  argmaxOfWindows(planes, size, windows, rowsOf(a, dtypeFor('maxPool', a)), out.data as Int32Array);
  return out;
});

/** The numbers at places in their planes. */
export function numbersAt(x: ArrayInput, places: NDArray, { planes, size, results }: PoolPlan): NDArray {
  const a = toArray(x, 'maxPool');
  const dtype = dtypeFor('maxPool', a);
  const out = result(dtype, results);
  const outArea = planes === 0 ? 0 : out.size / planes;
  const numbers = rowsOf(a, dtype);
  takePlaces(
    planes,
    product(size),
    outArea,
    places.data as Int32Array,
    numbers,
    out.data as FloatNumbers,
    -Infinity,
  );
  return out;
}

/** Its adjoint: planes with numbers at places, added where places are the same. */
export function planesWith(y: ArrayInput, places: NDArray, { planes, size, images }: PoolPlan): NDArray {
  const a = toArray(y, 'maxPool');
  const dtype = dtypeFor('maxPool', a);
  const out = result(dtype, images);
  const outArea = planes === 0 ? 0 : a.size / planes;
  addAtPlaces(
    planes,
    product(size),
    outArea,
    places.data as Int32Array,
    rowsOf(a, dtype),
    out.data as FloatNumbers,
  );
  return out;
}

/** Averages of windows. */
export function averages(x: ArrayInput, { planes, size, windows, divisor, results }: PoolPlan): NDArray {
  const a = toArray(x, 'avgPool');
  const dtype = dtypeFor('avgPool', a);
  const out = result(dtype, results);
  averageWindows(planes, size, windows, divisor, rowsOf(a, dtype), out.data as FloatNumbers);
  return out;
}

/** Their adjoint. */
export function spread(y: ArrayInput, { planes, size, windows, divisor, images }: PoolPlan): NDArray {
  const a = toArray(y, 'avgPool');
  const dtype = dtypeFor('avgPool', a);
  const out = result(dtype, images);
  spreadWindows(planes, size, windows, divisor, rowsOf(a, dtype), out.data as FloatNumbers);
  return out;
}
