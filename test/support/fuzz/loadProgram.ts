import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { transformSync } from '@babel/core';
import type { ParserPlugin } from '@babel/parser';
import { checkedPlugin, type Form, type LoggedStep } from '../checkedPlugin.js';

/** What a program that can be checked exports. */
export interface Program {
  readonly f: (...args: unknown[]) => unknown;
  /** Argument lists, made anew at each call. */
  readonly cases: () => unknown[][];
  /** Puts the state outside of the function back. */
  readonly reset?: () => void;
  /** What outside of the function may have changed. */
  readonly memory?: () => unknown;
}

/** The compiler said what it cannot compile. */
export class CompileRejection extends Error {
  readonly codes: readonly string[];

  constructor(cause: Error) {
    super(cause.message, { cause });
    this.codes = [...new Set(cause.message.match(/DIFF1\d{3}/g) ?? [])].sort();
  }
}

const root = path.resolve(__dirname, '../../..');
const requireHere = createRequire(path.join(root, 'test/program.ts'));

/**
 * The program's text after our plugin alone, with the invariants checked between the passes.
 *
 * @param form  by default, the traced form of functions that have compiled companions is left out
 */
export function compileProgram(
  source: string,
  filename = 'program.ts',
  options: object = {},
  onStep?: (step: LoggedStep) => void,
  syntax: readonly string[] = [],
  form: Form = 'compiled',
): string {
  const result = reporting(() =>
    transformSync(source, {
      configFile: false,
      babelrc: false,
      filename,
      parserOpts: { plugins: ['typescript', ...(syntax as ParserPlugin[])] },
      plugins: [[checkedPlugin(onStep, form) as object, options]],
    }),
  );
  return result?.code ?? '';
}

/**
 * Compiles a program with our plugin and runs its module; every function that can has a lanes companion.
 * @throws CompileRejection if the compiler reports problems
 */
export function loadProgram<P = Program>(source: string, filename = 'program.ts', form: Form = 'both'): P {
  const result = reporting(() =>
    transformSync(source, {
      configFile: false,
      babelrc: false,
      filename: path.join(root, 'test', filename),
      presets: [['@babel/preset-typescript', { onlyRemoveTypeImports: true }]],
      plugins: [
        [checkedPlugin(undefined, form) as object, { lanes: 'always' }],
        '@babel/plugin-transform-modules-commonjs',
      ],
    }),
  );
  const module = { exports: {} };
  const run = vm.runInThisContext(`(function (module, exports, require) { ${result?.code ?? ''}\n})`, {
    filename,
  }) as (module: object, exports: object, require: NodeJS.Require) => void;
  run(module, module.exports, requireHere);
  return module.exports as P;
}

function reporting<T>(compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (error instanceof Error && /DIFF1\d{3}/.test(error.message)) throw new CompileRejection(error);
    throw error;
  }
}
