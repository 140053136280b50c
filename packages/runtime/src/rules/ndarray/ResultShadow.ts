import type { NDArray } from '../../ndarray/NDArray.js';

/**
 * The shadow of an array that a function has given: `{ data }`, as of any array. That it has an array of these numbers, with the layout of the result, is
 * seen by nobody who goes through shadows.
 */
export class ResultShadow {
  readonly data: Float64Array;
  readonly #array: NDArray;

  constructor(array: NDArray) {
    this.data = array.data as Float64Array;
    this.#array = array;
  }

  /** The array of a shadow, if it has one and its numbers are still these: a checkpoint may have put others in their place. */
  static arrayOf(shadow: object): NDArray | undefined {
    if (!(#array in shadow)) return undefined;
    const own = shadow as ResultShadow;
    return own.#array.data === own.data ? own.#array : undefined;
  }
}
