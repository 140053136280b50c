import { notANumber } from './expectNumber.js';

/**
 * Checks an operand of differentiated arithmetic that is no number. What JavaScript turns into a number (undefined, null,
 * booleans) passes, and text that is no number: whoever computes with that gets NaN.
 * @param place  file, line and column
 * @throws DIFF3103 for other text, BigInt and objects: the operator would join text, or run code that is not differentiated
 */
export function expectOperand(operand: unknown, place: string): void {
  if (typeof operand === 'string' && Number.isNaN(Number(operand))) return;
  expectSummand(operand, place);
}

/**
 * Checks an operand of a sum that is used as a key: the reverse sweep finds a number there and nothing else.
 * @throws DIFF3103 for any text, BigInt and objects
 */
export function expectSummand(operand: unknown, place: string): void {
  if (
    operand === undefined ||
    operand === null ||
    typeof operand === 'boolean' ||
    typeof operand === 'number'
  )
    return;
  throw notANumber(`+ (${place})`, operand);
}
