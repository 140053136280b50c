import type { DiagnosticCode } from './codes.js';
import type { Diagnostic } from './Diagnostic.js';
import { printDiagnostic } from './printDiagnostic.js';

/** Thrown at build time with every problem of a file; its code is that of the first. */
export class CompileError extends Error {
  readonly code: DiagnosticCode;

  constructor(
    readonly diagnostics: readonly [Diagnostic, ...Diagnostic[]],
    fileName: string,
    source: string | undefined,
  ) {
    const texts = diagnostics.map((each) => printDiagnostic(each, fileName, source));
    const count = diagnostics.length === 1 ? '' : `${diagnostics.length} problems\n\n`;
    super(`${count}${texts.join('\n\n')}`);
    this.name = 'CompileError';
    this.code = diagnostics[0].code;
  }
}

/** Throws the problems of a file, in the order of the source, if there are any. */
export function throwProblems(
  problems: readonly Diagnostic[],
  fileName: string,
  source: string | undefined,
): void {
  const position = ({ loc }: Diagnostic) => (loc ? loc.line * 1e5 + loc.column : 0);
  const [first, ...rest] = [...problems].sort((a, b) => position(a) - position(b));
  if (first) throw new CompileError([first, ...rest], fileName, source);
}
