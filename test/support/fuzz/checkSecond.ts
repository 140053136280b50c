import { gradient, jvp, pullback } from '@diffjs/runtime';
import { slope } from './slope.js';
import { getAt, isSeen, mapNumbers, numberPaths, setAt } from './trees.js';

type AnyFunction = (...args: unknown[]) => unknown;

/* @differentiable */
function gradientAt(f: AnyFunction, args: unknown[]): unknown[] {
  return gradient(f as (...args: unknown[]) => number, ...args) as unknown[];
}

/* @differentiable */
function slopeAlong(f: AnyFunction, args: unknown[], v: unknown[]): number {
  return jvp(f, args, v as never)[1] as number;
}

/** What came out of a comparison: what is wrong, or null, and whether differences could be compared as well. */
export interface SecondCheck {
  readonly detail: string | null;
  readonly isCompared: boolean;
}

/**
 * Compares the second derivative uᵀ H v of a number-valued function as the four mixes of modes compute it, with one another and with
 * differences of gradients.
 */
export function checkSecond(
  f: AnyFunction,
  makeArgs: () => unknown[],
  u: unknown[],
  v: unknown[],
  reset: () => void,
): SecondCheck {
  const run = (compute: () => number): number => {
    reset();
    return compute();
  };
  const args = makeArgs();
  const dot = (tree: unknown, by: unknown): number => dotOver(args, tree, by);
  const found = {
    'forward over reverse': run(() => dot(jvp(gradientAt, [f, makeArgs()], [null, v] as never)[1], u)),
    'reverse over reverse': run(() => {
      const [, back] = pullback(gradientAt, f, makeArgs());
      return dot(back(once(args, u) as never)[1], v);
    }),
    'reverse over forward': run(() => dot(gradient(slopeAlong, f, makeArgs(), v)[1], u)),
    'forward over forward': run(
      () => jvp(slopeAlong, [f, makeArgs(), v], [null, u, null] as never)[1] as number,
    ),
  };
  const values = Object.values(found);
  if (values.some((x) => !Number.isFinite(x))) return { detail: null, isCompared: false };
  const size = Math.max(...values.map(Math.abs), 1);
  const off = Math.max(...values) - Math.min(...values);
  const all = Object.entries(found).map(([mix, x]) => `${mix} ${x}`);
  if (off > TOLERANCE * size) return { detail: all.join(', '), isCompared: false };
  const estimate = slope((step) => run(() => dot(gradientAt(f, moved(makeArgs(), v, step)), u)));
  if (estimate === null) return { detail: null, isCompared: false };
  const isClose = Math.abs(values[0]! - estimate.value) <= estimate.tolerance;
  return { detail: isClose ? null : `${all[0]}, by differences ${estimate.value}`, isCompared: true };
}

/** The arguments, a step further along a direction. */
function moved(args: unknown[], v: unknown[], step: number): unknown[] {
  const seen = new Map<object, Set<string>>();
  for (const at of numberPaths(args)) {
    if (!isSeen(seen, args, at))
      setAt(args, at, (getAt(args, at) as number) + step * (getAt(v, at) as number));
  }
  return args;
}

/** The mixes compute the same in another order of summation. */
const TOLERANCE = 1e-6;

/** The tree with zeros wherever a number is reached that has been reached before: gradients stand at both places. */
function once(args: unknown[], tree: unknown): unknown {
  const seen = new Map<object, Set<string>>();
  const repeated = new Set(
    numberPaths(args)
      .filter((at) => isSeen(seen, args, at))
      .map((at) => at.join('.')),
  );
  return mapNumbers(tree, (x, at) => (repeated.has(at.join('.')) ? 0 : x));
}

/** The sum over all numbers of the arguments, each counted once however often it is reached. */
function dotOver(args: unknown[], tree: unknown, by: unknown): number {
  let sum = 0;
  const seen = new Map<object, Set<string>>();
  for (const at of numberPaths(args)) {
    if (isSeen(seen, args, at)) continue;
    const x = getAt(tree, at);
    if (typeof x === 'number') sum += x * (getAt(by, at) as number);
  }
  return sum;
}
