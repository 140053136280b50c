import fs from 'node:fs';
import { dirname } from 'node:path';
import { FileCompiler, type FileOptions } from './files/FileCompiler.js';
import { withMap } from './node/withMap.js';

/** The parts of esbuild's interface for plugins that this one uses. */
export interface EsbuildPlugin {
  readonly name: string;
  setup(build: {
    onResolve(
      filter: { readonly filter: RegExp },
      resolve: (file: {
        readonly path: string;
        readonly importer: string;
        readonly kind: string;
      }) => Promise<unknown> | undefined,
    ): void;
    resolve(path: string, options: { readonly resolveDir: string; readonly kind: string }): Promise<unknown>;
    onLoad(
      filter: { readonly filter: RegExp; readonly namespace: string },
      load: (file: { readonly path: string }) => EsbuildResult | undefined,
    ): void;
  }): void;
}

interface EsbuildResult {
  readonly contents: string;
  readonly loader: 'js' | 'jsx' | 'ts' | 'tsx';
}

/**
 * The plugin for esbuild: compiles annotated functions, and the packages that the options name.
 * @throws CompileError DIFF1003 for options that do not exist
 */
export function diff(options: FileOptions = {}): EsbuildPlugin {
  const compiler = new FileCompiler(options);
  return {
    name: 'babel-plugin-diff',
    setup(build) {
      build.onResolve({ filter: /[\\/]compiled$/ }, ({ path, importer, kind }) =>
        compiler.importsRuntime(path, importer)
          ? build.resolve(path, { resolveDir: dirname(compiler.rootFile), kind })
          : undefined,
      );
      build.onLoad({ filter: /\.(?:[cm]?[jt]s|[jt]sx)$/, namespace: 'file' }, ({ path }) => {
        const source = fs.readFileSync(path, 'utf8');
        if (!compiler.wants(path, source)) return undefined;
        const loader = /\.[cm]?([jt]s)(x?)$/.exec(path)?.slice(1).join('') as EsbuildResult['loader'];
        return { contents: withMap(compiler.compile(path, source, null, false)), loader };
      });
    },
  };
}
