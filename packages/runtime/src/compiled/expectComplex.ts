import { isComplex } from '../complex/protocol.js';
import { SpeculationError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';

/**
 * Lets complex numbers pass where a type calls a value one.
 * @throws DIFF3106 for anything else
 */
export function expectComplex(x: unknown, place: string): unknown {
  if (isComplex(x)) return x;
  throw new SpeculationError(
    'DIFF3106',
    `${describe(x)} stands in ${place} where its type promises a complex number. Correct the type, or leave it out.`,
  );
}
