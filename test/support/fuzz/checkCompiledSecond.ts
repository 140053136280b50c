import { jvp, pullback } from '@diffjs/runtime';
import { carriedRecord, secondSweep } from '@diffjs/runtime/compiled';
import type { Program } from './loadProgram.js';
import { slope } from './slope.js';
import { cloneTree, firstDifference, getAt, mapNumbers, numberPaths, setAt, type Path } from './trees.js';

/** What a second-order sweep is seen to do. */
export interface CompiledSecondCheck {
  /** How many derivatives of the gradient were compared with differences. */
  readonly compared: number;
  /** What is wrong; null if nothing is. */
  readonly detail: string | null;
}

/** How many numbers of the gradient are compared with differences. */
const MOST_DIFFERENCES = 12;

/**
 * Compares the derivative of the gradient, for the cotangent `w`, in a direction with differences of gradients; the gradient itself with `g`; and
 * products with two directions with one another, as the matrix is symmetric.
 *
 * @param tangentOf  makes a direction for arguments
 */
export function checkCompiledSecond(
  program: Program,
  makeArgs: () => unknown[],
  w: unknown,
  g: unknown[],
  tangentOf: (args: unknown[]) => unknown[],
): CompiledSecondCheck {
  const record = carriedRecord(program.f);
  if (record?.second === undefined) return { compared: 0, detail: null };
  const v = tangentOf(makeArgs());
  const v2 = mapNumbers(v, (x, at) => 1 - x * (1 + at.length)) as unknown[];
  const run = (directions: readonly unknown[]): Swept | null => {
    program.reset?.();
    const args = makeArgs();
    const swept: Swept = { value: undefined, products: [], gradients: [], memory: undefined };
    const result = secondSweep(record, args, {
      directions: makeAlike(makeArgs(), directions),
      cotangentOf: (value) => {
        swept.memory = cloneTree([args, value, program.memory?.()]);
        return w;
      },
      gradients: swept.gradients,
      products: swept.products,
      api: 'checkSecond',
    });
    swept.value = result?.value;
    return result ? swept : null;
  };
  let swept: Swept | null;
  let other: Swept | null;
  try {
    [swept, other] = [run(v), run(v2)];
  } catch (error) {
    if ((error as { code?: string }).code === 'DIFF3113') return { compared: 0, detail: null };
    return { compared: 0, detail: `it throws ${String(error)}` };
  }
  if (!swept || !other) return { compared: 0, detail: null };
  const found = swept;
  program.reset?.();
  const plainArgs = makeArgs();
  const plain = program.f(...plainArgs);
  const memory = [plainArgs, plain, program.memory?.()];
  const changed = firstDifference(cloneTree(memory), found.memory);
  if (changed)
    return {
      compared: 0,
      detail: `memory at ${changed.join('.')}: ${String(getAt(found.memory, changed))}, not ${String(getAt(memory, changed))}`,
    };
  for (const at of numberPaths(g)) {
    const [is, shouldBe] = [getAt(found.gradients, at) as number, getAt(g, at) as number];
    if (!isNear(is, shouldBe, 1e-9))
      return { compared: 0, detail: `gradient at ${at.join('.')}: ${is}, not ${shouldBe}` };
  }
  program.reset?.();
  const tangent = jvp(program.f, makeArgs() as never, v as never)[1];
  // Where the forward mode has no number there is none here.
  if (numberPaths(tangent).some((at) => !Number.isFinite(getAt(tangent, at))))
    return { compared: 0, detail: null };
  const detail = compareSymmetry(makeArgs, found, other, v, v2);
  if (detail !== null) return { compared: 0, detail };
  return compareDifferences(program, makeArgs, w, v, found);
}

interface Swept {
  value: unknown;
  products: unknown[];
  gradients: unknown[];
  memory: unknown;
}

/** Gives each object of the arguments that stands at several places one direction. */
function makeAlike(args: unknown[], directions: readonly unknown[]): unknown[] {
  const alike = cloneTree(args);
  for (const at of uniquePaths(args)) setAt(alike, at, getAt(directions, at) as number);
  return alike;
}

/** ⟨v₂, H v⟩ = ⟨v, H v₂⟩ */
function compareSymmetry(
  makeArgs: () => unknown[],
  a: Swept,
  b: Swept,
  v: readonly unknown[],
  v2: readonly unknown[],
): string | null {
  let [left, right, size] = [0, 0, 1];
  for (const at of uniquePaths(makeArgs())) {
    const [l, r] = [
      (getAt(v2, at) as number) * (getAt(a.products, at) as number),
      (getAt(v, at) as number) * (getAt(b.products, at) as number),
    ];
    left += l;
    right += r;
    size += Math.abs(l) + Math.abs(r);
  }
  if (!Number.isFinite(size) || Math.abs(left - right) <= 1e-7 * size) return null;
  return `not symmetric: ${left} and ${right}`;
}

function compareDifferences(
  program: Program,
  makeArgs: () => unknown[],
  w: unknown,
  v: readonly unknown[],
  { products }: Swept,
): CompiledSecondCheck {
  const gradients = new Map<number, unknown>();
  const gradientAt = (step: number): unknown => {
    if (!gradients.has(step)) {
      const args = makeArgs();
      for (const at of uniquePaths(args))
        setAt(args, at, (getAt(args, at) as number) + step * (getAt(v, at) as number));
      program.reset?.();
      const [value, back] = pullback(program.f, ...args);
      const isAlike = numberPaths(value).join() === numberPaths(w).join();
      gradients.set(step, isAlike ? (back as (w: unknown) => unknown)(w) : null);
      back.release();
    }
    return gradients.get(step);
  };
  const paths = numberPaths(products);
  const every = Math.ceil(paths.length / MOST_DIFFERENCES);
  let compared = 0;
  for (const at of paths.filter((_, i) => i % every === 0)) {
    let estimate: ReturnType<typeof slope>;
    try {
      estimate = slope((step) => Number(getAt(gradientAt(step), at)));
    } catch {
      continue;
    }
    if (!estimate) continue;
    compared++;
    const found = getAt(products, at) as number;
    if (!(Math.abs(found - estimate.value) <= 10 * estimate.tolerance))
      return { compared, detail: `at ${at.join('.')}: ${found}, by differences ${estimate.value}` };
  }
  return { compared, detail: null };
}

function isNear(a: number, b: number, tolerance: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= tolerance * (1 + Math.abs(a) + Math.abs(b));
}

/** The paths to all numbers, those of one object once. */
function uniquePaths(tree: unknown): Path[] {
  const seen = new Map<object, Set<string>>();
  return numberPaths(tree).filter((at) => {
    const parent = getAt(tree, at.slice(0, -1)) as object;
    const isView = ArrayBuffer.isView(parent);
    const holder = isView ? parent.buffer : parent;
    const key = isView ? String(parent.byteOffset + 8 * Number(at.at(-1))) : at.at(-1)!;
    const keys = seen.get(holder) ?? new Set();
    seen.set(holder, keys);
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}
