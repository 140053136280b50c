import vm from 'node:vm';
import { checkLanguage, type LanguageFailure, type LanguageOutcome } from './checkLanguage.js';
import type { LanguageProgram } from './languageProgram.js';
import { loadLanguage } from './loadLanguage.js';

const nothing = { compared: 0, skipped: 0, threw: false };

/** Compiles and checks a program. */
export async function runLanguage(program: LanguageProgram): Promise<LanguageOutcome> {
  let loaded;
  try {
    new vm.Script(`(function () { ${program.source}\n})`);
  } catch (error) {
    return { ...nothing, failure: { kind: 'program', detail: String(error) } };
  }
  try {
    loaded = loadLanguage(program);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const failure: LanguageFailure = {
      kind: /DIFF1\d{3}/.test(text) ? 'rejected' : 'compile',
      detail: text.split('\n').slice(0, 8).join('\n'),
    };
    return { ...nothing, failure };
  }
  try {
    return await checkLanguage(loaded, program.source);
  } catch (error) {
    return { ...nothing, failure: { kind: 'program', detail: String(error) } };
  }
}

/** What tells a failure from another one: its kind, and of an error the first line without names. */
export function signature({ kind, detail }: LanguageFailure): string {
  if (!/throws|refused|rejected|compile|exception/.test(kind))
    return /NaN/.test(detail) ? `${kind}, not a number` : kind;
  const line = detail.split('\n')[0]!;
  return `${kind}: ${line.replace(/`[^`]*`|\([^()]*program\.js[^()]*\)|[\w$]*\d+[\w$]*/g, '#').slice(0, 90)}`;
}
