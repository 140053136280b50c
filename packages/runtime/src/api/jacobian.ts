import { cloneTree } from '../tree/cloneTree.js';
import { ravel, unravel } from '../tree/ravel.js';
import { zerosLike } from '../tree/zerosLike.js';
import type { Gradient, Tangents } from './derivativeTypes.js';
import { companionsOf } from './differentiable.js';
import { jvp } from './jvp.js';
import { pullback } from './pullback.js';

/** The Jacobian of an `R` with respect to a `T`: the shape of the result, each number replaced by its gradient. */
export type Jacobian<R, T> = R extends number
  ? Gradient<T>
  : R extends Float64Array | Float32Array
    ? Gradient<T>[]
    : R extends readonly unknown[]
      ? { -readonly [I in keyof R]: Jacobian<R[I], T> }
      : R extends string | boolean | null | undefined
        ? null
        : R extends object
          ? { -readonly [K in keyof R]: Jacobian<R[K], T> }
          : unknown;

/**
 * All partial derivatives of a function of one argument, J[output][input].
 *
 * The result has the shape of `f(x)` with each number replaced by its gradient, which mirrors `x`: for arrays, nested arrays with
 * the output first (an array of `Float64Array` rows if `x` is one); a number for a number.
 *
 * Costs one evaluation and one reverse sweep per output, or, when there are more outputs than inputs, one evaluation more and one
 * forward-mode sweep per input; `f` is then evaluated several times, on copies of `x`.
 *
 * @param f  a differentiable function
 * @param x  a number, an array, a typed array or any tree of them
 * @throws DIFF3001 if `f` was never compiled; what `f` throws
 * @example
 * const polar = /* @differentiable *\/ ([r, a]) => [r * Math.cos(a), r * Math.sin(a)];
 * jacobian(polar, [2, 0])   // [[1, 0], [0, 2]]
 */
export function jacobian<T, R>(f: (x: T) => R, x: T): Jacobian<R, T> {
  companionsOf(f, 'jacobian');
  const inputs = ravel(x).length;
  const fresh = cloneTree(x, 'copy');
  const shape = zerosLike(x);
  const [value, back] = pullback<[T], R>(f, x);
  const outputShape: unknown = zerosLike(value);
  const outputs = ravel(value).length;
  const rows: unknown[] =
    outputs <= inputs
      ? rowsByReverse(back as (cotangent: unknown) => unknown[], outputShape, outputs)
      : rowsByForward(f, fresh, shape, inputs, outputs);
  back.release();
  let next = 0;
  return replaceNumbers(outputShape, () => rows[next++], new Map()) as Jacobian<R, T>;
}

function rowsByReverse(
  back: (cotangent: unknown) => unknown[],
  outputShape: unknown,
  outputs: number,
): unknown[] {
  const unit = new Float64Array(outputs);
  const rows: unknown[] = [];
  for (let i = 0; i < outputs; i++) {
    unit[i] = 1;
    rows.push(back(unravel(unit, outputShape))[0]);
    unit[i] = 0;
  }
  return rows;
}

function rowsByForward<T, R>(
  f: (x: T) => R,
  x: T,
  shape: unknown,
  inputs: number,
  outputs: number,
): unknown[] {
  const matrix = Array.from({ length: outputs }, () => new Float64Array(inputs));
  const unit = new Float64Array(inputs);
  for (let j = 0; j < inputs; j++) {
    unit[j] = 1;
    const tangents = [unravel(unit, shape)] as unknown as Tangents<[T]>;
    const column = ravel(jvp<[T], R>(f, [cloneTree(x, 'copy')], tangents)[1]);
    for (let i = 0; i < outputs; i++) matrix[i][j] = column[i];
    unit[j] = 0;
  }
  return matrix.map((row) => unravel(row, shape));
}

/** The tree with each number replaced, in the order of `ravel`; typed arrays become arrays, since they cannot hold rows. */
function replaceNumbers(tree: unknown, next: () => unknown, done: Map<object, unknown>): unknown {
  if (typeof tree === 'number') return next();
  if (typeof tree !== 'object' || tree === null) return null;
  const known = done.get(tree);
  if (known !== undefined) return known;
  if (tree instanceof Map) {
    const result = new Map<unknown, unknown>();
    done.set(tree, result);
    for (const [key, value] of tree) result.set(key, replaceNumbers(value, next, done));
    return result;
  }
  const list = Array.isArray(tree) || ArrayBuffer.isView(tree);
  const result: Record<string, unknown> | unknown[] = list ? [] : {};
  done.set(tree, result);
  for (const [key, value] of Object.entries(tree)) {
    (result as Record<string, unknown>)[key] = replaceNumbers(value, next, done);
  }
  return result;
}
