import { DiffError } from '../errors/DiffError.js';
import type { Companions } from '../records/Companions.js';

/**
 * The product of a Hessian with a direction where there are no compiled second-order companions for the call.
 *
 * @throws DIFF3020
 */
export function nestedHvp(
  c: Companions,
  _args: readonly unknown[],
  _directions: readonly unknown[],
  api: string,
): never {
  throw new DiffError(
    'DIFF3020',
    `${api} cannot be computed for \`${c.name}\`: it has no compiled second derivatives for this call, and second derivatives of traced code are not there yet. ` +
      'Compile the function, and what it calls, with the option order: 2, and without loops marked @checkpoint.',
  );
}
