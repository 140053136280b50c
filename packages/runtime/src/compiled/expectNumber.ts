import { SpeculationError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';

/**
 * `x` if it is a number.
 * @param where  the expression and its place, for messages: `'a + b (model.ts:12:5)'`
 * @throws DIFF3103 otherwise
 */
export function expectNumber(x: unknown, where: string): number {
  if (typeof x === 'number') return x;
  throw notANumber(where, x);
}

/** The error for an operand of differentiated arithmetic that is no number; emitted guards throw it. */
export function notANumber(where: string, ...operands: unknown[]): SpeculationError {
  const wrong = operands.find((x) => typeof x !== 'number');
  return new SpeculationError(
    'DIFF3103',
    `an operand of \`${where}\` is ${describe(wrong)}, and only arithmetic on numbers can be differentiated here yet. ` +
      'Convert it with Number(x) first, or keep text out of the expression with stopGradient.',
  );
}
