import { jvp, pullback } from '@diffjs/runtime';
import type { Instance } from './loadLanguage.js';
import {
  distinctPaths,
  leafPaths,
  mapLeaves,
  readLeaf,
  weightAt,
  writeLeaf,
  type LeafPath,
} from './leaves.js';

type AnyFunction = (...args: unknown[]) => unknown;

/* @differentiable */
function pulledBack(f: AnyFunction, args: unknown[], w: unknown): unknown[] {
  const [, back] = pullback(f, ...args);
  return (back as (w: unknown) => unknown[])(w);
}

/* @differentiable */
function pushedForward(f: AnyFunction, args: unknown[], v: unknown[]): unknown {
  return jvp(f, args, v as never)[1];
}

/** The mixes compute the same in another order of summation. */
const TOLERANCE = 1e-7;
/** What is refused where a derivative is differentiated again. */
const REFUSED = new Set(['DIFF3105', 'DIFF3112']);

/**
 * Compares ⟨w, D²f(u, v)⟩ as the four mixes of modes compute it.
 * @param make  a fresh instance of the program with arguments
 * @returns what is wrong, or null
 */
export function checkSecond(
  make: () => { readonly instance: Instance; readonly args: unknown[] },
  value: unknown,
  w: unknown,
): string | null {
  const { args: shape } = make();
  const paths = distinctPaths(shape);
  // What stands at several places is one variable: its tangent is the same at all of them, and its cotangents add up.
  const tangents = (salt: number): unknown[] => {
    const { args } = make();
    for (const at of paths) writeLeaf(args, at, weightAt(at, salt));
    return args;
  };
  const [u, v] = [tangents(4), tangents(3)];
  const isFirst = new Set(paths.map(textOf));
  const uOnce = mapLeaves(shape, (_, at) => (isFirst.has(textOf(at)) ? weightAt(at, 4) : 0));
  const alongArgs = (tree: unknown, by: unknown): number => dot(paths, tree, by);
  const alongValue = (tree: unknown): number => dot(leafPaths(value), tree, w);
  const mixes: Record<string, () => number> = {
    'forward over reverse': () => {
      const { instance, args } = make();
      return alongArgs(jvp(pulledBack, [instance.f, args, w], [null, v, null] as never)[1], u);
    },
    'reverse over reverse': () => {
      const { instance, args } = make();
      const [, back] = pullback(pulledBack, instance.f, args, w);
      return alongArgs(back(uOnce as never)[1], v);
    },
    'reverse over forward': () => {
      const { instance, args } = make();
      const [, back] = pullback(pushedForward, instance.f, args, v);
      return alongArgs(back(w as never)[1], u);
    },
    'forward over forward': () => {
      const { instance, args } = make();
      return alongValue(jvp(pushedForward, [instance.f, args, v], [null, u, null] as never)[1]);
    },
  };
  const found: [string, number][] = [];
  for (const [mix, compute] of Object.entries(mixes)) {
    try {
      found.push([mix, compute()]);
    } catch (error) {
      if (REFUSED.has((error as { code?: string }).code ?? '')) return null;
      const frames = error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 5) : [String(error)];
      return `${mix}: ${frames.join('\n')}`;
    }
  }
  const values = found.map(([, x]) => x);
  if (values.some((x) => !Number.isFinite(x) || Math.abs(x) > 1e9)) return null;
  const size = Math.max(...values.map(Math.abs), 1);
  if (Math.max(...values) - Math.min(...values) <= TOLERANCE * size) return null;
  return found.map(([mix, x]) => `${mix} ${x}`).join(', ');
}

function textOf(at: LeafPath): string {
  return at.map((step) => (typeof step === 'string' ? step : String(step.key))).join('.');
}

function dot(paths: readonly LeafPath[], tree: unknown, by: unknown): number {
  let sum = 0;
  for (const at of paths) {
    const x = readLeaf(tree, at);
    if (typeof x === 'number') sum += x * Number(readLeaf(by, at) ?? 0);
  }
  return sum;
}
