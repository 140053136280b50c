import Module from 'node:module';
import path from 'node:path';
import { compileWithPlugin } from './compileWithPlugin';

/** The forms in which a function is compiled. */
export type Form = 'compiled' | 'traced';
export const forms: readonly Form[] = ['compiled', 'traced'];

/**
 * Compiles a CommonJS program, whose functions to be compiled are marked `/* @differentiable *\/`, and runs it: with compiled companions, or as
 * a file taken in as a whole, whose functions have their traced form alone.
 *
 * @returns what the program exports
 */
export function runInForm(source: string, form: Form): Record<string, unknown> {
  const code =
    form === 'compiled'
      ? compileWithPlugin(source, {}, { sourceType: 'script' })
      : compileWithPlugin(
          source.replace(/\/\* @differentiable \*\//g, ''),
          { include: 'all' },
          { sourceType: 'script' },
        );
  const root = path.resolve(__dirname, '../..');
  const program = new Module(path.join(root, 'test', 'program.js')) as Module & {
    _compile(code: string, file: string): void;
    paths: string[];
  };
  program.paths = [path.join(root, 'node_modules')];
  program._compile(code, program.id);
  return program.exports as Record<string, unknown>;
}
