import type { CompiledFile } from '../files/FileCompiler.js';

/** The code with its source map in a comment, from which `node --enable-source-maps` and debuggers take it. */
export function withMap({ code, map }: CompiledFile): string {
  if (map === null) return code;
  const encoded = Buffer.from(map).toString('base64');
  return `${code}\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,${encoded}\n`;
}
