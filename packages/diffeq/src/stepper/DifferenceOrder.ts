/** A change must promise steps longer by this share; otherwise the matrices and differences are kept. */
const WORTHWHILE = 1.1;
/** Before there are k + 1 equal steps, one that could have been longer than this is followed by one that is half as much longer. */
const FAR = 4;
const SAFETY = 0.9;
const LARGEST = 10;
const SMALLEST = 0.2;
/** Iterations that Newton's method is allowed. */
const ITERATIONS = 4;

/**
 * The choice of order and step size of methods in backward differences: after k + 1 equal steps of order k, whichever of the orders
 * k − 1, k, k + 1 allows the longest step.
 *
 * Reference: L. F. Shampine & M. W. Reichelt, SIAM J. Sci. Comput. 18(1), 1997, §2.3.
 */
export class DifferenceOrder {
  /** Order of the next attempt. */
  k = 1;
  /** Order of the last attempt. */
  used = 1;
  /** Number of equal steps behind the next. */
  equal = 0;
  private failures = 0;
  private below = 0;
  private above = 0;
  /** Error over the difference of order k + 1, at place k. */
  private readonly constants: Float64Array;

  constructor(
    private readonly maxOrder: number,
    private readonly isFixed: boolean,
    kappa: readonly number[],
  ) {
    this.constants = new Float64Array(maxOrder + 2);
    let gamma = 0;
    for (let k = 1; k <= maxOrder; k++) {
      gamma += 1 / k;
      this.constants[k] = Math.abs(kappa[k - 1] * gamma + 1 / (k + 1));
    }
  }

  restart(): void {
    this.k = 1;
    this.equal = 0;
    this.failures = 0;
  }

  /** Takes the sizes of the differences k + 1, k and k + 2 after the step; returns the error of the step in units of the tolerance. */
  estimate(at: number, below: number, above: number): number {
    const { k, constants } = this;
    this.below = constants[k - 1] * below;
    this.above = constants[k + 1] * above;
    return constants[k] * at;
  }

  /** Decides on the order of the next attempt and returns the factor of its step size. */
  propose(errorNorm: number, iterations: number): number {
    const { k } = this;
    const safety = (SAFETY * (2 * ITERATIONS + 1)) / (2 * ITERATIONS + iterations);
    const factor = safety * errorNorm ** (-1 / (k + 1));
    if (!(errorNorm <= 1)) return this.reject(factor);
    this.failures = 0;
    this.equal++;
    if (this.equal <= k) return factor > FAR ? FAR / 2 : 1; // where steps are cut short all the time they must grow, too
    const lower = k > 1 && !this.isFixed ? safety * this.below ** (-1 / k) : 0;
    const higher = k < this.maxOrder ? safety * this.above ** (-1 / (k + 2)) : 0;
    return this.choose(factor, lower, higher);
  }

  /** One order more, in solves with fixed steps. */
  rise(): void {
    if (this.k < this.maxOrder) this.k++;
  }

  private choose(factor: number, lower: number, higher: number): number {
    let best = factor;
    if (this.isFixed && this.k < this.maxOrder) {
      this.k++;
      best = Math.max(factor, higher);
    } else if (lower > best && lower >= higher) {
      this.k--;
      best = lower;
    } else if (higher > best) {
      this.k++;
      best = higher;
    } else if (best < WORTHWHILE && best >= 1) {
      return 1;
    }
    this.equal = 0;
    return Math.min(LARGEST, Math.max(SMALLEST, best));
  }

  private reject(factor: number): number {
    this.failures++;
    this.equal = 0;
    if (this.failures > 3 && !this.isFixed && this.k > 1) this.k--;
    return factor > SMALLEST ? Math.min(factor, SAFETY) : SMALLEST;
  }
}
