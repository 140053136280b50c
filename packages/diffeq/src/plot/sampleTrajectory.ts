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
  /** About how many points; more where there are more saved ones, up to five times as many. */
  readonly points: number;
  /** Whether the axis of time is logarithmic; default false. */
  readonly isLog?: boolean;
  readonly tspan: readonly [number, number] | undefined;
}

/**
 * Saved states, and what dense output gives between them.
 *
 * @throws DIFF5034 if this is no trajectory, or has no state in the time span
 */
export function sampleTrajectory(
  given: unknown,
  { points, tspan, isLog = false }: Sampling,
  where: string,
): SampledTrajectory {
  const trajectory = checkTrajectory(given, where);
  const dense = dataOf(given)?.record === undefined ? undefined : (given as (t: number) => unknown);
  const [from, to] = tspan === undefined ? [-Infinity, Infinity] : [Math.min(...tspan), Math.max(...tspan)];
  const knots = knotsOf(trajectory, from, to, points);
  if (dense !== undefined) addEnds(knots, trajectory, [from, to], dense);
  const parts = dense === undefined ? () => 1 : partsOf(knots, points, isLog);
  const sampled: SampledTrajectory = { t: [], u: [], jumps: [] };
  for (const [k, { t, u }] of knots.entries()) {
    const before = k === 0 ? t : knots[k - 1].t;
    if (k > 0 && t === before) sampled.jumps.push(sampled.t.length);
    const isLogStep = isLog && before > 0 && t > 0;
    for (let part = 1, count = parts(before, t); part < count; part++) {
      const share = part / count;
      const time = isLogStep ? before * (t / before) ** share : before + (t - before) * share;
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

/** Into how many parts a step is cut: all alike, and those that are long on the axis into more. */
function partsOf(
  knots: readonly Knot[],
  points: number,
  isLog: boolean,
): (before: number, t: number) => number {
  const least = Math.ceil(points / knots.length);
  const place = (t: number): number => (isLog ? Math.log(t) : t);
  const places = knots.map(({ t }) => place(t)).filter(Number.isFinite);
  const width = Math.abs(places[places.length - 1] - places[0]);
  return (before, t) => {
    if (t === before) return 1;
    const share = Math.abs(place(t) - place(before)) / width;
    return Math.max(least, Number.isFinite(share) ? Math.ceil(points * share) : 0);
  };
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
