/**
 * The times behind a step, as distances, and with them how divided differences change to the spacing of the step.
 *
 * Reference: Hairer, Nørsett & Wanner, Solving Ordinary Differential Equations I, 2nd ed., §III.5, (5.8).
 */
export class StepDistances {
  /** Number of divided differences that are known at the start of the step. */
  known = 1;
  /** Distances from the start of the step back to the times before it, the first 0; set below `known`. */
  readonly back: Float64Array;
  /** β_j: what the difference j is multiplied by. */
  readonly beta: Float64Array;
  /** Size of the step, signed. */
  h = 0;

  /** @param most  number of differences that are kept */
  constructor(private readonly most: number) {
    this.back = new Float64Array(most + 1);
    this.beta = new Float64Array(most);
  }

  /** Computes β_j for the known differences up to j = k, of a step of size h. */
  begin(h: number, k: number): void {
    const { beta, back, known } = this;
    this.h = h;
    beta[0] = 1;
    for (let j = 1; j <= k && j < known; j++) beta[j] = (beta[j - 1] * (h + back[j - 1])) / back[j];
  }

  /** Moves on by the step; `known` differences are known at its end. */
  advance(known: number): void {
    const { back, most } = this;
    for (let j = back.length - 1; j > 0; j--) back[j] = back[j - 1] + this.h;
    this.known = known < most ? known : most;
  }
}
