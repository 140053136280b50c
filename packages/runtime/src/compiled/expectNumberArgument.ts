import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';

/**
 * Checks an argument that a compiled function computes with. What JavaScript turns into a number without loss (undefined,
 * null, booleans) passes.
 * @param x$  the argument's shadow or tangent, if it is an object
 * @throws DIFF3103 for text, BigInt and objects through which derivative would flow
 */
export function expectNumberArgument(x: unknown, x$: unknown, name: string, index: number): void {
  const isLost =
    typeof x === 'string' ||
    typeof x === 'bigint' ||
    (typeof x === 'object' && x !== null && x$ !== undefined);
  if (!isLost) return;
  throw new DiffError(
    'DIFF3103',
    `argument ${index} of \`${name}\` is ${describe(x)}, and the function computes with it as with a number. ` +
      'Pass a number, or let the function access the elements of an array one by one.',
  );
}
