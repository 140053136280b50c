import { jvp, pullback, withGradient } from '@diffjs/runtime';
import { Tape } from '@diffjs/runtime/compiled';
import { slope } from './slope.js';
import { checkLanes } from './checkLanes.js';
import { checkPrepared } from './checkPrepared.js';
import { checkCompiledSecond } from './checkCompiledSecond.js';
import { checkSecond } from './checkSecond.js';
import type { Program } from './loadProgram.js';
import {
  cloneTree,
  firstDifference,
  getAt,
  isSeen,
  mapNumbers,
  numberPaths,
  setAt,
  type Path,
} from './trees.js';

/** How a compiled program was seen to be wrong. */
export interface Failure {
  readonly kind:
    | 'compile' | 'forward throws' | 'exception' | 'value' | 'memory' | 'back throws' | 'gradient' | 'back twice'
    | 'linearity' | 'back reads memory' | 'back has effects' | 'withGradient' | 'prepared' | 'prepared throws' | 'tangent throws' | 'tangent value' | 'tangent memory' | 'tangent' | 'lanes' | 'second' | 'second throws' | 'compiled second'; // prettier-ignore
  readonly detail: string;
}

export interface Outcome {
  readonly failure: Failure | null;
  /** Derivatives compared with differences, and those passed over because the function is not smooth there. */
  readonly compared: number;
  readonly skipped: number;
  /** Whether the tangent was checked. */
  readonly tangents: number;
  /** Runs for several tangents at once. */
  readonly lanes: number;
  /** Second derivatives compared with differences: of any mix of modes, and of compiled companions. */
  readonly seconds: number;
}

/** Where values or memory are beyond it, derivatives are not looked at: differences would have no digits. */
const LARGEST = 1e5;
/** How many derivatives of a point are compared with differences. */
const MOST_DIFFERENCES = 24;
/** Reverse and tangent mode compute the same derivative in another order of summation. */
const DUALITY_TOLERANCE = 1e-7;

/** What tapes do elsewhere. */
export const resetTape = Tape.prototype.reset;
/** Tapes begin short here, so that they have to grow wherever something is pushed. */
Tape.prototype.reset = function reset(this: Tape, used?: number): void {
  resetTape.call(this, used);
  this.f = new Float64Array(2);
};

/** Checks everything that is promised of a compiled function, at all points of the program. */
export function checkProgram(program: Program): Outcome {
  const checker = new ProgramChecker(program);
  let failure: Failure | null = null;
  const count = program.cases().length;
  for (let i = 0; i < count && !failure; i++) failure = checker.check(() => program.cases()[i]!, i === 0);
  const { compared, skipped, tangents, lanes, seconds } = checker;
  return { failure, compared, skipped, tangents, lanes, seconds };
}

class ProgramChecker {
  compared = 0;
  skipped = 0;
  tangents = 0;
  lanes = 0;
  seconds = 0;
  private checksSecond = false;

  constructor(private readonly program: Program) {}

  /** @param isFirst  only then second derivatives, which take their time, are looked at */
  check(makeArgs: () => unknown[], isFirst: boolean): Failure | null {
    this.checksSecond = isFirst;
    const args = makeArgs();
    const plain = this.observe(args, () => this.program.f(...args));
    const sweepArgs = makeArgs();
    let back: ((...w: unknown[]) => unknown[]) | null = null;
    const forward = this.observe(sweepArgs, () => {
      const [value, pull] = pullback(this.program.f, ...sweepArgs);
      back = pull as unknown as (...w: unknown[]) => unknown[];
      return value;
    });
    const different = compareRuns(plain, forward, 'forward throws', 'value', 'memory');
    if (different) return different;
    if (plain.thrown !== undefined || !back) return null;
    return this.checkReverse(makeArgs, plain.value, sweepArgs, back);
  }

