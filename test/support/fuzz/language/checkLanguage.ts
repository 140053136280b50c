import { jvp, pullback, withGradient } from '@diffjs/runtime';
import { slope } from '../slope.js';
import { checkSecond } from './checkSecond.js';
import { describeMemory, differingLine } from './describeMemory.js';
import { distinctPaths, leafPaths, mapLeaves, pathText, readLeaf, weightAt, writeLeaf, type LeafPath } from './leaves.js'; // prettier-ignore
import type { Instance, LoadedProgram } from './loadLanguage.js';
import { observe, settled, type Observed } from './observe.js';

/** How a compiled program was seen to be wrong. */
export interface LanguageFailure {
  readonly kind: string;
  readonly detail: string;
}

/** What was checked of a program. */
export interface LanguageOutcome {
  readonly failure: LanguageFailure | null;
  /** Derivatives compared with differences. */
  readonly compared: number;
  /** Derivatives passed over, since the program is not smooth there. */
  readonly skipped: number;
  /** Whether the program threw. */
  readonly threw: boolean;
}

/** Beyond it differences have no digits. */
const LARGEST = 1e5;
/** Both modes compute the same derivative in another order of summation. */
const DUALITY_TOLERANCE = 1e-9;
/** Programs in which numbers are rounded: differences see the steps. */
const rounds = /Float32|fround/;

type Back = (cotangent: unknown) => unknown[];

/** Checks everything that is promised of the program's main function. */
export async function checkLanguage(program: LoadedProgram, source: string): Promise<LanguageOutcome> {
  const checker = new Checker(program, rounds.test(source));
  const failure = await checker.check();
  return { failure, compared: checker.compared, skipped: checker.skipped, threw: checker.threw };
}

class Checker {
  compared = 0;
  skipped = 0;
  threw = false;
  /** What the pullback gave. */
  private gradient: unknown[] | null = null;

  constructor(
    private readonly program: LoadedProgram,
    private readonly isRounded: boolean,
  ) {}

  async check(): Promise<LanguageFailure | null> {
    const plain = await this.run(this.program.plain(), (m, args) => m.f(...args));
    const primal = await this.run(this.program.compiled(), (m, args) => m.f(...args));
    const different = compare('primal', primal, plain);
    if (different) return different;
    this.threw = 'thrown' in plain;
    return (await this.checkReverse(plain)) ?? (await this.checkGradient(plain));
  }

  /** Calls something once on arguments of its own. */
  private run(instance: Instance, call: (instance: Instance, args: unknown[]) => unknown): Promise<Observed> {
    const args = instance.args();
    return observe(
      () => call(instance, args),
      () => [args, instance.state()],
    );
  }

  private async checkReverse(plain: Observed): Promise<LanguageFailure | null> {
    const instance = this.program.compiled();
    const args = instance.args();
    let back: Back | null = null;
    const swept = await observe(
      async () => {
        const [value, pull] = await pullback(instance.f, ...args);
        back = pull as unknown as Back;
        return value;
      },
      () => [args, instance.state()],
    );
    const different = compare('pullback', swept, plain);
    if (different) return different;
    if ('thrown' in plain || !back) return this.checkTangent(plain, null, null);
    const { value } = plain;
    const w = typeof value === 'number' ? 1 : mapLeaves(value, (_, at) => weightAt(at, 1));
    const before = describeMemory([args, instance.state()]);
    let g: unknown[];
    let again: unknown[];
    try {
      [g, again] = [(back as Back)(w), (back as Back)(w)];
    } catch (error) {
      return { kind: 'back throws', detail: describeError(error) };
    }
    const touched = differingLine(describeMemory([args, instance.state()]), before);
    if (touched !== null) return { kind: 'back has effects', detail: touched };
    this.gradient = g;
    const unequal = differingLine(describeMemory(again), describeMemory(g));
    if (unequal !== null) return { kind: 'back twice', detail: unequal };
    if (leafPaths(value).some((at) => !(Math.abs(readLeaf(value, at) as number) < LARGEST))) {
      this.skipped++;
      return this.checkTangent(plain, null, null);
    }
    return (
      (await this.checkTangent(plain, w, g)) ??
      (await this.checkDifferences(plain, w, g, 0)) ??
      (await this.checkSecondCall(instance, back, w, g)) ??
      this.checkSecondOrder(value, w)
    );
  }

