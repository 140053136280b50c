import { transformSync, type TransformOptions } from '@babel/core';
import plugin, { type PluginOptions } from 'babel-plugin-diff';

/** An error that the plugin reports, as Babel passes it on. */
export interface BuildError extends Error {
  readonly code: string;
  readonly diagnostics: readonly { readonly code: string; readonly message: string }[];
}

/** Compiles a program with the plugin alone; what is written stays as it is written. */
export function compileWithPlugin(
  source: string,
  options: PluginOptions = {},
  babel: TransformOptions = {},
): string {
  const result = transformSync(source, {
    configFile: false,
    babelrc: false,
    filename: 'model.js',
    plugins: [[plugin, options]],
    ...babel,
  });
  return result?.code ?? '';
}

/** The error with which compiling the program fails. */
export function buildErrorOf(
  source: string,
  options: PluginOptions = {},
  babel: TransformOptions = {},
): BuildError {
  try {
    compileWithPlugin(source, options, babel);
  } catch (error) {
    return error as BuildError;
  }
  throw new Error(`it compiles:\n${source}`);
}
