import { FileCompiler, type FileOptions } from './files/FileCompiler.js';

/** What webpack and Rspack hand to a loader. */
interface LoaderContext {
  readonly resourcePath: string;
  getOptions(): FileOptions;
  callback(error: Error | null, code?: string, map?: object | null): void;
}

const compilers = new Map<string, FileCompiler>();

/** The loader for webpack and Rspack; with `packages`, its rule must not exclude node_modules. */
export default function diff(this: LoaderContext, source: string, map?: object | null): void {
  const options = this.getOptions();
  const key = JSON.stringify(options);
  let compiler = compilers.get(key);
  if (compiler === undefined) compilers.set(key, (compiler = new FileCompiler(options)));
  try {
    if (!compiler.wants(this.resourcePath, source)) {
      this.callback(null, source, map);
      return;
    }
    const compiled = compiler.compile(this.resourcePath, source, null, false);
    this.callback(null, compiled.code, compiled.map === null ? null : (JSON.parse(compiled.map) as object));
  } catch (error) {
    this.callback(error as Error);
  }
}