  /** ⟨w, J v⟩ = ⟨Jᵀ w, v⟩ */
  private async checkTangent(
    plain: Observed,
    w: unknown,
    g: unknown[] | null,
  ): Promise<LanguageFailure | null> {
    const instance = this.program.compiled();
    const args = instance.args();
    const paths = distinctPaths(args);
    const tangents = this.program.plain().args();
    for (const at of paths) writeLeaf(tangents, at, weightAt(at, 3));
    let tangent: unknown;
    const swept = await observe(
      async () => {
        const [value, yDot] = (await jvp(instance.f, args as never, tangents as never)) as [unknown, unknown];
        tangent = yDot;
        return value;
      },
      () => [args, instance.state()],
    );
    const different = compare('jvp', swept, plain);
    if (different || g === null || 'thrown' in plain) return different;
    let [left, right, size] = [0, 0, 1];
    for (const at of leafPaths(plain.value)) {
      const term = (readLeaf(w, at) as number) * Number(readLeaf(tangent, at) ?? 0);
      left += term;
      size += Math.abs(term);
    }
    for (const at of paths) {
      const found = readLeaf(g, at);
      if (typeof found !== 'number')
        return { kind: 'gradient shape', detail: `${pathText(at)}: ${String(found)}` };
      const term = found * weightAt(at, 3);
      right += term;
      size += Math.abs(term);
    }
    if (!Number.isFinite(size) || Math.abs(left - right) <= DUALITY_TOLERANCE * size) return null;
    return { kind: 'duality', detail: `forward mode gives ${left}, reverse mode ${right}` };
  }

  /** The derivative in one direction, or where it is not smooth in that one, in some directions, against differences. */
  private async checkDifferences(
    plain: Observed,
    w: unknown,
    g: unknown[],
    earlierCalls: number,
  ): Promise<LanguageFailure | null> {
    if (this.isRounded || 'thrown' in plain) return null;
    const paths = distinctPaths(this.program.plain().args());
    const outputs = leafPaths(plain.value);
    const all = await this.difference(paths, (at) => weightAt(at, 3), outputs, w, g, earlierCalls);
    if (all !== 'rough') return all;
    for (const at of paths.slice(0, 6)) {
      const one = await this.difference([at], () => 1, outputs, w, g, earlierCalls);
      if (one !== 'rough' && one !== null) return one;
    }
    return null;
  }

  private async difference(
    paths: readonly LeafPath[],
    direction: (at: LeafPath) => number,
    outputs: readonly LeafPath[],
    w: unknown,
    g: unknown[],
    earlierCalls: number,
  ): Promise<LanguageFailure | 'rough' | null> {
    const values = new Map<number, number>();
    for (let k = -4; k <= 4; k++) {
      const y = await this.shifted(paths, (at) => k * 2e-4 * direction(at), earlierCalls);
      values.set(
        k,
        outputs.reduce((sum, at) => sum + (readLeaf(w, at) as number) * Number(readLeaf(y, at)), 0),
      );
    }
    const estimate = slope((step) => values.get(Math.round(step / 2e-4))!);
    if (!estimate) {
      this.skipped++;
      return 'rough';
    }
    this.compared++;
    const found = paths.reduce((sum, at) => sum + (readLeaf(g, at) as number) * direction(at), 0);
    if (Math.abs(found - estimate.value) <= estimate.tolerance) return null;
    const where = paths.length === 1 ? pathText(paths[0]!) : 'along all arguments';
    return { kind: earlierCalls > 0 ? 'second gradient' : 'gradient', detail: `${where}: ${found}, by differences ${estimate.value}` }; // prettier-ignore
  }

