/** Deterministic numbers in (−½, ½). */
export function numbers(count: number, seed = 1): Float64Array {
  return Float64Array.from({ length: count }, () => (seed = (seed * 48271) % 2147483647) / 2147483647 - 0.5);
}

/** Operands rotate, since V8 folds what never changes. */
export const rotated = (x: number, turn: number): number => x + (turn & 7) * 0.01;

/** The sum of all entries, so that no part of a result can be left out. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
