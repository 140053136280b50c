import type { Diagnostic } from './Diagnostic.js';

/** Thrown at build time with every problem of a file. */
export class CompileError extends Error {
  readonly code: string;

  constructor(
    readonly diagnostics: readonly Diagnostic[],
    readonly fileName: string,
    readonly source: string | undefined,
  ) {
    super(diagnostics.map((each) => `${each.code}: ${each.message}`).join('\n'));
    this.name = 'CompileError';
    this.code = diagnostics[0]?.code ?? 'DIFF1000';
  }
}
