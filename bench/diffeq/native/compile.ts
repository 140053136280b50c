import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** A worker in C, by its source. */
export type NativeProgram = 'tsit5' | 'cvode';

/** A compiled program, or why there is none. */
export interface Compilation {
  readonly file?: string;
  readonly failure?: string;
}

const sundials = ['cvode', 'nvecserial', 'sunmatrixdense', 'sunlinsoldense', 'sunnonlinsolfixedpoint'];
const libraries: Readonly<Record<NativeProgram, readonly string[]>> = {
  tsit5: ['-lm'],
  cvode: [...sundials.map((name) => `-lsundials_${name}`), '-lm'],
};
const done = new Map<NativeProgram, Compilation>();

/** Compiles a worker by $CC or `cc` with -O3, once a run, into bench/out. */
export function compiled(program: NativeProgram): Compilation {
  let result = done.get(program);
  if (result === undefined) done.set(program, (result = compile(program)));
  return result;
}

function compile(program: NativeProgram): Compilation {
  const out = path.join(__dirname, '..', '..', 'out');
  fs.mkdirSync(out, { recursive: true });
  const file = path.join(out, `diffeq-${program}`);
  const source = path.join(__dirname, `${program}.c`);
  const compiler = process.env.CC ?? 'cc';
  const args = ['-O3', '-w', source, ...libraries[program], '-o', file];
  const { status, error } = spawnSync(compiler, args, { encoding: 'utf8' });
  if (status === 0) return { file };
  if (error !== undefined) return { failure: `${program}.c: there is no C compiler ${compiler}` };
  const needs = program === 'cvode' ? ' (it needs SUNDIALS, Debian: libsundials-dev)' : '';
  return { failure: `${program}.c: ${compiler} could not compile it${needs}` };
}
