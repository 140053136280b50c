import { userState } from '../problem/StateLayout.js';
import type { MemberStates } from './memberStates.js';

/** Mean and variance of states: in the form of a state. */
export interface StateMoments {
  readonly mean: unknown;
  readonly variance: unknown;
}

/** Mean and variance of every component, each in one pass that subtracts no large sums. Reference: Welford, Technometrics 4(3), 1962. */
export function stateMoments(states: MemberStates): StateMoments {
  return {
    mean: likeStates(states, (numbers) => momentsOf(numbers).mean),
    variance: likeStates(states, (numbers) => momentsOf(numbers).variance),
  };
}

function momentsOf(numbers: Float64Array): { mean: number; variance: number } {
  let mean = 0;
  let squares = 0;
  for (let k = 0; k < numbers.length; k++) {
    const deviation = numbers[k] - mean;
    mean += deviation / (k + 1);
    squares += deviation * (numbers[k] - mean);
  }
  return { mean, variance: squares / (numbers.length - 1) };
}

/** A number for each component, in the form of a state. */
export function likeStates(
  { layout, components }: MemberStates,
  of: (numbers: Float64Array) => number,
): unknown {
  return userState(layout, Float64Array.from(components, of));
}
