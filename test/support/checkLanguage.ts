import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { transformSync, type PluginItem, type PluginObj } from '@babel/core';
import { gradient, jvp, pullback } from '@diffjs/runtime';
import plugin from 'babel-plugin-diff';
import { differingText } from './functionTexts.js';
import { describeMemory, differingLine } from './fuzz/language/describeMemory.js';
import { distinctPaths, leafPaths, mapLeaves, pathText, readLeaf, weightAt, writeLeaf, type LeafPath } from './fuzz/language/leaves.js'; // prettier-ignore

/**
 * A program and arguments of its function `f`. A program whose arguments cannot be cloned has a function `args` that makes them; one
 * that keeps something outside of `f` shows it by a function `state`.
 */
export type Row = readonly [source: string, ...args: unknown[]];
export type Rows = Readonly<Record<string, Row>>;

/** What an instance of a program exports. */
interface Instance {
  readonly f: (...args: unknown[]) => unknown;
  readonly args?: () => unknown[];
  readonly state?: () => unknown;
}

/** `all`: traced code alone; `annotated`: compiled companions where the function can have them. */
type Form = 'all' | 'annotated';

/** Fourth order central differences of functions of ordinary size. */
const STEP = 1e-3;
const DIFFERENCE_TOLERANCE = 1e-6;
/** Both modes compute the same derivative in another order of summation. */
const DUALITY_TOLERANCE = 1e-10;

/** Where numbers are rounded to 32 bits, differences see the steps. */
const rounds = /Float32|fround|f32/;
const ROUNDED_STEP = 0.03;
const ROUNDED_TOLERANCE = 1e-4;

/** Reasons by the names of rows: those that fail in both forms, and those that fail with compiled companions alone. */
export type Pending = Readonly<Record<Form, Readonly<Record<string, string>>>>;

const none: Pending = { all: {}, annotated: {} };

/**
 * One test for each row: in both forms, everything that is promised of `f`.
 *
 * @param pending  rows that are skipped; DIFFJS_PENDING=1 runs them all the same
 */
export function describeLanguage(theme: string, rows: Rows, pending = none): void {
  const { all, annotated } = process.env['DIFFJS_PENDING'] === '1' ? none : pending;
  describe(theme, () => {
    for (const [name, row] of Object.entries(rows)) {
      if (Object.hasOwn(all, name)) it.skip(`${name} (${all[name]})`);
      else if (Object.hasOwn(annotated, name)) {
        it(`${name}: traced`, () => checkRow(row, ['all']));
        it.skip(`${name}: compiled (${annotated[name]})`);
      } else it(name, () => checkRow(row, ['all', 'annotated']));
    }
  });
}

/** Rows for something that this version of Node may lack. */
export function where(isThere: boolean, rows: Rows): Rows {
  return isThere ? rows : {};
}

