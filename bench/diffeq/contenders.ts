import fs from 'node:fs';
import path from 'node:path';
import { methodsFor } from './methods';
import type { BenchProblem } from './problems';
import { compiled, type NativeProgram } from './native/compile';

/** Who made a solver: ours are held against the best of each other kind. */
export type Kind = 'ours' | 'yardstick' | 'package' | 'SciPy' | 'C' | 'CVODE';

/** One solver as it takes part. */
export interface Contender {
  readonly name: string;
  readonly kind: Kind;
  /** Who is measured in turns and drawn together: `MAIN`, the first choices and all peers, or the others of a family. */
  readonly group: string;
  /** The method by the name that its worker knows. */
  readonly method: string;
  /** Program and arguments of the worker. */
  readonly command: readonly string[];
}

/** The group of first choices and peers. */
export const MAIN = 'main';

const ROOT = path.join(__dirname, '..', '..');
const javascript = [
  process.execPath,
  path.join(ROOT, 'scripts', 'main.cjs'),
  path.join(__dirname, 'worker', 'javascript.ts'),
];
const python = path.join(__dirname, '.venv', 'bin', 'python');

const packages = ['ode45-cash-karp', 'odex', 'numeric', 'mathjs'];
/** Brusselator: stiff enough for implicit methods, and not beyond explicit ones. */
const forBoth: ReadonlySet<string> = new Set(['brusselator']);

/** Everyone who solves such a problem and is installed. */
export function contendersFor({ name, stiff }: BenchProblem, peers: boolean): Contender[] {
  const kinds = forBoth.has(name) ? [false, true] : [stiff];
  const all = kinds.flatMap((each) => [...ours(each), ...yardsticks(each), ...(peers ? others(each) : [])]);
  return all.filter(({ method }, i) => all.findIndex((other) => other.method === method) === i);
}

/** What is missing on this machine, one line each. */
export function missingPeers(): string[] {
  const missing: string[] = [];
  const without = packages.filter((name) => !installed(name));
  if (without.length > 0) missing.push(`npm packages ${without.join(', ')}: npm could not install them`);
  if (!fs.existsSync(python)) missing.push('SciPy: no Python environment in bench/diffeq/.venv');
  for (const program of ['tsit5', 'cvode'] as const) {
    const { failure } = compiled(program);
    if (failure !== undefined) missing.push(failure);
  }
  return missing;
}

/** Whether an npm package of bench/diffeq is there. */
export function installed(name: string): boolean {
  return fs.existsSync(path.join(__dirname, 'node_modules', name, 'package.json'));
}

function ours(stiff: boolean): Contender[] {
  return methodsFor(stiff).map(({ name, family, leads }) => ({
    name,
    kind: 'ours',
    group: leads ? MAIN : family,
    method: `ours:${name}`,
    command: javascript,
  }));
}

function yardsticks(stiff: boolean): Contender[] {
  const [name, method] = stiff ? ['Rodas4 by hand', 'rodas4'] : ['Tsit5 by hand', 'tsit5'];
  return [{ name, kind: 'yardstick', group: MAIN, method: `yardstick:${method}`, command: javascript }];
}

function others(stiff: boolean): Contender[] {
  return [...(stiff ? [] : ofPackages()), ...sciPy(stiff), ...native(stiff)];
}

function ofPackages(): Contender[] {
  return packages.filter(installed).map((name) => ({
    name,
    kind: 'package',
    group: MAIN,
    method: `package:${name}`,
    command: javascript,
  }));
}

function sciPy(stiff: boolean): Contender[] {
  if (!fs.existsSync(python)) return [];
  const methods = stiff ? ['Radau', 'BDF', 'LSODA'] : ['RK45', 'DOP853', 'LSODA'];
  return methods.map((method) => ({
    name: `SciPy ${method}`,
    kind: 'SciPy',
    group: MAIN,
    method,
    command: [python, path.join(__dirname, 'python', 'worker.py')],
  }));
}

function native(stiff: boolean): Contender[] {
  const cvode = inC('cvode', 'CVODE', stiff ? 'CVODE BDF' : 'CVODE Adams', stiff ? 'bdf' : 'adams');
  return stiff ? cvode : [...inC('tsit5', 'C', 'Tsit5 in C', 'tsit5'), ...cvode];
}

function inC(program: NativeProgram, kind: Kind, name: string, method: string): Contender[] {
  const { file } = compiled(program);
  return file === undefined ? [] : [{ name, kind, group: MAIN, method, command: [file] }];
}