  private checkReverse(
    makeArgs: () => unknown[],
    value: unknown,
    sweepArgs: unknown[],
    back: (...w: unknown[]) => unknown[],
  ): Failure | null {
    const weight = (salt: number): unknown =>
      typeof value === 'number' && salt === 1 ? 1 : mapNumbers(value, (_, at) => weightAt(at, salt));
    const [w, other] = [weight(1), weight(2)];
    const before = this.snapshot(sweepArgs, null);
    let gradients: unknown[][];
    try {
      gradients = [
        back(w),
        back(w),
        back(mapNumbers(w, (x) => 2 * x)),
        back(other),
        back(addTrees(w, other)),
      ];
    } catch (error) {
      return { kind: 'back throws', detail: describeError(error) };
    }
    const [g, again, twice, g2, sum] = gradients as [unknown[], unknown[], unknown[], unknown[], unknown[]];
    const touched = firstDifference(before, this.snapshot(sweepArgs, null));
    if (touched) return { kind: 'back has effects', detail: touched.join('.') };
    const unequal = firstDifference(g, again);
    if (unequal) return differenceAt('back twice', unequal, g, again);
    if (isLarge(value)) return this.checkWithGradient(makeArgs, value, g);
    const unscaled = firstDifference(
      mapNumbers(g, (x) => 2 * x),
      mapNumbers(twice, (x) => x),
    );
    if (unscaled && !isClose(getAt(twice, unscaled), 2 * (getAt(g, unscaled) as number), 1e-12))
      return differenceAt(
        'linearity',
        unscaled,
        mapNumbers(g, (x) => 2 * x),
        twice,
      );
    const expected = addTrees(g, g2);
    for (const at of numberPaths(expected)) {
      const size = Math.abs(getAt(g, at) as number) + Math.abs(getAt(g2, at) as number);
      const off = Math.abs((getAt(expected, at) as number) - (getAt(sum, at) as number));
      if (off > 1e-9 * (1 + size)) return differenceAt('linearity', at, expected, sum);
    }
    // Beside what has grown without end a step vanishes before it comes to the result.
    const hasGrown = isLarge(before);
    return (
      this.checkLateBack(makeArgs, w, g) ??
      this.checkWithGradient(makeArgs, value, g) ??
      this.checkPrepared(makeArgs, w, g) ??
      (hasGrown ? null : this.checkDifferences(makeArgs, value, w, g)) ??
      this.checkTangent(makeArgs, value, w, g) ??
      this.checkLanes(makeArgs) ??
      (hasGrown || !this.checksSecond || typeof value !== 'number' ? null : this.checkSecond(makeArgs)) ??
      (hasGrown ? null : this.checkCompiledSecond(makeArgs, w, g))
    );
  }

  /** What is written to memory, and what else is differentiated, between the sweeps does not matter. */
  private checkLateBack(makeArgs: () => unknown[], w: unknown, g: unknown[]): Failure | null {
    this.program.reset?.();
    const args = makeArgs();
    const [value, back] = pullback(this.program.f, ...args);
    const memory = this.program.memory?.();
    this.program.reset?.();
    pullback(this.program.f, ...makeArgs())[1](w as never);
    for (const tree of [args, value, memory]) overwrite(tree);
    const late = (back as (w: unknown) => unknown[])(w);
    const at = firstDifference(g, late);
    return at && differenceAt('back reads memory', at, late, g);
  }

  private checkWithGradient(makeArgs: () => unknown[], value: unknown, g: unknown[]): Failure | null {
    if (typeof value !== 'number') return null;
    this.program.reset?.();
    const both = withGradient(this.program.f as (...args: unknown[]) => number, ...makeArgs());
    if (!Object.is(both.value, value))
      return { kind: 'withGradient', detail: `value ${both.value}, not ${value}` };
    const at = firstDifference(both.gradient, g);
    return at && differenceAt('withGradient', at, both.gradient, g);
  }

