import { seededRandom } from '../../support/seededRandom';

/** Numbers in nested arrays. */
export type Nested = number | Nested[];

/** Random numbers of a shape, in nested arrays; `strong` is added on the diagonals of matrices. */
export function randomArray(seed: number, shape: readonly number[], strong = 0): Nested[] {
  const next = seededRandom(seed);
  const make = (axes: readonly number[], path: readonly number[]): Nested => {
    if (axes.length === 0)
      return next() - 0.5 + (path.length > 1 && path.at(-1) === path.at(-2) ? strong : 0);
    return Array.from({ length: axes[0] }, (_, i) => make(axes.slice(1), [...path, i]));
  };
  return make(shape, []) as Nested[];
}
