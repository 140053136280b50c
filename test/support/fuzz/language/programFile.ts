import type { LanguageFailure } from './checkLanguage.js';
import type { Compilation, LanguageProgram } from './languageProgram.js';

/** A program with how it is compiled and what is wrong with it, as a file that can be checked again. */
export function writeReport(
  { source, compilation, isAsync }: LanguageProgram,
  failure: LanguageFailure,
): string {
  const detail = failure.detail.split('\n').map((line) => `// ${line}`);
  return [
    `// compiled: ${compilation}${isAsync ? ', async' : ''}`,
    `// ${failure.kind}:`,
    ...detail,
    source,
  ].join('\n');
}

/** The program in such a file; other files are compiled as a whole. */
export function readProgram(text: string): LanguageProgram {
  const head = /^\/\/ compiled: (all|annotated|traced)(, async)?$/m.exec(text);
  return {
    source: text.replace(/^(\/\/.*\n)+/, ''),
    compilation: (head?.[1] ?? 'all') as Compilation,
    isAsync: head?.[2] !== undefined,
  };
}
