import fs from 'node:fs';
import module from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread, parentPort } from 'node:worker_threads';
import { FileCompiler, type FileOptions } from '../files/FileCompiler.js';
import { compileLoaded, formatOf } from './compileLoaded.js';
import { type HookData, textOf } from './hooks.js';

interface Loaded {
  readonly format?: string | null;
  readonly source?: string | ArrayBuffer | ArrayBufferView | null;
}
type NextLoad = (url: string, context: object) => Loaded;

/** Parts of node:module that the types of the oldest supported Node do not have yet. */
interface NewerModule {
  readonly registerHooks?: (hooks: {
    load(url: string, context: object, nextLoad: NextLoad): Loaded;
  }) => unknown;
}

type Compile = (this: object, content: string, filename: string, ...rest: unknown[]) => unknown;

/**
 * From here on, what is imported or required is compiled: files of the chosen packages as a whole, other files where they are annotated.
 *
 * Node 22.15 and later have one hook for both kinds of modules, in the same thread. On Node 20 ES modules are compiled in a thread
 * that Node keeps for such hooks, and CommonJS modules where they are run; what stays as it is there are modules loaded before,
 * and ES modules that are loaded by `require`.
 *
 * @throws CompileError DIFF1003 for options that do not exist
 */
export function register(options: FileOptions = {}): void {
  // The thread that Node keeps for hooks loads what `--require` names once more.
  if (!isMainThread && parentPort === null) return;
  const compiler = new FileCompiler(options);
  const { registerHooks } = module as unknown as NewerModule;
  if (registerHooks) {
    registerHooks({ load: (url, context, nextLoad) => loadThrough(compiler, url, context, nextLoad) });
    return;
  }
  const data: HookData = { options, root: process.cwd() };
  module.register('babel-plugin-diff/hooks', { parentURL: pathToFileURL(__filename).href, data });
  hookRequire(compiler);
}

function loadThrough(compiler: FileCompiler, url: string, context: object, nextLoad: NextLoad): Loaded {
  const loaded = nextLoad(url, context);
  const format = formatOf(loaded.format);
  if (!url.startsWith('file:') || format === undefined) return loaded;
  const filename = fileURLToPath(url);
  const source = textOf(loaded.source) ?? fs.readFileSync(filename, 'utf8');
  const compiled = compileLoaded(compiler, filename, source, format);
  return compiled === source ? loaded : { ...loaded, source: compiled };
}

function hookRequire(compiler: FileCompiler): void {
  const { prototype } = module as unknown as { prototype: { _compile: Compile } };
  const compile = prototype._compile;
  prototype._compile = function (content, filename, ...rest) {
    const format = formatOf(rest[0] as string | undefined);
    const text = format === undefined ? content : compileLoaded(compiler, filename, content, format);
    return compile.call(this, text, filename, ...rest);
  };
}
