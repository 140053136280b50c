import { NDArray, transpose } from '@diffjs/runtime';
import { seededRandom } from '../../support/seededRandom.js';

/** An array of a shape with numbers between two bounds. */
export function between(
  shape: readonly number[],
  [lo, hi]: readonly [number, number],
  seed = 1,
  dtype: 'float64' | 'float32' = 'float64',
): NDArray {
  const random = seededRandom(seed);
  const size = shape.reduce((product, n) => product * n, 1);
  const numbers = Float64Array.from({ length: size }, () => lo + (hi - lo) * random());
  return new NDArray(dtype === 'float64' ? numbers : Float32Array.from(numbers), [...shape]);
}

/** A view of the same shape that lies transposed, backwards and with gaps in its data. */
export function strided(
  shape: readonly number[],
  bounds: readonly [number, number],
  seed = 1,
  dtype: 'float64' | 'float32' = 'float64',
): NDArray {
  const wide = between(
    [...shape].reverse().map((n) => 2 * n),
    bounds,
    seed,
    dtype,
  );
  return transpose(wide).step(...shape.map((_, axis) => (axis % 2 === 0 ? -2 : 2)));
}

/** A complex array with parts between two bounds. */
export function complexBetween(
  shape: readonly number[],
  [lo, hi]: readonly [number, number],
  seed = 1,
): NDArray {
  const { data } = between([...shape, 2], [lo, hi], seed);
  return new NDArray(data, [...shape], undefined, 0, 'complex128');
}
