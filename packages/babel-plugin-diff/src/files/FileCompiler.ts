import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync, type TransformOptions } from '@babel/core';
import { type PluginOptions, resolveOptions, type RuntimePaths } from '../entrypoint/options.js';
import { compiledEntry } from '../entrypoint/RuntimeImports.js';
import diff from '../index.js';
import { DiskCache } from './DiskCache.js';
import { isChosenPackage, packageOf } from './packageOf.js';

/** How files outside of a Babel build are compiled: by the hooks for Node and by the plugins for bundlers. */
export interface FileOptions extends PluginOptions {
  /** Folder of the cache of compiled files, or false for none. Default `node_modules/.cache/babel-plugin-diff` of the project. */
  cache?: string | false;
}

/** The two kinds of files that run JavaScript. */
export type FileFormat = 'commonjs' | 'module';

/** Code that a compiled file becomes, with its source map inside. */
export interface CompiledFile {
  readonly code: string;
  readonly map: string | null;
}

/** What a file that asks for derivatives has in its text. */
const MARKS = /@(?:non)?differentiable\b|use differentiable/;

/** Compiles single files with the plugin alone, and keeps the results on disk. */
export class FileCompiler {
  private readonly plugin: PluginOptions;
  private readonly packages: readonly string[];
  private readonly all: boolean;
  private readonly runtime: string | RuntimePaths;
  private readonly cache: DiskCache | null;
  private paths: RuntimePaths | undefined;
  private own: readonly string[] | undefined;

  /**
   * @param root  folder of the project: from there the runtime is found and the cache kept
   * @throws CompileError DIFF1003 for options that do not exist
   */
  constructor(
    options: FileOptions = {},
    private readonly root: string = process.cwd(),
  ) {
    const { cache, ...plugin } = options;
    const resolved = resolveOptions(plugin);
    this.plugin = plugin;
    this.packages = resolved.packages;
    this.all = resolved.include === 'all';
    this.runtime = resolved.runtime;
    this.cache = cache === false ? null : new DiskCache(cache ?? DiskCache.folderOf(root));
  }

  /** A file that would stand in the folder of the project. */
  get rootFile(): string {
    return path.join(this.root, 'noop.js');
  }

  /** Is this the import that was put into a file of a package, from where its name may not lead to the runtime? */
  importsRuntime(source: string, importer: string | undefined): boolean {
    if (importer === undefined || source !== compiledEntry(this.runtime, true)) return false;
    return isChosenPackage(packageOf(importer), this.packages);
  }

  /** Is there anything to compile in a file with this text? */
  wants(filename: string, source: string): boolean {
    const name = packageOf(filename);
    const isChosen = name === null ? this.all : isChosenPackage(name, this.packages);
    return (isChosen || MARKS.test(source)) && !this.isOwn(filename);
  }

  private isOwn(filename: string): boolean {
    this.own ??= ownFolders(
      [this.root, __dirname].flatMap((folder) => resolveFrom(folder, '@diffjs/runtime') ?? []),
    );
    return this.own.some((folder) => filename.startsWith(folder));
  }

  /**
   * Compiles the file. Emitted code imports the runtime by name; with `byPath` by the path of the project's own copy, for packages from
   * which the name does not lead there.
   * @throws CompileError with every problem of the file, SyntaxError if it cannot be parsed
   */
  compile(filename: string, source: string, format: FileFormat | null, byPath: boolean): CompiledFile {
    const isChosen = isChosenPackage(packageOf(filename), this.packages);
    const plugin: PluginOptions = {
      ...this.plugin,
      ...(isChosen ? { include: 'all' } : {}),
      ...(byPath ? { runtime: (this.paths ??= this.runtimePaths()) } : {}),
    };
    const key = this.cache?.key([filename, source, format, plugin]);
    const kept = key === undefined ? null : (this.cache?.read(key) ?? null);
    if (kept !== null) return kept;
    const result = transformSync(source, babelOptions(filename, format, plugin));
    const compiled = { code: result?.code ?? source, map: result?.map ? JSON.stringify(result.map) : null };
    if (key !== undefined) this.cache?.write(key, compiled);
    return compiled;
  }

  private runtimePaths(): RuntimePaths {
    const { runtime } = this;
    if (typeof runtime !== 'string') return runtime;
    const name = compiledEntry(runtime, false);
    const file = resolveFrom(this.root, name) ?? resolveFrom(__dirname, name);
    if (file === null)
      throw new Error(`babel-plugin-diff: cannot find ${name} from ${this.root}; install ${runtime} there`);
    return { require: file, import: pathToFileURL(moduleBeside(file)).href };
  }
}

/** Folders of the runtime and of the compiler itself, which are never compiled anew. */
function ownFolders(files: readonly string[]): string[] {
  const runtimes = files.map((file) => path.resolve(path.dirname(file), '..', '..'));
  return [...runtimes, path.resolve(__dirname, '..', '..', '..')].map((folder) => folder + path.sep);
}

/** The file that `require(name)` means in a folder; null if there is none. */
function resolveFrom(folder: string, name: string): string | null {
  try {
    return createRequire(path.join(folder, 'noop.js')).resolve(name);
  } catch {
    return null;
  }
}

/** The module that re-exports the CommonJS entry, where a package has one beside it. */
function moduleBeside(commonjs: string): string {
  const wrapper = commonjs.replace(/([\\/])cjs([\\/][^\\/]+)\.cjs$/, '$1node$2.mjs');
  return fs.existsSync(wrapper) ? wrapper : commonjs;
}

function babelOptions(filename: string, format: FileFormat | null, plugin: PluginOptions): TransformOptions {
  const typed = /\.[cm]?tsx?$/.test(filename);
  return {
    filename,
    configFile: false,
    babelrc: false,
    compact: false,
    sourceMaps: true,
    sourceType: format === null ? 'unambiguous' : format === 'module' ? 'module' : 'script',
    parserOpts: {
      allowReturnOutsideFunction: format !== 'module',
      plugins: [
        ...(typed ? (['typescript'] as const) : []),
        ...(/\.[jt]sx$/.test(filename) ? (['jsx'] as const) : []),
        'importAttributes',
      ],
    },
    plugins: [[diff, plugin]],
  };
}