  private checkPrepared(makeArgs: () => unknown[], w: unknown, g: unknown[]): Failure | null {
    try {
      const detail = checkPrepared(this.program, makeArgs, w, g);
      return detail === null ? null : { kind: 'prepared', detail };
    } catch (error) {
      return { kind: 'prepared throws', detail: describeError(error) };
    }
  }

  private checkDifferences(
    makeArgs: () => unknown[],
    value: unknown,
    w: unknown,
    g: unknown[],
  ): Failure | null {
    const outputs = numberPaths(value);
    for (const at of sample(numberPaths(makeArgs()))) {
      const along = (step: number): number => {
        const args = makeArgs();
        setAt(args, at, (getAt(args, at) as number) + step);
        this.program.reset?.();
        const y = this.program.f(...args);
        return outputs.reduce(
          (sum, path) => sum + (getAt(w, path) as number) * (getAt(y, path) as number),
          0,
        );
      };
      const estimate = slope(along);
      const found = getAt(g, at);
      if (typeof found !== 'number') return { kind: 'gradient', detail: `${at.join('.')}: ${String(found)}` };
      if (!estimate) {
        this.skipped++;
        continue;
      }
      this.compared++;
      if (!(Math.abs(found - estimate.value) <= estimate.tolerance))
        return { kind: 'gradient', detail: `${at.join('.')}: ${found}, by differences ${estimate.value}` };
    }
    return null;
  }

  /** ⟨w, J v⟩ = ⟨Jᵀ w, v⟩ */
  private checkTangent(makeArgs: () => unknown[], value: unknown, w: unknown, g: unknown[]): Failure | null {
    const args = makeArgs();
    const v = tangentOf(args);
    let tangent: unknown;
    const plainArgs = makeArgs();
    const plain = this.observe(plainArgs, () => this.program.f(...plainArgs));
    const run = this.observe(args, () => {
      const [y, yDot] = jvp(this.program.f, args as never, v as never);
      tangent = yDot;
      return y;
    });
    const different = compareRuns(plain, run, 'tangent throws', 'tangent value', 'tangent memory');
    if (different) return different;
    this.tangents++;
    let [left, right, size] = [0, 0, 1];
    for (const at of numberPaths(value)) {
      const term = (getAt(w, at) as number) * Number(getAt(tangent, at) ?? 0);
      left += term;
      size += Math.abs(term);
    }
    const seen = new Map<object, Set<string>>();
    const original = makeArgs();
    for (const at of numberPaths(original)) {
      if (isSeen(seen, original, at)) continue;
      const term = (getAt(g, at) as number) * (getAt(v, at) as number);
      right += term;
      size += Math.abs(term);
    }
    if (!Number.isFinite(size)) return null;
    if (Math.abs(left - right) <= DUALITY_TOLERANCE * size) return null;
    return { kind: 'tangent', detail: `forward mode gives ${left}, reverse mode ${right}` };
  }

  /** Several tangents at once are those of single sweeps, bit for bit. */
  private checkLanes(makeArgs: () => unknown[]): Failure | null {
    const { ran, detail } = checkLanes(this.program, makeArgs, tangentOf);
    if (ran) this.lanes++;
    return detail === null ? null : { kind: 'lanes', detail };
  }

  /** The mixes of modes give the same second derivative. */
  private checkSecond(makeArgs: () => unknown[]): Failure | null {
    const [u, v] = [tangentOf(makeArgs(), 4), tangentOf(makeArgs())];
    try {
      const { detail, isCompared } = checkSecond(this.program.f, makeArgs, u, v, () =>
        this.program.reset?.(),
      );
      if (isCompared) this.seconds++;
      return detail === null ? null : { kind: 'second', detail };
    } catch (error) {
      // Compiled companions alone, without traced forms, are of first order.
      if ((error as { code?: unknown }).code === 'DIFF3112') return null;
      return { kind: 'second throws', detail: describeError(error) };
    }
  }

