import type { Gradient } from '../api/derivativeTypes.js';
import { projectShadow } from '../shadow/projectShadow.js';

/**
 * The gradient of something that does not depend on `tree`: its shape, zeros for the numbers, null where there is no derivative.
 *
 * @example
 * zerosLike({ w: Float64Array.of(1, 2), name: 'a' })   // { w: Float64Array.of(0, 0), name: null }
 */
export function zerosLike<T>(tree: T): Gradient<T> {
  return projectShadow(tree, undefined) as Gradient<T>;
}
