import { ravel } from '@diffjs/runtime';
import { solverError } from '../diagnostics/solverError.js';
import type { StateLayout } from './StateLayout.js';
import { flatCompanion, flatState, stateLayout, userState } from './StateLayout.js';

/** States of two halves, such as `{ v, u }` or `{ p, q }`, over one flat vector: the first half, then the second. */
export interface PairLayout {
  readonly first: StateLayout;
  readonly second: StateLayout;
  /** Both, as a tree of the two names. */
  readonly whole: StateLayout;
}

/**
 * The layout of a pair of initial states.
 *
 * @param names  what the halves are called in the states of the solution
 * @param fields  what the problem calls their initial values
 * @throws DIFF5004
 */
export function pairLayout(
  names: readonly [string, string],
  fields: readonly [string, string],
  states: readonly [unknown, unknown],
  where: string,
): PairLayout {
  const [first, second] = states.map((state, i) => stateLayout(state, `${where}: ${fields[i]}`));
  const like = { [names[0]]: example(first), [names[1]]: example(second) };
  return { first, second, whole: { n: first.n + second.n, kind: 'tree', like } };
}

/** Refuses halves that differ in size, for problems in which each component has its own partner. */
export function requireSameSize(
  { first, second }: PairLayout,
  fields: readonly [string, string],
  where: string,
): void {
  if (first.n === second.n && first.kind === second.kind) return;
  throw solverError(
    'DIFF5004',
    `${where}: ${fields[0]} holds ${first.n} ${plural(first)}, and ${fields[1]} ${second.n} ${plural(second)}`,
    'Both have the same form.',
  );
}

function plural({ kind }: StateLayout): string {
  return kind === 'number' ? 'number' : 'numbers in an array or tree';
}

/** A state of its own: one object that is given for both halves stands for two. */
function example(layout: StateLayout): unknown {
  return userState(layout, flatOfExample(layout));
}

function flatOfExample(layout: StateLayout): Float64Array {
  return layout.kind === 'tree' ? ravel(layout.like) : flatState(layout, layout.like);
}

/** The numbers of both halves. */
export function flatPair({ first, second }: PairLayout, states: readonly [unknown, unknown]): Float64Array {
  return joined(flatState(first, states[0]), flatState(second, states[1]));
}

/** Cotangents of the numbers, as cotangents of the two fields. */
export function pairFields(
  { first, second }: PairLayout,
  fields: readonly [string, string],
  bar: Float64Array,
): Readonly<Record<string, unknown>> {
  return {
    [fields[0]]: userState(first, bar.subarray(0, first.n)),
    [fields[1]]: userState(second, bar.subarray(first.n)),
  };
}

/** Tangents of the numbers, out of tangents of the two fields. */
export function pairTangent(
  { first, second }: PairLayout,
  fields: readonly [string, string],
  dot: Readonly<Record<string, unknown>>,
): Float64Array {
  return joined(flatCompanion(first, dot[fields[0]]), flatCompanion(second, dot[fields[1]]));
}

function joined(first: Float64Array, second: Float64Array): Float64Array {
  const both = new Float64Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
