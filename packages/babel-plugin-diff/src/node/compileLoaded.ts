import { type FileCompiler, type FileFormat } from '../files/FileCompiler.js';
import { packageOf } from '../files/packageOf.js';
import { withMap } from './withMap.js';

/** What Node is about to run of a file: itself, or what the compiler makes of it. */
export function compileLoaded(
  compiler: FileCompiler,
  filename: string,
  source: string,
  format: FileFormat | null,
): string {
  if (!compiler.wants(filename, source)) return source;
  try {
    return withMap(compiler.compile(filename, source, format, true));
  } catch (error) {
    if (packageOf(filename) === null) throw error;
    // A package has files that nobody meant to be compiled; what it is used for may not need them.
    process.emitWarning(`${filename} is loaded without derivatives: ${(error as Error).message}`, {
      code: 'DIFF_FILE',
    });
    return source;
  }
}

/** The kind of file that Node says it loads; undefined for what is no JavaScript, null where Node has not decided. */
export function formatOf(format: string | null | undefined): FileFormat | null | undefined {
  switch (format) {
    case 'commonjs':
    case 'commonjs-typescript':
      return 'commonjs';
    case 'module':
    case 'module-typescript':
      return 'module';
    case null:
    case undefined:
      return null;
    default:
      return undefined;
  }
}
