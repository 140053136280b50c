import { FileCompiler, type FileOptions } from './files/FileCompiler.js';
import { fileOf } from './bundler/fileOf.js';

/** The parts of a plugin of Rollup, Rolldown and Vite that this one has. */
export interface RollupPlugin {
  readonly name: string;
  /** For Vite: before its own plugins, which strip comments. */
  readonly enforce: 'pre';
  config(): { readonly optimizeDeps: { readonly exclude: string[] } };
  resolveId(this: Resolving, source: string, importer: string | undefined): Promise<unknown>;
  transform(code: string, id: string): { readonly code: string; readonly map: string | null } | null;
}

interface Resolving {
  resolve(source: string, importer: string, options: { readonly skipSelf: boolean }): Promise<unknown>;
}

/**
 * The plugin for Rollup, Rolldown and Vite: compiles annotated functions, and the packages that the options name.
 * @throws CompileError DIFF1003 for options that do not exist
 */
export function diff(options: FileOptions = {}): RollupPlugin {
  const compiler = new FileCompiler(options);
  return {
    name: 'babel-plugin-diff',
    enforce: 'pre',
    // Vite bundles dependencies beforehand, past all plugins.
    config: () => ({ optimizeDeps: { exclude: [...(options.packages ?? [])] } }),
    resolveId(source, importer) {
      return compiler.importsRuntime(source, importer)
        ? this.resolve(source, compiler.rootFile, { skipSelf: true })
        : Promise.resolve(null);
    },
    transform(code, id) {
      const file = fileOf(id);
      return file !== null && compiler.wants(file, code) ? compiler.compile(file, code, null, false) : null;
    },
  };
}
