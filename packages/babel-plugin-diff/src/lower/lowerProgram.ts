import type { NodePath, types as t } from '@babel/core';
import { throwProblems } from '../diagnostics/CompileError.js';
import { resetIds } from '../hir/builder.js';
import { lowerFunction } from './lowerFunction.js';
import { ProgramIndex } from './ProgramIndex.js';
import { type LoweredFunction, ProgramLowering } from './ProgramLowering.js';

export interface LowerOptions {
  /** Functions that the user marked; by default every function that is not nested in another one. */
  readonly annotated?: readonly NodePath<t.Function>[];
  /** Functions to compile if they can be; those that cannot are left out silently. */
  readonly wanted?: readonly NodePath<t.Function>[];
  /** Functions that were found not to be compilable. */
  readonly excluded?: ReadonlySet<t.Function>;
  /** Functions marked as carrying no derivative. */
  readonly inactive?: ReadonlySet<t.Function>;
  /** Name of the file for messages at run time. */
  readonly fileName?: string;
  readonly source?: string;
}

/**
 * Lowers the functions of a file that are to be compiled, and those of the file that they call or pass on.
 *
 * @returns the functions, annotated ones first, each followed at some point by those it needs
 * @throws CompileError with every problem found in an annotated function and what it calls
 */
export function lowerProgram(program: NodePath<t.Program>, options: LowerOptions = {}): LoweredFunction[] {
  const index = new ProgramIndex(program);
  const annotated = options.annotated ?? index.functions().filter((path) => !path.getFunctionParent());
  const excluded = new Set<t.Function>(options.excluded);
  const fileName = options.fileName ?? 'unknown file';
  for (;;) {
    resetIds();
    const lowering = new ProgramLowering(
      index,
      fileName,
      options.source,
      excluded,
      options.inactive ?? new Set(),
    );
    for (const path of annotated) lowering.want(path, true);
    lowerWanted(lowering, 0);
    throwProblems([...lowering.problems.values()].flat(), fileName, options.source);
    const required = lowering.lowered.length;
    for (const path of options.wanted ?? []) {
      const isInside = path.findParent((parent) => lowering.isWanted(parent.node)) !== null;
      if (!isInside && !excluded.has(path.node)) lowering.want(path, false);
    }
    lowerWanted(lowering, required);
    for (const fn of lowering.lowered.slice(required)) fn.optional = true;
    if (lowering.problems.size === 0) return lowering.lowered;
    for (const fn of lowering.problems.keys()) excluded.add(fn);
  }
}

/** Lowers functions in the order in which they were found to be needed; lowering may find more. */
function lowerWanted(lowering: ProgramLowering, from: number): void {
  for (let i = from; i < lowering.lowered.length; i++) lowerFunction(lowering, lowering.lowered[i]!);
}
