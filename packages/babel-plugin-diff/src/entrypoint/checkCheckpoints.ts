import type { NodePath, types as t } from '@babel/core';
import { Diagnostic } from '../diagnostics/Diagnostic.js';
import type { Checkpoint } from '../hir/model.js';
import type { Limit } from '../lower/ProgramLowering.js';

/** What became of the functions in which the loops stand. */
export interface CheckpointFindings {
  /** Loops that are marked `@checkpoint`. */
  readonly checkpoints: ReadonlyMap<t.Node, Checkpoint>;
  /** Functions that have compiled companions; null if none are made. */
  readonly compiled: ReadonlySet<t.Function> | null;
  /** Why functions were left to traced code. */
  readonly left: ReadonlyMap<t.Function, readonly Limit[]>;
  /** Why loops cannot be run again. */
  readonly limits: readonly Limit[];
  readonly nondifferentiable: ReadonlySet<t.Function>;
}

/**
 * Makes sure that no `@checkpoint` is without effect: the loop has to stand in a function that compiled companions are made of, and it must
 * be possible to run its turns again.
 */
export function checkCheckpoints(program: NodePath<t.Program>, found: CheckpointFindings): Diagnostic[] {
  const { checkpoints, compiled, left, limits } = found;
  if (checkpoints.size === 0 || !compiled) return [];
  const problems = limits.map(({ loc, what }) => new Diagnostic('DIFF1205', loc, what));
  program.traverse({
    Loop: (path: NodePath<t.Loop>) => {
      const checkpoint = checkpoints.get(path.node);
      if (!checkpoint) return;
      const functions = path.getAncestry().filter((each): each is NodePath<t.Function> => each.isFunction());
      if (functions.some(({ node }) => found.nondifferentiable.has(node))) {
        problems.push(
          new Diagnostic(
            'DIFF1005',
            checkpoint.loc,
            'the loop stands in a function marked `@nondifferentiable`',
          ),
        );
        return;
      }
      if (functions.some(({ node }) => compiled.has(node))) return;
      const why = functions.flatMap(({ node }) => left.get(node) ?? [])[0];
      if (why) {
        const what = `the function around it holds ${why.what}, which only traced code covers`;
        const related = [{ loc: why.loc, note: why.what }];
        problems.push(new Diagnostic('DIFF1205', checkpoint.loc, what, related));
      } else {
        const what = 'the loop stands in no function that is compiled';
        problems.push(new Diagnostic('DIFF1005', checkpoint.loc, what));
      }
    },
  });
  return problems;
}
