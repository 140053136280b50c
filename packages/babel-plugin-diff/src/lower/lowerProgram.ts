import type { NodePath, types as t } from '@babel/core';
import type { Binding } from '@babel/traverse';
import type { Checkpoint } from '../hir/model.js';
import { resetIds } from '../hir/builder.js';
import { lowerFunction } from './lowerFunction.js';
import { ProgramIndex } from './ProgramIndex.js';
import { type Limit, type LoweredFunction, ProgramLowering } from './ProgramLowering.js';

export interface LowerOptions {
  /** Functions to lower if they can be; by default every function that is not nested in another one. */
  readonly wanted?: readonly NodePath<t.Function>[];
  /** Functions that were found not to be compilable. */
  readonly excluded?: ReadonlySet<t.Function>;
  /** Functions marked as carrying no derivative. */
  readonly inactive?: ReadonlySet<t.Function>;
  /** What the names of the file refer to, if that is known already. */
  readonly index?: ProgramIndex;
  /** Whether a variable outside of a function may be given something active while that is differentiated. */
  readonly isActiveOutside?: (binding: Binding) => boolean;
  /** Loops that are marked `@checkpoint`. */
  readonly checkpoints?: ReadonlyMap<t.Node, Checkpoint>;
  /** Name of the file for messages at run time. */
  readonly fileName?: string;
  readonly source?: string;
  /** Takes what keeps a function from being lowered. */
  readonly onLimits?: (fn: t.Function, limits: readonly Limit[]) => void;
}

/**
 * Lowers functions of a file, and those of the file that they call or pass on. What is not covered is left out, and called by what
 * is known of it at run time.
 *
 * @returns the functions, each followed at some point by those it needs
 */
export function lowerProgram(program: NodePath<t.Program>, options: LowerOptions = {}): LoweredFunction[] {
  const index = options.index ?? new ProgramIndex(program);
  const wanted = options.wanted ?? index.functions().filter((path) => !path.getFunctionParent());
  const excluded = new Set<t.Function>(options.excluded);
  for (;;) {
    resetIds();
    const lowering = new ProgramLowering(
      index,
      options.fileName ?? 'unknown file',
      options.source,
      excluded,
      options.inactive ?? new Set(),
      options.isActiveOutside,
      options.checkpoints,
    );
    for (const path of wanted) {
      const isInside = path.findParent((parent) => lowering.isWanted(parent.node)) !== null;
      if (!isInside && !excluded.has(path.node)) lowering.want(path);
    }
    // Lowering may find more functions that are needed.
    for (let i = 0; i < lowering.lowered.length; i++) lowerFunction(lowering, lowering.lowered[i]!);
    if (lowering.limits.size === 0) return lowering.lowered;
    expectProgress(lowering.limits.keys(), excluded);
    for (const [fn, limits] of lowering.limits) {
      excluded.add(fn);
      options.onLimits?.(fn, limits);
    }
  }
}

/** Each round has to leave out a function that was not left out before: else there would be no end. */
export function expectProgress(found: Iterable<t.Function>, excluded: ReadonlySet<t.Function>): void {
  for (const fn of found) if (!excluded.has(fn)) return;
  throw new Error('internal error: a function that was left out is compiled again');
}
