import { SpeculationError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';

/**
 * Checks where a key begins that each turn of a loop moves by an integer: the reverse sweep computes it from the number of turns.
 * @throws DIFF3103 if it is no integer
 */
export function expectWholeKey(start: unknown): void {
  if (Number.isSafeInteger(start)) return;
  throw new SpeculationError(
    'DIFF3103',
    `a key that a loop steps begins at ${describe(start)}, and only integers can be differentiated as such keys here. ` +
      "Compute the key anew in each turn, or compile the file with the option include: 'all'.",
  );
}
