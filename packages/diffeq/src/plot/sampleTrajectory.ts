import { shown, solverError } from '../diagnostics/solverError.js';
import type { TrajectoryLike } from '../ensemble/memberStates.js';
import { dataOf } from '../solve/Solution.js';

/** States of a trajectory, close enough for a curve. */
export interface SampledTrajectory {
  readonly t: number[];
  readonly u: unknown[];
  /** Places k at which an event changed the state: t[k] is t[k − 1]. */
  readonly jumps: number[];
}

/** Which part of a trajectory, how finely. */
export interface Sampling {
  /** About how many points; more where there are more saved ones, up to four times as many. */
  readonly points: number;
  readonly tspan: readonly [number, number] | undefined;
}

/**
 * Saved states, and what dense output gives between them.
 *
 * @throws DIFF5034 if this is no trajectory, or has no state in the time span
 */
export function sampleTrajectory(
  given: unknown,
  { points, tspan }: Sampling,
  where: string,
): SampledTrajectory {
  const trajectory = checkTrajectory(given, where);
  const dense = dataOf(given)?.record === undefined ? undefined : (given as (t: number) => unknown);
  const [from, to] = tspan === undefined ? [-Infinity, Infinity] : [Math.min(...tspan), Math.max(...tspan)];
  const knots = knotsOf(trajectory, from, to, points);
  if (dense !== undefined) addEnds(knots, trajectory, [from, to], dense);
  const between = dense === undefined ? 1 : Math.max(1, Math.ceil(points / knots.length));
  const sampled: SampledTrajectory = { t: [], u: [], jumps: [] };
  for (const [k, { t, u }] of knots.entries()) {
    const before = k === 0 ? t : knots[k - 1].t;
    if (k > 0 && t === before) sampled.jumps.push(sampled.t.length);
    for (let part = 1; t !== before && part < between; part++) {
      const time = before + ((t - before) * part) / between;
      sampled.t.push(time);
      sampled.u.push(dense!(time));
    }
    sampled.t.push(t);
    sampled.u.push(u);
  }
  if (sampled.t.length > 0) return sampled;
  throw solverError(
    'DIFF5034',
    `${where}: nothing is saved ${tspan === undefined ? 'of the solution' : `from t = ${from} to ${to}`}`,
    'Widen tspan, or save more of the solution.',
  );
}

interface Knot {
  readonly t: number;
  readonly u: unknown;
}

/** The saved states of a time span; where there are very many, every second, third, …. */
function knotsOf({ t, u }: TrajectoryLike, from: number, to: number, points: number): Knot[] {
  const kept = t.flatMap((time, i) => (time >= from && time <= to ? [{ t: time, u: u[i] }] : []));
  const stride = Math.max(1, Math.ceil(kept.length / (4 * points)));
  return kept.filter((_, k) => k % stride === 0 || k === kept.length - 1);
}

/** Ends of a time span that lie between saved states. */
function addEnds(
  knots: Knot[],
  { t }: TrajectoryLike,
  ends: readonly number[],
  dense: (t: number) => unknown,
): void {
  const forwards = t[t.length - 1] >= t[0];
  const [low, high] = forwards ? [t[0], t[t.length - 1]] : [t[t.length - 1], t[0]];
  for (const [k, end] of ends.entries()) {
    if (!(end > low && end < high) || knots.some((knot) => knot.t === end)) continue;
    const knot = { t: end, u: dense(end) };
    if ((k === 0) === forwards) knots.unshift(knot);
    else knots.push(knot);
  }
}

export function checkTrajectory(given: unknown, where: string): TrajectoryLike {
  const { t, u } = (given ?? {}) as Partial<TrajectoryLike>;
  if (Array.isArray(t) && Array.isArray(u) && t.length === u.length) return given as TrajectoryLike;
  throw solverError(
    'DIFF5034',
    `${where}: the solution is ${shown(given)}`,
    'It is what solve gives, or an object with the lists t and u; or an array of such.',
  );
}
