import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { acquireTape, releaseTape } from '../tape/tapePool.js';
import type { Gradient } from './derivativeTypes.js';
import { isNested, nestable, nestedDerivative } from '../trace/nested/derivatives.js';
import { companionsOf } from './differentiable.js';
import { tangentOfResult, tangentSweep } from './jvp.js';

const ONE = [1];

/**
 * The derivative of a function of one number, f′(x), by forward mode.
 *
 * @param f  a differentiable function of a number; its result may be a number or an array or object of numbers
 * @param x  where
 * @returns the bare derivative: a number for a number, else a tree that mirrors the result
 * @throws DIFF3001 if `f` was never compiled; DIFF3003 if `x` is no number; what `f` throws
 * @example
 * derivative(Math.sin, 0)   // 1
 */
export function derivative<R>(f: (x: number) => R, x: number): Gradient<R> {
  if (typeof x !== 'number') {
    throw new DiffError(
      'DIFF3003',
      `derivative needs a number, and was given ${describe(x)}. Use gradient or jacobian.`,
    );
  }
  if (isNested()) return nestedDerivative(f, x) as Gradient<R>;
  const c = companionsOf(f, 'derivative');
  const t = acquireTape();
  try {
    const value = tangentSweep(c, t, [x], ONE, 'derivative');
    return tangentOfResult(t, value) as Gradient<R>;
  } finally {
    releaseTape(t, t.m);
  }
}

nestable(derivative);
