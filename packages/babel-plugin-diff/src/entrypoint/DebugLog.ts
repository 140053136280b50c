import { transformFromAstSync, types as t } from '@babel/core';
import type { HIRFunction } from '../hir/model.js';
import { nameOfFunction } from '../lower/nameOfFunction.js';
import type { Limit } from '../lower/ProgramLowering.js';
import type { FunctionCompanions } from './emitCompanions.js';

/**
 * What the option `debug` shows: the HIR of a function behind each pass that changed it, the emitted code, and why a function was left
 * to traced code. Goes to the standard error output.
 */
export class DebugLog {
  private steps: string[] = [];
  private readonly last = new Map<string, string>();

  /** @param only  name of the function that is shown; true for all */
  constructor(
    private readonly only: string | true,
    private readonly fileName: string,
  ) {}

  /** The pipeline begins, or begins anew without functions that it cannot compile. */
  restart(): void {
    this.steps = [];
    this.last.clear();
  }

  /** Receives the printed HIR of a function behind a pass. */
  step(pass: string, fn: HIRFunction, text: string): void {
    // Companions are called `f_forward`, `f_reverse`, `f_tangent`.
    const name = fn.role === 'primal' ? fn.name : fn.name.replace(new RegExp(`_${fn.role}\\d*$`), '');
    const key = `${name} (${fn.role})`;
    if (!this.shows(name) || this.last.get(key) === text) return;
    this.last.set(key, text);
    const heading =
      pass === 'describeTape' ? `${name}: what the forward sweep pushes` : `${key} behind ${pass}`;
    this.steps.push(title(heading), text.trimEnd());
  }

  /** Shows the passes, the reasons and the emitted code of every function of the file. */
  finish(functions: readonly FunctionCompanions[], left: ReadonlyMap<t.Function, readonly Limit[]>): void {
    const lines = [...this.steps];
    for (const { path, compiled, traced } of functions) {
      const name = nameOfFunction(path);
      if (!this.shows(name)) continue;
      for (const { loc, what } of left.get(path.node) ?? [])
        lines.push(`${name} is left to traced code: ${what} (${this.fileName}:${loc?.line ?? '?'})`);
      const declarations = compiled?.declarations ?? [];
      if (declarations.length > 0) lines.push(title(`${name}: compiled companions`), print(declarations));
      if (traced) lines.push(title(`${name}: traced form`), print([t.expressionStatement(traced)]));
    }
    // eslint-disable-next-line no-console -- the user has asked for it
    if (lines.length > 0) console.error([title(this.fileName), ...lines].join('\n'));
  }

  private shows(name: string): boolean {
    return this.only === true || this.only === name;
  }
}

export function debugLog(option: string | boolean, fileName: string): DebugLog | null {
  return option === false ? null : new DebugLog(option, fileName);
}

const title = (text: string): string => `── ${text} ${'─'.repeat(Math.max(2, 76 - text.length))}`;

function print(statements: readonly t.Statement[]): string {
  const program = t.program(statements.map((each) => t.cloneNode(each)));
  const printed = transformFromAstSync(t.file(program), undefined, { configFile: false, babelrc: false });
  return printed?.code ?? '';
}