  /** The derivative of the gradient in a direction, by compiled companions. */
  private checkCompiledSecond(makeArgs: () => unknown[], w: unknown, g: unknown[]): Failure | null {
    const { compared, detail } = checkCompiledSecond(this.program, makeArgs, w, g, tangentOf);
    this.seconds += compared;
    return detail === null ? null : { kind: 'compiled second', detail };
  }

  private observe(args: unknown[], run: () => unknown): Observed {
    this.program.reset?.();
    try {
      const value = run();
      return { thrown: undefined, value, memory: this.snapshot(args, value) };
    } catch (error) {
      return { thrown: error, value: undefined, memory: this.snapshot(args, null) };
    }
  }

  private snapshot(args: unknown[], value: unknown): unknown {
    return cloneTree([args, value, this.program.memory?.()]);
  }
}

interface Observed {
  readonly thrown: unknown;
  readonly value: unknown;
  readonly memory: unknown;
}

function compareRuns(
  plain: Observed,
  compiled: Observed,
  throws: Failure['kind'],
  value: Failure['kind'],
  memory: Failure['kind'],
): Failure | null {
  if (plain.thrown !== undefined) {
    if (describeError(plain.thrown) === describeError(compiled.thrown)) return null;
    return {
      kind: 'exception',
      detail: `${describeError(plain.thrown)}, not ${describeError(compiled.thrown)}`,
    };
  }
  if (compiled.thrown !== undefined) return { kind: throws, detail: describeError(compiled.thrown) };
  const wrong = firstDifference(plain.value, compiled.value);
  if (wrong) return differenceAt(value, wrong, compiled.value, plain.value);
  const changed = firstDifference(plain.memory, compiled.memory);
  return changed && differenceAt(memory, changed, compiled.memory, plain.memory);
}

function differenceAt(kind: Failure['kind'], at: Path, found: unknown, expected: unknown): Failure {
  const show = (x: unknown): string => String(getAt(x, at));
  return { kind, detail: `${at.join('.')}: ${show(found)}, not ${show(expected)}` };
}

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.split('\n')[0]! : String(error);
}

function isLarge(tree: unknown): boolean {
  return numberPaths(tree).some((at) => !(Math.abs(getAt(tree, at) as number) < LARGEST));
}

/** Puts other numbers into every array and object of a tree. */
function overwrite(tree: unknown): void {
  for (const at of numberPaths(tree)) if (at.length > 0) setAt(tree, at, 1e3 + at.length);
}

/** All of them, or some in equal distances where they are many. */
function sample(paths: readonly Path[]): readonly Path[] {
  const every = Math.ceil(paths.length / MOST_DIFFERENCES);
  return paths.filter((_, i) => i % every === 0 || i === paths.length - 1);
}

/** Some number that depends on the place alone. */
function weightAt(at: Path, salt: number): number {
  let hash = salt * 31;
  for (const key of at) for (const c of key) hash = (hash * 33 + c.charCodeAt(0)) % 1009;
  return 0.25 + (hash % 97) / 97;
}

/** Tangents of the arguments: what is one object in them is one in the tangents. */
function tangentOf(args: unknown[], salt = 3): unknown[] {
  const tangents = cloneTree(args);
  const seen = new Map<object, Set<string>>();
  for (const at of numberPaths(args)) if (!isSeen(seen, args, at)) setAt(tangents, at, weightAt(at, salt));
  return tangents;
}

function addTrees(a: unknown, b: unknown): unknown {
  return mapNumbers(a, (x, at) => x + (getAt(b, at) as number));
}

function isClose(a: unknown, b: unknown, tolerance: number): boolean {
  if (Object.is(a, b)) return true;
  return (
    Math.abs((a as number) - (b as number)) <=
    tolerance * (Math.abs(a as number) + Math.abs(b as number)) + 1e-300
  );
}
