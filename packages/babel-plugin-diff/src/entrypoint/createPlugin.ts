import type { NodePath, PluginObj, PluginPass, types as t } from '@babel/core';
import type { CompileFunctions } from './compiledFunction.js';
import { isChosenPackage, packageOf } from '../files/packageOf.js';
import { type CompanionForms, compileProgram } from './compileProgram.js';
import { type ResolvedOptions, resolveOptions } from './options.js';
import { printFormat } from './originalText/printFormat.js';

/**
 * The Babel plugin around a pipeline (null: traced code alone): works on the user's own syntax, before any other plugin changes it.
 */
export function createPlugin(compileFunctions: CompileFunctions | null, forms: CompanionForms = {}) {
  return (_api: object, written: object): PluginObj => {
    const options = resolveOptions(written);
    const last = new WeakMap<PluginPass, () => void>();
    return {
      name: 'diff',
      visitor: {
        Program: {
          enter(program: NodePath<t.Program>, state) {
            const { filename } = state;
            const { code } = state.file;
            const mark = compileProgram(
              program,
              {
                name: baseName(filename),
                source: code === '' ? undefined : code,
                format: printFormat(state.file),
              },
              optionsFor(filename, options),
              compileFunctions,
              forms,
            );
            if (mark) last.set(state, mark);
          },
        },
      },
      // When all plugins have gone over the file.
      post(this: PluginPass) {
        last.get(this)?.();
      },
    };
  };
}

/** A file of one of the chosen packages is compiled as a whole. */
function optionsFor(filename: string | undefined, options: ResolvedOptions): ResolvedOptions {
  return isChosenPackage(packageOf(filename ?? ''), options.packages)
    ? { ...options, include: 'all' }
    : options;
}

function baseName(filename: string | undefined): string {
  return filename?.split(/[\\/]/).at(-1) ?? 'unknown file';
}
