import type { StepTolerances } from '../algorithm/Algorithm.js';
import type { HigherIndex } from './HigherIndex.js';

/** What the error of an iteration may be of the tolerance of the step. */
const SHARE = 0.05;
/** Largest number of iterations. */
const LONGEST = 10;
/** The same within fixed steps, which cannot be shortened. */
const LONGEST_FIXED = 50;
/** Relative accuracy of iterations within fixed steps, whose errors no estimate sees. */
const FIXED_RTOL = 1e-14;
/** The same, absolute and in units of `atol`. */
const FIXED_SHARE = 1e-10;
/** How far above it rounding may keep them. */
const FIXED_SLACK = 1e5;
/** Corrections below this share of the tolerance need no second one to tell how fast they shrink. */
const TINY = 1e-5;

/** What to make of an iteration. */
export type Verdict = 'converged' | 'continue' | 'diverging';

/**
 * Watches the corrections of Newton iterations in the norm of the step's tolerances. With the rate Θ = ‖δ_k‖/‖δ_(k−1)‖ the error left is about
 * Θ/(1 − Θ) ‖δ_k‖, which must come below a share of 1; the rate of an iteration before serves the first correction of the next.
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.8, (8.10)–(8.11).
 */
export class NewtonConvergence {
  /** The rate of convergence last seen, 0 if there was only one correction. */
  rate = 0;
  /** The same of the correction before, 0 if there was none. */
  private rateBefore = 0;
  /** Number of corrections of the present iteration. */
  count = 0;
  /** Θ/(1 − Θ), of this iteration or one before. */
  private eta = 1;
  private norm = 0;
  private readonly weights: Float64Array;
  private readonly rtol: number;
  private readonly atol: Float64Array;
  private readonly share: number;
  private readonly longest: number;
  private readonly adaptive: boolean;
  private readonly trustsRate: boolean;
  /** Whether corrections near rounding have failed to shrink once. */
  private hasStalled = false;

  /**
   * @param share  what the error of an iteration may be of the tolerance of the step
   * @param trustsRate  whether a first correction may be judged by the rate of the iteration before
   */
  constructor(
    n: number,
    { rtol, atol, adaptive }: StepTolerances,
    share = SHARE,
    longest = LONGEST,
    trustsRate = true,
  ) {
    this.adaptive = adaptive;
    this.trustsRate = adaptive && trustsRate; // of fixed steps no error estimate would see what a rate of old hid
    this.longest = adaptive ? longest : LONGEST_FIXED;
    this.weights = new Float64Array(n);
    this.share = adaptive ? Math.max(share, (10 * Number.EPSILON) / Math.max(rtol, Number.EPSILON)) : share;
    this.rtol = adaptive ? rtol : FIXED_RTOL / share;
    this.atol = adaptive ? atol : atol.map((x) => (FIXED_SHARE * x) / share);
  }

  /** Chooses the norm: that of a step of size h from u. */
  scaleBy(u: Float64Array, h = 1, higher?: HigherIndex): void {
    const { weights, atol, rtol } = this;
    for (let j = 0; j < u.length; j++) weights[j] = 1 / (atol[j] + rtol * Math.abs(u[j]));
    higher?.scale(weights, h);
  }

  /** Begins an iteration. @param isFresh  whether with a new matrix, of which the old rate says less */
  begin(isFresh: boolean): void {
    this.count = 0;
    this.rate = 0;
    this.rateBefore = 0;
    this.hasStalled = false;
    if (isFresh) this.eta = Math.pow(Math.max(this.eta, Number.EPSILON), 0.8);
  }

  /** Geometric mean of the last two rates, or the one there is. */
  get meanRate(): number {
    return this.rateBefore > 0 ? Math.sqrt(this.rate * this.rateBefore) : this.rate;
  }

  /** Judges a correction [n]. */
  judge(delta: Float64Array): Verdict {
    return this.judgeNorm(this.square(delta));
  }

  /** Sum of squares of δ in units of the tolerance. */
  square(delta: Float64Array): number {
    const { weights } = this;
    let total = 0;
    for (let j = 0; j < weights.length; j++) {
      const ratio = delta[j] * weights[j];
      total += ratio * ratio;
    }
    return total;
  }

  /** Judges a correction by its sum of squares. @param parts  number of vectors it was summed over */
  judgeNorm(square: number, parts = 1): Verdict {
    const norm = Math.sqrt(square / (this.weights.length * parts));
    const before = this.norm;
    this.norm = norm;
    this.count++;
    if (!(norm < Infinity)) return 'diverging';
    if (this.count === 1) {
      const isSmall = norm <= TINY * this.share || (this.trustsRate && this.eta * norm <= this.share);
      return isSmall ? 'converged' : 'continue';
    }
    const rate = norm / before;
    this.rateBefore = this.rate;
    this.rate = rate;
    if (rate < 1) {
      this.eta = rate / (1 - rate);
      const left = this.eta * norm;
      if (left <= this.share) return 'converged';
      if (left * Math.pow(rate, this.longest - this.count) <= this.share) return 'continue';
    }
    return this.adaptive ? this.judgeStall(norm) : this.judgeFixed(norm, rate);
  }

  /** Of an iteration that will not converge in time: corrections of the size of rounding shrink no more. */
  private judgeStall(norm: number): Verdict {
    return norm <= this.share ? 'converged' : 'diverging';
  }

  /** The same within fixed steps, where there is patience until rounding shows twice. */
  private judgeFixed(norm: number, rate: number): Verdict {
    const isSmall = norm <= FIXED_SLACK * this.share;
    if (isSmall && (this.hasStalled || this.count >= this.longest)) return 'converged';
    this.hasStalled = isSmall;
    return rate < 2 && this.count < this.longest ? 'continue' : 'diverging';
  }
}
