import { notANumber } from './expectNumber.js';

/**
 * Checks an operand of differentiated arithmetic that is no number. What JavaScript turns into a number (undefined, null,
 * booleans) passes, and text that is no number: whoever computes with that gets NaN.
 * @param place  file, line and column
 * @throws DIFF3103 for text, BigInt and objects: the operator would join text, or run code that is not differentiated
 */
export function expectOperand(operand: unknown, place: string): void {
  if (
    operand === undefined ||
    operand === null ||
    typeof operand === 'boolean' ||
    typeof operand === 'number' ||
    (typeof operand === 'string' && Number.isNaN(Number(operand)))
  )
    return;
  throw notANumber(`+ (${place})`, operand);
}
