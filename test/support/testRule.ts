import {
  checkGradient,
  type CheckGradientOptions,
  jvp,
  pullback,
  ravel,
  unravel,
  zerosLike,
} from '@diffjs/runtime';
import { expect } from 'chai';
import { seededRandom } from './seededRandom';

type AnyRun = (...args: unknown[]) => unknown;

export interface RuleTestOptions extends Omit<CheckGradientOptions, 'throws'> {
  /** Whether the function may write into its arguments. Default false. */
  readonly mutates?: boolean;
  /** What else is checked at each point. */
  readonly also?: (f: AnyRun, args: readonly unknown[]) => void;
}

/**
 * Checks a function that can be differentiated at each of the points, arrays of arguments: value; jvp and vjp, and their derivatives, against differences; ⟨w, Jv⟩ = ⟨Jᵀw, v⟩; zero
 * tangents and cotangents give zero; arguments stay as they are; cotangents are shaped like the arguments.
 */
export function testRule(
  f: (...args: never[]) => unknown,
  points: readonly (readonly unknown[])[],
  { mutates = false, also, ...options }: RuleTestOptions = {},
): void {
  const run = f as AnyRun;
  const random = seededRandom(7);
  const directions = (x: Float64Array): Float64Array => x.map(() => random() - 0.5);
  points.forEach((point, i) => {
    const copy = (): unknown[] => structuredClone(point) as unknown[];
    const at = `point ${i}`;
    checkGradient(run, point as unknown[], { order: 2, ...options });
    const given = copy();
    const [value, back] = pullback(run, ...given);
    if (!mutates) expect(given, `${at}: the arguments`).to.deep.equal(copy());
    const numbers = ravel(value);
    const w = directions(numbers);
    const weights = unravel(w, zerosLike(value));
    const pulled = back(weights as never) as unknown[];
    const shape = zerosLike(point) as unknown[];
    expect(pulled.map(shapeOf), `${at}: the cotangents`).to.deep.equal(shape.map(shapeOf));
    const v = directions(ravel(point));
    const tangents = unravel(v, shape);
    const moved = copy();
    const [, tangent] = jvp(run, moved, tangents as never);
    if (!mutates) expect(moved, `${at}: the arguments`).to.deep.equal(copy());
    const forward = inner(w, ravel(tangent));
    const reverse = inner(ravel(pulled), v);
    const size = Math.max(1e-300, ...ravel(tangent).map((x, k) => Math.abs(x * w[k])));
    expect(Math.abs(forward - reverse), `${at}: ⟨w, Jv⟩ − ⟨Jᵀw, v⟩`).to.be.at.most(
      1e-12 * size * numbers.length + 1e-14,
    );
    const zero = unravel(new Float64Array(numbers.length), zerosLike(value));
    expect(
      ravel(back(zero as never)).every((d) => d === 0),
      `${at}: a zero cotangent`,
    ).to.equal(true);
    const still = jvp(run, copy(), shape as never)[1];
    expect(
      ravel(still).every((d) => d === 0),
      `${at}: a zero tangent`,
    ).to.equal(true);
    back.release();
    also?.(run, point);
  });
}

function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, x, i) => sum + x * b[i], 0);
}

/** A tree with its numbers left out. */
function shapeOf(tree: unknown): unknown {
  if (typeof tree === 'number') return 'number';
  if (tree instanceof Float64Array || tree instanceof Float32Array)
    return [tree.constructor.name, tree.length];
  if (Array.isArray(tree)) return tree.map(shapeOf);
  if (tree instanceof Map) return new Map([...tree].map(([key, value]) => [key, shapeOf(value)]));
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, shapeOf(value)]));
}
