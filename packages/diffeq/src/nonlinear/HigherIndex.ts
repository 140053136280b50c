import { shown, solverError } from '../diagnostics/solverError.js';

/**
 * The components of index 2 and 3 of a differential-algebraic problem, whose errors are judged times h and h².
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §VII.4, and the code RADAU5.
 */
export class HigherIndex {
  private readonly components: Int32Array;
  private readonly powers: Int32Array;

  /**
   * @param index  of each component, [n]
   * @throws DIFF5008
   */
  constructor(index: readonly number[], n: number, where: string) {
    if (!Array.isArray(index) || index.length !== n || !index.every((k) => k === 1 || k === 2 || k === 3)) {
      throw solverError(
        'DIFF5008',
        `${where}: index is ${shown(index)}, and the state has length ${n}`,
        'It has a number from 1 to 3 for each component.',
      );
    }
    const higher = [...index.keys()].filter((j) => index[j] > 1);
    this.components = Int32Array.from(higher);
    this.powers = Int32Array.from(higher, (j) => index[j] - 1);
  }

  /** Multiplies these components by |h| or h². */
  scale(values: Float64Array, h: number): void {
    const { components, powers } = this;
    const size = Math.abs(h);
    for (let i = 0; i < components.length; i++) values[components[i]] *= powers[i] === 1 ? size : size * size;
  }

  /** Sets these components to 0. */
  clear(values: Float64Array): void {
    for (const j of this.components) values[j] = 0;
  }
}