  private async shifted(
    paths: readonly LeafPath[],
    by: (at: LeafPath) => number,
    earlierCalls: number,
  ): Promise<unknown> {
    const instance = this.program.plain();
    for (let i = 0; i < earlierCalls; i++) await settled(instance.f(...instance.args()));
    const args = instance.args();
    for (const at of paths) writeLeaf(args, at, (readLeaf(args, at) as number) + by(at));
    try {
      return await settled(instance.f(...args));
    } catch {
      return undefined;
    }
  }

  /** What an earlier call left in memory is constant; the earlier pullback does not see what the later call did. */
  private async checkSecondCall(
    instance: Instance,
    back: Back,
    w: unknown,
    g: unknown[],
  ): Promise<LanguageFailure | null> {
    const other = this.program.plain();
    const call = (m: Instance, args: unknown[]): unknown => m.f(...args);
    await this.run(other, call);
    const plain = await this.run(other, call);
    let secondBack: Back | null = null;
    const second = await this.run(instance, async (m, args) => {
      const [value, pull] = await pullback(m.f, ...args);
      secondBack = pull as unknown as Back;
      return value;
    });
    const different = compare('second pullback', second, plain);
    if (different) return different;
    const late = differingLine(describeMemory(back(w)), describeMemory(g));
    if (late !== null) return { kind: 'back after another call', detail: late };
    if ('thrown' in plain || !secondBack) return null;
    const { value } = plain;
    if (leafPaths(value).some((at) => !(Math.abs(readLeaf(value, at) as number) < LARGEST))) return null;
    const w2 = typeof value === 'number' ? 1 : mapLeaves(value, (_, at) => weightAt(at, 1));
    return this.checkDifferences(plain, w2, (secondBack as Back)(w2), 1);
  }

  /** The mixes of modes give the same second derivative. */
  private checkSecondOrder(value: unknown, w: unknown): LanguageFailure | null {
    const make = (): { instance: Instance; args: unknown[] } => {
      const instance = this.program.compiled();
      return { instance, args: instance.args() };
    };
    const detail = checkSecond(make, value, w);
    return detail === null ? null : { kind: 'second order', detail };
  }

  /** The one-step entry gives what the pullback gives. */
  private async checkGradient(plain: Observed): Promise<LanguageFailure | null> {
    if ('thrown' in plain || typeof plain.value !== 'number') return null;
    const instance = this.program.compiled();
    const args = instance.args();
    let gradient: unknown[] = [];
    const swept = await observe(
      async () => {
        const both = await withGradient(instance.f as (...args: unknown[]) => number, ...args);
        gradient = both.gradient;
        return both.value;
      },
      () => [args, instance.state()],
    );
    const different = compare('withGradient', swept, plain);
    if (different || this.gradient === null) return different;
    const unequal = differingLine(describeMemory(gradient), describeMemory(this.gradient));
    return unequal === null ? null : { kind: 'withGradient', detail: unequal };
  }
}

function compare(kind: string, found: Observed, expected: Observed): LanguageFailure | null {
  if ('thrown' in found && !('thrown' in expected)) {
    const text = describeError(found.thrown);
    return { kind: /^DiffError/.test(text) ? `${kind} refused` : `${kind} throws`, detail: text };
  }
  if (found.summary !== expected.summary)
    return { kind: `${kind} ${'thrown' in expected ? 'exception' : 'value'}`, detail: differingLine(found.summary, expected.summary)! }; // prettier-ignore
  const changed = differingLine(found.memory, expected.memory);
  return changed === null ? null : { kind: `${kind} memory`, detail: changed };
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name}: ${error.message.split('\n')[0]}`, ...frames.slice(0, 4)].join('\n');
}
