import type { NDArray } from '@diffjs/runtime';

/** The numbers of an array, in the order of its indices. */
export function flatNumbers(a: NDArray): number[] {
  return ([a.toArray()] as unknown[]).flat(Infinity as 1) as number[];
}
