import { zeroRows } from './zeroRows.js';
import type { SplitParts } from '../problem/ProblemParts.js';
import type { MultistepNewton } from './MultistepNewton.js';

/**
 * Single steps of du/dt = f1 + f2 of any order k: steps of the Euler method, implicit in f1 and explicit in f2, of h, h/2, …, h/k are
 * extrapolated.
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed., §IV.9.
 */
export class ImexStart {
  /** Row of the extrapolation, [order]. */
  private readonly row: Float64Array[];
  private readonly explicit: Float64Array;
  private readonly correction: Float64Array;
  private readonly state: Float64Array;
  private readonly end: Float64Array;

  constructor(
    n: number,
    private readonly order: number,
    private readonly parts: SplitParts,
    private readonly newton: MultistepNewton,
  ) {
    this.row = zeroRows(order, n);
    this.explicit = new Float64Array(n);
    this.correction = new Float64Array(n);
    this.state = new Float64Array(n);
    this.end = new Float64Array(n);
  }

  /**
   * Makes the step from (u, t), where f2 is `soft`, and writes its end to `next`.
   *
   * @returns whether the iterations converged
   */
  step(t: number, h: number, u: Float64Array, soft: Float64Array, next: Float64Array): boolean {
    const { row, order } = this;
    for (let count = 1; count <= order; count++) {
      if (!this.euler(t, h, count, u, soft)) return false;
      // The row before stands in place l = T_{count − 1, l + 1}; what is new moves through it.
      next.set(this.state);
      for (let l = 0; l < count - 1; l++) {
        const old = row[l];
        const factor = 1 / (count / (count - 1 - l) - 1);
        for (let i = 0; i < next.length; i++) {
          const value = next[i];
          next[i] = value + factor * (value - old[i]);
          old[i] = value;
        }
      }
      row[count - 1].set(next);
    }
    return true;
  }

  /** `count` Euler steps, to `state`. */
  private euler(t: number, h: number, count: number, u: Float64Array, soft: Float64Array): boolean {
    const { parts, newton, explicit, correction, state } = this;
    const alpha = count / h;
    state.set(u);
    for (let m = 0; m < count; m++) {
      if (m > 0) parts.explicit(explicit, state, t + (m * h) / count);
      else explicit.set(soft);
      for (let i = 0; i < explicit.length; i++) explicit[i] = -explicit[i];
      const end = t + ((m + 1) * h) / count;
      if (!newton.solve(end, alpha, state, explicit, correction, this.end)) return false;
      state.set(this.end);
    }
    return true;
  }
}
