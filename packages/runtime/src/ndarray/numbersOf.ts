import type { NDArray } from './NDArray.js';
import { rows2 } from './rows.js';

/** The numbers of a real array in their order. */
export function numbersOf(a: NDArray): Float64Array {
  const numbers = new Float64Array(a.size);
  let filled = 0;
  rows2(a.shape, a, a, (count, p, ps) => {
    for (let i = 0; i < count; i++, p += ps) numbers[filled++] = a.data[p]!;
  });
  return numbers;
}
