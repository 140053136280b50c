import { checkProbability, quantileState, sorted } from './ensembleSummary.js';
import type { MemberStates, Trajectories } from './memberStates.js';
import { membersOf, statesAtStep, statesAtTime } from './memberStates.js';
import { stateMoments } from './stateMoments.js';

/** Mean of the states at saved time number `i` of the trajectories. @throws DIFF5032 */
export function timestepMean<S = unknown>(ensemble: Trajectories<S>, i: number): S {
  return stateMoments(atStep(ensemble, i)).mean as S;
}

/** Variance, over count − 1, of the states at saved time number `i`. @throws DIFF5032 */
export function timestepVariance<S = unknown>(ensemble: Trajectories<S>, i: number): S {
  return stateMoments(atStep(ensemble, i)).variance as S;
}

/** Median of the states at saved time number `i`. @throws DIFF5032 */
export function timestepMedian<S = unknown>(ensemble: Trajectories<S>, i: number): S {
  return timestepQuantile(ensemble, 0.5, i) as S;
}

/**
 * Quantile of the states at saved time number `i`, as in `ensembleSummary`.
 *
 * @param q  probability, from 0 to 1
 * @throws DIFF5008 no probability, DIFF5032
 */
export function timestepQuantile<S = unknown>(ensemble: Trajectories<S>, q: number, i: number): S {
  checkProbability(q, 'timestepQuantile');
  return quantileState(sorted(atStep(ensemble, i)), q) as S;
}

/** Mean of the states at time `t`, saved or by dense output. @throws DIFF5010, DIFF5032 */
export function timepointMean<S = unknown>(ensemble: Trajectories<S>, t: number): S {
  return stateMoments(atTime(ensemble, t)).mean as S;
}

/** Variance, over count − 1, of the states at time `t`. @throws DIFF5010, DIFF5032 */
export function timepointVariance<S = unknown>(ensemble: Trajectories<S>, t: number): S {
  return stateMoments(atTime(ensemble, t)).variance as S;
}

/** Median of the states at time `t`. @throws DIFF5010, DIFF5032 */
export function timepointMedian<S = unknown>(ensemble: Trajectories<S>, t: number): S {
  return timepointQuantile(ensemble, 0.5, t) as S;
}

/**
 * Quantile of the states at time `t`, as in `ensembleSummary`.
 *
 * @param q  probability, from 0 to 1
 * @throws DIFF5008 no probability, DIFF5010, DIFF5032
 */
export function timepointQuantile<S = unknown>(ensemble: Trajectories<S>, q: number, t: number): S {
  checkProbability(q, 'timepointQuantile');
  return quantileState(sorted(atTime(ensemble, t)), q) as S;
}

const atStep = (ensemble: Trajectories, i: number): MemberStates => statesAtStep(membersOf(ensemble), i);
const atTime = (ensemble: Trajectories, t: number): MemberStates => statesAtTime(membersOf(ensemble), t);
