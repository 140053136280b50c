import type { AccumulateOperation } from '../../kernels/operations.js';
import { accumulates } from '../../ndarray/accumulates.js';
import type { ArrayInput } from '../../ndarray/asarray.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { arrayRule } from './arrayRule.js';
import { conjugated, scaled, type Unary } from './linear.js';

/** The derivative of a function of one array, element by element, from the argument and the value. */
export type Slope = (x: ArrayInput, out: NDArray) => NDArray;

/**
 * Gives a function of one array, element by element, its derivatives.
 * @param reads  what the slope is computed from: the argument or the value
 * @param slope  written with array functions; compiled
 * @param kernel  the operation that adds a cotangent times the slope at once
 */
export function elementwiseRule(
  f: Unary,
  name: string,
  reads: 'x' | 'out',
  slope: Slope,
  kernel?: AccumulateOperation,
): Unary {
  return arrayRule(f, name, {
    saves: reads === 'x' ? [0] : ['out'],
    vjp: [
      /* @differentiable */ (d, out, [x], into) => {
        if (
          into !== undefined &&
          kernel !== undefined &&
          accumulates(kernel, d, reads === 'x' ? x : out, into)
        )
          return undefined;
        return scaled(d, conjugated(slope(x, out)));
      },
    ],
    /* @differentiable */
    jvp: ([x_], out, [x]) => x_ && scaled(x_, slope(x, out)),
  });
}
