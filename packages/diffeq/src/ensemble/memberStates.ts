import { shown, solverError } from '../diagnostics/solverError.js';
import type { StateLayout } from '../problem/StateLayout.js';
import { flatState, stateLayout } from '../problem/StateLayout.js';
import type { Solution } from '../solve/Solution.js';
import { dataOf } from '../solve/Solution.js';
import type { EnsembleSolution } from './EnsembleSolution.js';

/** What a summary can be made of: an ensemble's solution whose outputs are trajectories, or the trajectories. */
export type Trajectories<S = unknown> =
  EnsembleSolution<readonly (TrajectoryLike<S> | undefined)[]> | readonly (TrajectoryLike<S> | undefined)[];

/** A solution, or anything that has its times and states. */
export interface TrajectoryLike<S = unknown> {
  readonly t: number[];
  readonly u: S[];
}

/** One state of every trajectory: number j of the flat state is `components[j]` [count]. */
export interface MemberStates {
  /** How many trajectories there are. */
  readonly count: number;
  readonly layout: StateLayout;
  /** [n][count] */
  readonly components: Float64Array[];
}

/**
 * The trajectories of an ensemble that reached the end of their time span.
 *
 * @throws DIFF5032 if there is none, or an output is no trajectory
 */
export function membersOf(ensemble: Trajectories): TrajectoryLike[] {
  const solution = Array.isArray(ensemble) ? undefined : (ensemble as EnsembleSolution<readonly unknown[]>);
  const outputs = solution?.u ?? (ensemble as readonly unknown[]);
  if (!Array.isArray(outputs)) throw noTrajectory(outputs, 'it is what a reduction made');
  const failed = new Set(solution?.failures.map(({ index }) => index));
  const members = outputs.filter((_, i) => !failed.has(i)) as TrajectoryLike[];
  for (const member of members) {
    if (!Array.isArray(member?.t) || !Array.isArray(member?.u))
      throw noTrajectory(member, 'its outputFunc keeps something else');
  }
  if (members.length > 0) return members;
  throw solverError(
    'DIFF5032',
    'no trajectory of the ensemble reached the end of its time span',
    'Its failures say why, by index.',
  );
}

function noTrajectory(output: unknown, why: string): Error {
  return solverError(
    'DIFF5032',
    `an output of the ensemble is ${shown(output)}, not a trajectory: ${why}`,
    'A summary needs solutions, or objects with the lists t and u.',
  );
}

/** The states at saved time number `i`. */
export function statesAtStep(members: readonly TrajectoryLike[], i: number): MemberStates {
  return gather(members, (member) => member.u[i], `at step ${i}`);
}

/** The states at time `t`: those saved there, else by dense output. */
export function statesAtTime(members: readonly TrajectoryLike[], t: number): MemberStates {
  return gather(members, (member) => stateAtTime(member, t), `at t = ${t}`);
}

/** Where a time is saved twice, because the state jumps there, the state behind the jump counts. */
export function stateAtTime(member: TrajectoryLike, t: number): unknown {
  const saved = member.t.lastIndexOf(t);
  if (saved >= 0) return member.u[saved];
  return dataOf(member)?.record === undefined ? undefined : (member as Solution)(t);
}

function gather(
  members: readonly TrajectoryLike[],
  stateOf: (member: TrajectoryLike) => unknown,
  where: string,
): MemberStates {
  const states = members.map((member, k) => stateOf(member) ?? refuse(k, `no state ${where}`));
  const layout = stateLayout(states[0], `the state of an ensemble ${where}`);
  const { n } = layout;
  const components = Array.from({ length: n }, () => new Float64Array(members.length));
  for (const [k, state] of states.entries()) {
    const flat = flatState(layout, state);
    if (flat.length !== n) refuse(k, `${flat.length} numbers ${where}, where the first one has ${n}`);
    for (let j = 0; j < n; j++) components[j][k] = flat[j];
  }
  return { count: members.length, layout, components };
}

function refuse(k: number, what: string): never {
  throw solverError(
    'DIFF5032',
    `trajectory ${k} of the summary has ${what}`,
    'Solve with the same saveat for all trajectories, or with dense output.',
  );
}
