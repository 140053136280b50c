import { jvp, prepareJvp, zeroShadow, type Tangents } from '@diffjs/runtime';
import type { Contender } from './Case';
import { numbers, rotated } from './operands';

export type ForwardColumn = 'primal' | 'jvp' | 'prepared jvp';

/**
 * The forward-mode contenders of a case: one derivative along a direction in which every number of the arguments changes.
 * @param rotating  the argument that changes from call to call; a number
 */
export function forward<A extends readonly unknown[]>(
  objective: (...args: A) => number,
  given: A,
  rotating?: number,
): Record<Exclude<ForwardColumn, 'primal'>, Contender> {
  const args = [...given];
  const tangents = given.map(directionOf);
  const prepared = prepareJvp(objective);
  const turnTo = (turn: number): void => {
    if (rotating !== undefined) args[rotating] = rotated(given[rotating] as number, turn);
  };
  return {
    jvp: (turn) => {
      turnTo(turn);
      return jvp(objective, args as unknown as A, tangents as unknown as Tangents<A>)[1];
    },
    'prepared jvp': (turn) => {
      turnTo(turn);
      prepared.tangent(args, tangents);
      return prepared.resultTangent as number;
    },
  };
}

function directionOf(value: unknown): unknown {
  if (typeof value === 'number') return 1;
  const direction = zeroShadow(value);
  if (direction instanceof Float64Array) direction.set(numbers(direction.length, 7));
  return direction;
}
