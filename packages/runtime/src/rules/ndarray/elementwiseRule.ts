import type { AccumulateOperation, UnaryOperation } from '../../kernels/operations.js';
import { accumulates } from '../../ndarray/accumulates.js';
import type { ArrayInput } from '../../ndarray/asarray.js';
import type { NDArray } from '../../ndarray/NDArray.js';
import { arrayRule } from './arrayRule.js';
import { conjugated, scaled, type Unary } from './linear.js';
import { localUnary } from './local/localUnary.js';

/** The derivative of a function of one array, element by element, from the argument and the value. */
export type Slope = (x: ArrayInput, out: NDArray) => NDArray;

/**
 * Gives a function of one array, element by element, its derivatives.
 * @param saves  what the slope is computed from: 0 the argument, `'out'` the value
 * @param slope  written with array functions; compiled
 * @param name  of the function, and of the kernel that computes it if there is one for the slope
 * @param kernel  the operation that adds a cotangent times the slope at once, from the first of `saves`
 */
export function elementwiseRule(
  f: Unary,
  name: UnaryOperation,
  saves: readonly (0 | 'out')[],
  slope: Slope,
  kernel: AccumulateOperation,
): Unary;
export function elementwiseRule(f: Unary, name: string, saves: readonly (0 | 'out')[], slope: Slope): Unary;
export function elementwiseRule(
  f: Unary,
  name: string,
  saves: readonly (0 | 'out')[],
  slope: Slope,
  kernel?: AccumulateOperation,
): Unary {
  return arrayRule(f, name, {
    saves,
    local:
      kernel &&
      ((general) => localUnary(general, name as UnaryOperation, kernel, saves[0] === 0 ? 0 : 'out')),
    vjp: [
      /* @differentiable */ (d, out, [x], into) => {
        if (
          into !== undefined &&
          kernel !== undefined &&
          accumulates(kernel, d, saves[0] === 0 ? x : out, into)
        )
          return undefined;
        return scaled(d, conjugated(slope(x, out)));
      },
    ],
    /* @differentiable */
    jvp: ([x_], out, [x]) => x_ && scaled(x_, slope(x, out)),
  });
}
