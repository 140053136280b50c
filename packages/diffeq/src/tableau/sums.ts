/** Rounding left in sums of published decimals of 15 digits. */
const ROUNDING = 1e-13;

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

/** Equal to rounding, relative to the size of the terms that were summed; false for NaN. */
export function isNear(x: number, y: number, terms: ArrayLike<number>): boolean {
  let size = 1;
  for (let i = 0; i < terms.length; i++) size += Math.abs(terms[i]);
  return Math.abs(x - y) <= ROUNDING * size;
}
