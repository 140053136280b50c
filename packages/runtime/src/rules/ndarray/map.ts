import type { ArrayInput } from '../../ndarray/asarray.js';
import { placesIn, resultOf } from '../../ndarray/mapped.js';
import { NDArray } from '../../ndarray/NDArray.js';
import { asarray } from './views.js';

/**
 * A function of numbers applied to the elements of arrays, which are broadcast to one shape: `out[i] = f(x[i], y[i], …)`. The function may be any that is
 * differentiable; it is called once for each element, so that the functions of arrays are faster where there are such.
 * @param f  takes as many numbers as there are arrays
 * @param arrays  of real numbers
 * @returns of the shape that they are broadcast to; float64 unless all are float32
 * @throws DIFF3201 for shapes that do not go together, DIFF3203 for complex numbers
 * @example
 * const hinge = /* @differentiable *\/ (x, y) => (x * y > 1 ? 0 : 1 - x * y);
 * String(map(hinge, [0.5, 3], 1))   // '[0.5 0. ]'
 */
/* @differentiable */
export function map(f: (...numbers: number[]) => number, ...arrays: readonly ArrayInput[]): NDArray {
  const { shape, dtype, data } = resultOf(arrays);
  const views: NDArray[] = [];
  const places: Int32Array[] = [];
  for (let k = 0; k < arrays.length; k++) {
    const view = asarray(arrays[k]!);
    views.push(view);
    places.push(placesIn(view, shape));
  }
  if (arrays.length === 1) {
    const x = views[0]!.data;
    const p = places[0]!;
    for (let i = 0; i < data.length; i++) data[i] = f(x[p[i]!]!);
  } else if (arrays.length === 2) {
    const x = views[0]!.data;
    const y = views[1]!.data;
    const p = places[0]!;
    const q = places[1]!;
    for (let i = 0; i < data.length; i++) data[i] = f(x[p[i]!]!, y[q[i]!]!);
  } else
    for (let i = 0; i < data.length; i++) {
      const numbers: number[] = [];
      for (let k = 0; k < views.length; k++) numbers.push(views[k]!.data[places[k]![i]!]!);
      data[i] = f(...numbers);
    }
  return new NDArray(data, shape, undefined, 0, dtype);
}
