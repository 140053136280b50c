import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { MemberStates, Trajectories } from './memberStates.js';
import { membersOf, statesAtTime } from './memberStates.js';
import { quantileOf } from './quantileOf.js';
import type { StateMoments } from './stateMoments.js';
import { likeStates, stateMoments } from './stateMoments.js';

/** Statistics of an ensemble at some times; `S` is the state. */
export interface EnsembleSummary<S = unknown> {
  readonly t: number[];
  /** How many trajectories are in it: those that reached the end of their time span. */
  readonly count: number;
  /** By time. */
  readonly mean: S[];
  /** By time: squared deviations from the mean, over count − 1; NaN for a single trajectory. */
  readonly variance: S[];
  /** By time. */
  readonly median: S[];
  /** The probabilities asked for. */
  readonly probabilities: number[];
  /** By probability, then by time. */
  readonly quantiles: S[][];
}

/** Options of a summary. */
export interface EnsembleSummaryOptions {
  /** Probabilities from 0 to 1; default [0.05, 0.95]. */
  quantiles?: readonly number[];
}

/**
 * Mean, variance, median and quantiles of the states of an ensemble at some times.
 *
 * Mean and variance are Welford's; quantiles, the median among them, are definition 7 of Hyndman and Fan (linear between order
 * statistics at (n − 1) q). Trajectories that failed are left out.
 * Cost: a sort of the trajectories for each time and component.
 *
 * @param ensemble  the solution of an ensemble whose outputs are solutions or have `t` and `u`; or a list of such
 * @param times  default: the saved times of the first trajectory
 * @throws DIFF5005 unknown option, DIFF5008 a probability outside [0, 1], DIFF5010 a time outside a solution, DIFF5032 no state there
 * @example
 * const ens = solveEnsemble(ensemble, Tsit5(), { trajectories: 100, saveat: 0.1 });
 * const { t, mean, quantiles: [low, high] } = ensembleSummary(ens, undefined, { quantiles: [0.05, 0.95] });
 *
 * Reference: Welford, Technometrics 4(3), 1962; Hyndman & Fan, The American Statistician 50(4), 1996.
 */
export function ensembleSummary<S = unknown>(
  ensemble: Trajectories<S>,
  times?: ArrayLike<number>,
  options: EnsembleSummaryOptions = {},
): EnsembleSummary<S> {
  checkKeys(options, ['quantiles'], 'ensembleSummary');
  const probabilities = Array.from(options.quantiles ?? [0.05, 0.95]);
  for (const q of probabilities) checkProbability(q, 'ensembleSummary');
  const members = membersOf(ensemble);
  const t = Array.from(times ?? members[0].t);
  const columns = t.map((time) => statesAtTime(members, time));
  const moments: StateMoments[] = columns.map(stateMoments);
  const ordered = columns.map(sorted);
  const quantile = (q: number): S[] => ordered.map((states) => quantileState(states, q) as S);
  return {
    t,
    count: members.length,
    mean: moments.map(({ mean }) => mean as S),
    variance: moments.map(({ variance }) => variance as S),
    median: quantile(0.5),
    probabilities,
    quantiles: probabilities.map(quantile),
  };
}

/** The states with each component in ascending order. */
export function sorted(states: MemberStates): MemberStates {
  return { ...states, components: states.components.map((numbers) => numbers.slice().sort()) };
}

/** A quantile of every component of sorted states. */
export function quantileState(states: MemberStates, q: number): unknown {
  return likeStates(states, (numbers) => quantileOf(numbers, q));
}

export function checkProbability(q: unknown, where: string): void {
  if (typeof q === 'number' && q >= 0 && q <= 1) return;
  throw solverError('DIFF5008', `${where}: a quantile is ${shown(q)}`, 'It is a probability from 0 to 1.');
}
