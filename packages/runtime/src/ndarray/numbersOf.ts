import { DiffError } from '../errors/DiffError.js';
import { isComplexDtype } from './dtype.js';
import type { NDArray } from './NDArray.js';
import { rows2 } from './rows.js';

/**
 * The numbers of a real array in their order.
 * @throws DIFF3203 for complex ones
 */
export function numbersOf(name: string, a: NDArray): Float64Array {
  if (isComplexDtype(a.dtype))
    throw new DiffError(
      'DIFF3203',
      `${name} was given an array of complex numbers, which have no order. Give real ones: real(z), imag(z) or abs(z).`,
    );
  const numbers = new Float64Array(a.size);
  let filled = 0;
  rows2(a.shape, a, a, (count, p, ps) => {
    for (let i = 0; i < count; i++, p += ps) numbers[filled++] = a.data[p]!;
  });
  return numbers;
}