export async function checkRow([source, ...args]: Row, forms: readonly Form[]): Promise<void> {
  const failures: Error[] = [];
  for (const form of forms) {
    try {
      await new Checker(source, args, form).check();
    } catch (error) {
      failures.push(error as Error);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new Error(failures.map(({ message }) => message).join('\n'), { cause: failures[0] }); // prettier-ignore
}

type Back = (cotangent: unknown) => unknown[];

/** What can be seen of a call. */
interface Observed {
  readonly value?: unknown;
  readonly isThrown: boolean;
  /** The result or exception, and the memory after the call, as text. */
  readonly text: string;
}

class Checker {
  private readonly plain: () => Instance;
  private readonly compiled: () => Instance;

  constructor(
    private readonly source: string,
    private readonly args: readonly unknown[],
    private readonly form: Form,
  ) {
    this.plain = instancesOf(source, 'plain.js');
    this.compiled = instancesOf(compile(source, form), 'compiled.js');
  }

  async check(): Promise<void> {
    const different = differingText(marked(this.source, this.form), { include: this.form });
    if (different) this.fail(`the text of a function is\n${different.shown}\ninstead of\n${different.plain}`);
    const plain = await this.observe(this.plain(), (f, args) => f(...args));
    await this.same('primal', plain, (f, args) => f(...args));
    const w = this.weights(plain.value);
    const pulled = await this.checkPullback(plain, w);
    await this.checkTangent(plain, w, pulled?.gradient);
    if (!pulled) return;
    const { gradient: found, instance } = pulled;
    if (typeof plain.value === 'number') await this.checkGradient(plain, found);
    const isFlowing = await this.checkDifferences(plain, w, found, false);
    if (!isFlowing) this.fail('the derivative is zero everywhere, which shows nothing');
    if (instance.state) await this.checkSecondCall(instance);
  }

  private async checkPullback(
    plain: Observed,
    w: unknown,
  ): Promise<{ gradient: unknown[]; instance: Instance } | undefined> {
    const instance = this.compiled();
    const args = this.argumentsOf(instance);
    let back: Back | undefined;
    const pull = async (): Promise<unknown> => {
      const [value, pulled] = await pullback(instance.f, ...args);
      back = pulled as unknown as Back;
      return value;
    };
    await this.same('pullback', plain, pull, instance, args);
    if (!back) return undefined;
    const before = describeMemory([args, instance.state?.()]);
    const found = back(w);
    this.equal('the memory after back', describeMemory([args, instance.state?.()]), before);
    this.equal('back for the second time', describeMemory(back(w)), describeMemory(found));
    return { gradient: found, instance };
  }

  /** ⟨w, J v⟩ = ⟨Jᵀ w, v⟩ */
  private async checkTangent(plain: Observed, w: unknown, found: unknown[] | undefined): Promise<void> {
    const tangents = this.argumentsOf(this.plain());
    const paths = distinctPaths(tangents);
    for (const at of paths) writeLeaf(tangents, at, weightAt(at, 3));
    let tangent: unknown;
    await this.same('jvp', plain, async (f, args) => {
      const [value, result] = (await jvp(f, args, tangents as never)) as [unknown, unknown];
      tangent = result;
      return value;
    });
    if (!found) return;
    let [forward, reverse, size] = [0, 0, 1];
    for (const at of leafPaths(plain.value)) {
      const term = (readLeaf(w, at) as number) * ((readLeaf(tangent, at) as number | undefined | null) ?? 0);
      forward += term;
      size += Math.abs(term);
    }
    for (const at of paths) {
      const entry = readLeaf(found, at);
      if (typeof entry !== 'number') return this.fail(`the gradient at ${pathText(at)} is ${String(entry)}`);
      reverse += entry * weightAt(at, 3);
    }
    const isDual = Math.abs(forward - reverse) <= DUALITY_TOLERANCE * size;
    if (!isDual) this.fail(`jvp gives ${forward}, the gradient in this direction ${reverse}`);
  }

  private async checkGradient(plain: Observed, found: unknown[]): Promise<void> {
    let entries: unknown;
    await this.same('gradient', plain, async (f, args) => {
      entries = await gradient(f as (...args: unknown[]) => number, ...args);
      return plain.value;
    });
    this.equal('gradient and pullback', describeMemory([entries]), describeMemory([found]));
  }

  /** What an earlier call left behind is constant for this one. */
  private async checkSecondCall(instance: Instance): Promise<void> {
    const earlier = this.plain();
    await earlier.f(...this.argumentsOf(earlier));
    const plain = await this.observe(earlier, (f, args) => f(...args));
    const args = this.argumentsOf(instance);
    let back: Back | undefined;
    const pull = async (): Promise<unknown> => {
      const [value, pulled] = await pullback(instance.f, ...args);
      back = pulled as unknown as Back;
      return value;
    };
    await this.same('second pullback', plain, pull, instance, args);
    const w = this.weights(plain.value);
    if (back) await this.checkDifferences(plain, w, back(w), true);
  }

  /** Compares every entry of the gradient; tells whether one of them is not zero. */
  private async checkDifferences(
    plain: Observed,
    w: unknown,
    found: unknown[],
    isSecond: boolean,
  ): Promise<boolean> {
    const isRounded = rounds.test(this.source);
    const h = isRounded ? ROUNDED_STEP : STEP;
    const tolerance = isRounded ? ROUNDED_TOLERANCE : DIFFERENCE_TOLERANCE;
    const outputs = leafPaths(plain.value);
    let isFlowing = false;
    for (const at of distinctPaths(this.argumentsOf(this.plain()))) {
      const shifted = async (by: number): Promise<number> => {
        const instance = this.plain();
        if (isSecond) await instance.f(...this.argumentsOf(instance));
        const args = this.argumentsOf(instance);
        writeLeaf(args, at, (readLeaf(args, at) as number) + by);
        const y = await instance.f(...args);
        return outputs.reduce(
          (sum, out) => sum + (readLeaf(w, out) as number) * (readLeaf(y, out) as number),
          0,
        );
      };
      const wide = (await shifted(2 * h)) - (await shifted(-2 * h));
      const expected = (8 * ((await shifted(h)) - (await shifted(-h))) - wide) / (12 * h);
      const entry = readLeaf(found, at) as number;
      const isClose = Math.abs(entry - expected) <= tolerance * (1 + Math.abs(expected));
      if (!isClose) this.fail(`derivative at ${pathText(at)} is ${entry}, by differences ${expected}`);
      isFlowing ||= Math.abs(entry) > 1e-3;
    }
    return isFlowing;
  }

  /** Calls something, on arguments of its own, and compares what can be seen of it with the plain call. */
  private async same(
    what: string,
    plain: Observed,
    run: (f: Instance['f'], args: unknown[]) => unknown,
    instance = this.compiled(),
    args = this.argumentsOf(instance),
  ): Promise<void> {
    const observed = await this.observe(instance, run, args);
    if (observed.isThrown && !plain.isThrown) this.fail(`${what} throws ${String(observed.value)}`, { cause: observed.value }); // prettier-ignore
    this.equal(what, observed.text, plain.text);
  }

  private async observe(
    instance: Instance,
    run: (f: Instance['f'], args: unknown[]) => unknown,
    args = this.argumentsOf(instance),
  ): Promise<Observed> {
    const memory = (result: unknown): string => describeMemory([result, args, instance.state?.()]);
    try {
      const value = await run(instance.f, args);
      return { value, isThrown: false, text: `returns ${memory(value)}` };
    } catch (error) {
      return { value: error, isThrown: true, text: `throws ${memory(error)}` };
    }
  }

  private argumentsOf(instance: Instance): unknown[] {
    return instance.args?.() ?? (structuredClone(this.args) as unknown[]);
  }

  private weights(value: unknown): unknown {
    return typeof value === 'number' ? 1 : mapLeaves(value, (_, at: LeafPath) => weightAt(at, 1));
  }

  private equal(what: string, found: string, expected: string): void {
    const difference = differingLine(found, expected);
    if (difference !== null) this.fail(`${what}: ${difference}`);
  }

  private fail(message: string, options?: ErrorOptions): never {
    throw new Error(`${this.form}: ${message}`, options);
  }
}

const root = path.resolve(__dirname, '../..');
const requireHere = createRequire(path.join(root, 'test/program.js'));

/** Our plugin does all that it does at once; Babel need not go through the rest. */
const nothingElse: PluginItem = () =>
  ({ visitor: { Program: { enter: (program) => program.skip() } } }) as PluginObj;

/** Babel remembers what it made of the same objects. */
const plugins: Readonly<Record<Form, PluginItem[]>> = {
  all: [[plugin, { include: 'all' }], nothingElse],
  annotated: [[plugin, { include: 'annotated' }], nothingElse],
};

function marked(source: string, form: Form): string {
  return form === 'all' ? source : source.replace(/^(?= *(async )?function f\b)/m, '/* @differentiable */ ');
}

function compile(source: string, form: Form): string {
  const result = transformSync(marked(source, form), {
    configFile: false,
    babelrc: false,
    sourceType: 'script',
    filename: path.join(root, 'test/program.js'),
    plugins: plugins[form],
  });
  return result?.code ?? '';
}

/** Makes new instances of a program, each with a state of its own. */
function instancesOf(code: string, filename: string): () => Instance {
  const ends = ['args', 'state'].map(
    (name) => `if (typeof ${name} === 'function') exports.${name} = ${name};`,
  );
  const text = `(function (exports, require) { ${code}\nexports.f = f; ${ends.join(' ')} })`;
  const run = vm.runInThisContext(text, { filename }) as (exports: object, require: NodeJS.Require) => void;
  return () => {
    const exports = {};
    run(exports, requireHere);
    return exports as Instance;
  };
}
