import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { acquireTape, releaseTape } from '../tape/tapePool.js';
import { invoke } from '../trace/invoke.js';
import type { Lane } from '../trace/Lane.js';
import { laneAt } from '../trace/nested/Lifted.js';
import { registers } from '../trace/registers.js';
import { TaylorTrace } from '../trace/TaylorTrace.js';
import { makeTables } from '../trace/tracedRecord.js';
import { companionsOf } from './differentiable.js';

/** Taylor coefficients of an `R`: its shape, each number replaced by the list of its coefficients. */
export type TaylorCoefficients<R> = R extends number
  ? number[]
  : R extends Float64Array | Float32Array
    ? number[][]
    : R extends readonly unknown[]
      ? { -readonly [I in keyof R]: TaylorCoefficients<R[I]> }
      : R extends string | boolean | null | undefined
        ? null
        : R extends object
          ? { -readonly [K in keyof R]: TaylorCoefficients<R[K]> }
          : unknown;

/**
 * The Taylor coefficients of a function of one number at `x`: f(x + t) = c₀ + c₁t + c₂t² + … + c_k tᵏ + O(tᵏ⁺¹), so that the k-th derivative is k!·c_k.
 *
 * One evaluation with truncated series in the place of numbers, O(k³) for each operation, where nested derivatives of order k take 3ᵏ. Runs
 * as traced code. Rules take part by their `partials`.
 *
 * Reference: Griewank & Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, chapter 13.
 *
 * @param f  a differentiable function of a number; its result may be a number or a tree of numbers
 * @param x  where
 * @param order  of the last coefficient, 0 or more
 * @returns `order + 1` coefficients, or the result's shape with that list for each number
 * @throws DIFF3001 if `f` was never compiled; DIFF3003 if `x` is no number, or `order` no whole one; DIFF3112 for rules without `partials`; what `f` throws
 * @example
 * taylor(Math.exp, 0, 3)   // [1, 1, 0.5, 0.16666666666666666]
 */
export function taylor<R>(f: (x: number) => R, x: number, order: number): TaylorCoefficients<R> {
  const { name } = companionsOf(f, 'taylor');
  if (typeof x !== 'number')
    throw new DiffError(
      'DIFF3003',
      `taylor needs a number, and was given ${describe(x)}: taylor(f, x, order).`,
    );
  if (!Number.isInteger(order) || order < 0) {
    throw new DiffError(
      'DIFF3003',
      `taylor needs an order of 0, 1, 2, …, and was given ${typeof order === 'number' ? order : describe(order)}.`,
    );
  }
  const tape = acquireTape();
  const before = registers.trace;
  try {
    makeTables();
    const trace = new TaylorTrace(tape, order);
    tape.trace = trace;
    registers.trace = trace;
    const given = order === 0 ? undefined : trace.series([1, ...new Array<number>(order - 1).fill(0)]);
    const value = invoke(f, undefined, undefined, [x], [given], name);
    const lane = typeof value === 'number' ? registers.m : undefined;
    trace.refuseToGoOn();
    if (value instanceof Promise) throw refuseAsync(name);
    const list = (v: number, own: Lane): number[] => {
      const coefficients = trace.coefficientsOf(own);
      return Array.from({ length: order + 1 }, (_, n) => (n === 0 ? v : (coefficients[n - 1] ?? 0)));
    };
    return (
      typeof value === 'number' ? list(value, lane) : replaced(trace, value, list, new Map())
    ) as TaylorCoefficients<R>;
  } finally {
    registers.trace = before;
    registers.m = undefined;
    releaseTape(tape);
  }
}

function refuseAsync(name: string): DiffError {
  return new DiffError(
    'DIFF3105',
    `taylor was given the async function \`${name}\`. Await what it waits for first, and give it the function that computes.`,
  );
}

/** The tree with the coefficients in the place of each number; null for what is none. */
function replaced(
  trace: TaylorTrace,
  tree: unknown,
  list: (v: number, lane: Lane) => number[],
  done: Map<object, unknown>,
): unknown {
  if (typeof tree !== 'object' || tree === null) return null;
  const known = done.get(tree);
  if (known !== undefined) return known;
  if (tree instanceof Map) {
    const result = new Map<unknown, unknown>();
    done.set(tree, result);
    for (const [key, v] of tree)
      result.set(
        key,
        typeof v === 'number' ? list(v, trace.loadEntry(tree, key)) : replaced(trace, v, list, done),
      );
    return result;
  }
  const isList = Array.isArray(tree) || ArrayBuffer.isView(tree);
  const result: Record<PropertyKey, unknown> = isList ? ([] as never) : {};
  done.set(tree, result);
  for (const [name, v] of Object.entries(tree)) {
    const key = isList ? Number(name) : name;
    result[key] = typeof v === 'number' ? list(v, laneAt(trace, tree, key)) : replaced(trace, v, list, done);
  }
  return result;
}
