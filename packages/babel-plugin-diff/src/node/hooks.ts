import { fileURLToPath } from 'node:url';
import { FileCompiler, type FileOptions } from '../files/FileCompiler.js';
import { compileLoaded, formatOf } from './compileLoaded.js';

/** What `module.register` hands over. */
export interface HookData {
  readonly options: FileOptions;
  readonly root: string;
}

interface LoadContext {
  readonly format?: string | null;
}

interface Loaded {
  readonly format?: string | null;
  readonly source?: string | ArrayBuffer | ArrayBufferView | null;
}

let compiler: FileCompiler | undefined;

/** Runs once in the thread that Node keeps for hooks. */
export function initialize({ options, root }: HookData): void {
  compiler = new FileCompiler(options, root);
}

/** Compiles ES modules; what is CommonJS comes by `require`, which has a hook of its own. */
export async function load(
  url: string,
  context: LoadContext,
  nextLoad: (url: string, context: LoadContext) => Promise<Loaded>,
): Promise<Loaded> {
  const loaded = await nextLoad(url, context);
  if (compiler === undefined || !url.startsWith('file:') || formatOf(loaded.format) !== 'module')
    return loaded;
  const source = textOf(loaded.source);
  return source === null
    ? loaded
    : { ...loaded, source: compileLoaded(compiler, fileURLToPath(url), source, 'module') };
}

/** The text that a hook was given; null if there is none. */
export function textOf(source: Loaded['source']): string | null {
  if (source === null || source === undefined) return null;
  return typeof source === 'string' ? source : new TextDecoder().decode(source as ArrayBuffer);
}
