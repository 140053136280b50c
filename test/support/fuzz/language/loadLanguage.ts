import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { transformSync, type PluginItem, type PluginObj } from '@babel/core';
import plugin from 'babel-plugin-diff';
import { createPlugin } from '../../../../packages/babel-plugin-diff/dist/cjs/entrypoint/createPlugin.cjs';
import type { Compilation, LanguageProgram } from './languageProgram.js';

/** What a program exports; each instance has a state of its own. */
export interface Instance {
  readonly f: (...args: unknown[]) => unknown;
  readonly args: () => unknown[];
  readonly state: () => unknown[];
}

/** A program as it is written and as it is compiled. */
export interface LoadedProgram {
  readonly plain: () => Instance;
  readonly compiled: () => Instance;
  readonly isAsync: boolean;
}

const root = path.resolve(__dirname, '../../../..');
const requireHere = createRequire(path.join(root, 'test/program.js'));
const tracedAlone = createPlugin(null) as PluginItem;

const plugins: Readonly<Record<Compilation, PluginItem>> = {
  all: [plugin, { include: 'all' }],
  annotated: [plugin, {}],
  traced: [tracedAlone, { include: 'all' }],
};

/** Our plugin does all that it does at once; Babel need not go through the rest. */
const nothingElse: PluginItem = () =>
  ({ visitor: { Program: { enter: (program) => program.skip() } } }) as PluginObj;

/** The program's text after our plugin. */
export function compileLanguage({ source, compilation }: LanguageProgram): string {
  const result = transformSync(source, {
    configFile: false,
    babelrc: false,
    sourceType: 'script',
    filename: path.join(root, 'test/program.js'),
    plugins: [plugins[compilation], nothingElse],
  });
  return result?.code ?? '';
}

export function loadLanguage(program: LanguageProgram): LoadedProgram {
  return {
    plain: moduleOf(program.source, 'program.js'),
    compiled: moduleOf(compileLanguage(program), 'compiled.js'),
    isAsync: program.isAsync,
  };
}

/** Makes new instances of a module. */
function moduleOf(code: string, filename: string): () => Instance {
  const run = vm.runInThisContext(`(function (exports, require) { ${code}\n})`, { filename }) as (
    exports: object,
    require: NodeJS.Require,
  ) => void;
  return () => {
    const exports = {};
    run(exports, requireHere);
    return exports as Instance;
  };
}
