import type { StartedProblem } from './InitialValueProblem.js';
import { resolved, timeSpan } from './InitialValueProblem.js';
import type { PairLayout } from './PairLayout.js';
import { flatPair, pairFields, pairLayout, pairTangent } from './PairLayout.js';
import type { System } from './System.js';

/** What problems over two halves have in common. */
export interface PairProblem {
  readonly where: string;
  /** What the halves are called in the solution. */
  readonly names: readonly [string, string];
  /** What the problem calls their initial values. */
  readonly fields: readonly [string, string];
  /** The initial values as given. */
  readonly initial: readonly [unknown, unknown];
  readonly tspan: unknown;
  readonly p: unknown;
}

/** The layout of initial values that do not wait for the parameters, checked; undefined for others. */
export function layoutKnown({ where, names, fields, initial, tspan }: PairProblem): PairLayout | undefined {
  if (typeof tspan !== 'function') timeSpan(tspan, where);
  if (initial.some((state) => typeof state === 'function')) return undefined;
  return pairLayout(names, fields, initial, where);
}

/** Evaluates what depends on the parameters, and begins. */
export function startPair<S>(
  problem: PairProblem,
  systemOf: (layout: PairLayout) => System,
): StartedProblem<S> {
  const { where, names, fields, p } = problem;
  const [t0, t1] = timeSpan(resolved(problem.tspan as [number, number], p, 0), where);
  const [first, second] = problem.initial.map((state) => resolved(state, p, t0));
  const layout = pairLayout(names, fields, [first, second], where);
  return {
    layout: layout.whole,
    start: flatPair(layout, [first, second]),
    t0,
    t1,
    system: systemOf(layout),
    likeFields: (bar) => pairFields(layout, fields, bar),
    fromFields: (dot) => pairTangent(layout, fields, dot),
  };
}
