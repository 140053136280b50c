import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';

/**
 * Checks what a loop marked `@checkpoint` stores into something that was there before.
 * @param place  file, line and column
 * @throws DIFF3108 for an object or function
 */
export function expectNoObject(value: unknown, place: string): void {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return;
  throw new DiffError(
    'DIFF3108',
    `${describe(value)} is stored (${place}) by a loop marked @checkpoint into an object that the loop has not made, and is there when turns are run again. ` +
      'Store numbers there, or hand the object on from turn to turn in a variable.',
  );
}
