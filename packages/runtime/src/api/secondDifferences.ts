import { invoke } from '../trace/invoke.js';
import { enter } from '../trace/functions.js';
import { registers } from '../trace/registers.js';
import { ON_ENTRY, stamp } from '../trace/stamps.js';
import { ravel } from '../tree/ravel.js';
import { centralDifference } from './centralDifference.js';
import { jvp } from './jvp.js';
import { pullback } from './pullback.js';

type AnyRun = (...args: unknown[]) => unknown;

/** The derivative of the gradient of ⟨w, f⟩ in a direction, H·v, as the nested modes compute it and by differences of gradients. */
export interface SecondDifferences {
  readonly forward: Float64Array | undefined;
  readonly reverse: Float64Array | undefined;
  /** By differences, the number at a position. */
  numeric(i: number): number;
}

/**
 * @param weights  the cotangent of the result
 * @param copy  fresh arguments
 * @param direction  a tree of the arguments
 * @param moved  fresh arguments, a step along the direction
 */
export function secondDifferences(
  f: AnyRun,
  weights: unknown,
  copy: () => unknown[],
  direction: unknown[],
  moved: (step: number) => unknown[],
  modes: readonly ('reverse' | 'forward')[],
  step: number,
): SecondDifferences {
  const pulled = pulledBack(f, weights);
  const known = new Map<number, Float64Array>();
  const gradientAt = (h: number): Float64Array => {
    let g = known.get(h);
    if (g === undefined) known.set(h, (g = ravel(pullback(f, ...moved(h))[1](weights as never))));
    return g;
  };
  return {
    forward: modes.includes('forward') ? ravel(jvp(pulled, copy(), direction as never)[1]) : undefined,
    reverse: modes.includes('reverse')
      ? ravel(pullback(pulled, ...copy())[1](direction as never))
      : undefined,
    numeric: (i) => centralDifference((h) => gradientAt(h)[i], 0, step),
  };
}

/** The gradient of ⟨w, f⟩ as a function that can be differentiated. */
function pulledBack(f: AnyRun, weights: unknown): (...args: unknown[]) => unknown[] {
  return stamp((...args: unknown[]): unknown[] => {
    const lanes = enter();
    const pair = invoke(pullback, undefined, undefined, [f, ...args], [undefined, ...lanes], 'pullback');
    const [, back] = pair as [unknown, unknown];
    const gradients = invoke(back, undefined, undefined, [weights], [], 'back') as unknown[];
    registers.m = undefined;
    return gradients;
  }, ON_ENTRY);
}
