import { SpeculationError } from '../errors/DiffError.js';
import { isBuffer } from '../shadow/unusualKinds.js';

/**
 * Refuses the buffer of `new Float64Array(buffer)`: the new array would be a view, whose derivatives belong to every view of the buffer.
 * @throws DIFF3105
 */
export function refuseBuffer(source: unknown): void {
  if (!isBuffer(source)) return;
  throw new SpeculationError(
    'DIFF3105',
    'a typed array is made over a buffer in a differentiated function, which is not supported yet. ' +
      'Use subarray() of an array that exists, or make the array from a length or from other elements.',
  );
}
