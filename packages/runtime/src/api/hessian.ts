import { cloneTree } from '../tree/cloneTree.js';
import { ravel, unravel } from '../tree/ravel.js';
import { shapedRows } from '../tree/shapedRows.js';
import { zerosLike } from '../tree/zerosLike.js';
import { companionsOf } from './differentiable.js';
import { isNested, nestable } from '../trace/nested/derivatives.js';
import { nestedHessian, tracedHessian } from './gradientFunction.js';
import { productOf } from './hvp.js';
import type { Gradient } from './derivativeTypes.js';
import type { Jacobian } from './jacobian.js';

/** The Hessian with respect to a `T`: the shape of `T`, each number replaced by a gradient. */
export type Hessian<T> = Jacobian<Gradient<T>, T>;

/**
 * All second partial derivatives of a number-valued function, H[i][j] = ∂²f/∂xᵢ∂xⱼ.
 *
 * The result has the shape of `x` with each number replaced by what mirrors `x`: a number for a number, an array of `Float64Array` rows for
 * a `Float64Array`, nested arrays for arrays. Row i is one `hvp` in the direction of the i-th number, so that it costs as many as `x` holds
 * numbers, each about twice a gradient. `f` is evaluated as often, on copies of `x`.
 *
 * @param f  a differentiable function of one argument whose result is a number
 * @param x  where: a number, an array, a typed array or any tree of them
 * @returns the second derivatives, symmetric up to rounding
 * @throws as `hvp`
 * @example
 * const f = /* @differentiable *\/ ([x, y]) => x * x * y;
 * hessian(f, [3, 5])   // [[10, 6], [6, 0]]
 */
export function hessian<T>(f: (x: T) => number, x: T): Hessian<T> {
  if (isNested()) return nestedHessian(f, x) as Hessian<T>;
  const c = companionsOf(f, 'hessian');
  if (c.second === undefined) return tracedHessian(f, x) as Hessian<T>;
  if (typeof x === 'number') return productOf(f, c, x, 1, 'hessian') as Hessian<T>;
  const shape: unknown = zerosLike(x);
  const length = x instanceof Float64Array ? x.length : ravel(x).length;
  const unit = new Float64Array(length);
  const rows = Array.from({ length }, (_, i) => {
    unit[i] = 1;
    const direction = shape instanceof Float64Array ? unit : unravel(unit, shape);
    const at = i + 1 < length ? cloneTree(x, 'copy') : x;
    const row = productOf(f, c, at, direction, 'hessian');
    unit[i] = 0;
    return row;
  });
  return shapedRows(shape, rows) as Hessian<T>;
}

nestable(hessian);
