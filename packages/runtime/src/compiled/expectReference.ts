import { SpeculationError } from '../errors/DiffError.js';

/**
 * Checks a value that compiled code takes for an object because the program accesses it.
 * @param place  file, line and column
 * @throws DIFF3106 for a number, whose derivative would be lost
 */
export function expectReference(x: unknown, place: string): void {
  if (typeof x !== 'number') return;
  throw new SpeculationError(
    'DIFF3106',
    `the number ${x} is accessed like an object or array (${place}) and then passed on, where its derivative would be lost. ` +
      "Ask for `typeof x === 'number'` before it is accessed.",
  );
}
