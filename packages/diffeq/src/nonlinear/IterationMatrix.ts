import type { LinearSystem } from '../linear/LinearSystem.js';
import type { PartialRightHandSide } from '../problem/ProblemParts.js';

/** Accepted steps after which a Jacobian is taken anew, however well iterations converge. */
const LONGEST_USE = 50;

/** What an iteration matrix is made from. */
export interface IterationMatrixParts {
  readonly linear: LinearSystem;
  /** Systems of the same function that take their Jacobian for themselves. */
  readonly others?: readonly LinearSystem[];
  /** The function that is linearised. */
  readonly evaluate: PartialRightHandSide;
  /** Factors what belongs to a step size, or to a multiple of it. */
  readonly factor: (scale: number) => boolean;
  /** Relative change of the scale up to which factors are kept. */
  readonly change: number;
  /** Whether the Jacobian is kept from step to step while iterations converge well. */
  readonly keeps: boolean;
}

/**
 * The matrix of simplified Newton iterations, with the decisions when to take the Jacobian anew and when to factor: the Jacobian after
 * slow convergence or failure, factors when the step size has changed.
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.8; the rules are those of OrdinaryDiffEq.jl.
 */
export class IterationMatrix {
  /** The scale that was factored for. */
  scale = 0;
  /** Whether it was factored since `isFresh` was last set to false. */
  isFresh = false;
  /** Whether the Jacobian is that of the start of the step. */
  private isCurrent = false;
  /** Whether there is a Jacobian, and nothing against it. */
  private isUsable = false;
  private isFactored = false;
  private age = 0;
  private readonly slope: Float64Array;

  constructor(private readonly parts: IterationMatrixParts) {
    this.slope = new Float64Array(parts.linear.n);
  }

  /** Starts anew, without a Jacobian. */
  forget(): void {
    this.isCurrent = false;
    this.isUsable = false;
    this.isFactored = false;
  }

  /** Makes ready for a step from (u, t), where the function is `du` if that is known; false if the matrix is singular. */
  begin(u: Float64Array, t: number, scale: number, du?: Float64Array): boolean {
    if (!this.isUsable) this.update(u, t, du);
    if (this.isFactored && Math.abs(scale - this.scale) <= this.parts.change * Math.abs(this.scale))
      return true;
    return this.factor(scale);
  }

  /** Takes the Jacobian at (u, t) and factors, if that has not been done; false if it has, or the matrix is singular. */
  refresh(u: Float64Array, t: number, scale: number, du?: Float64Array): boolean {
    if (this.isCurrent) return false;
    this.update(u, t, du);
    return this.factor(scale);
  }

  /** Lets go of the factors after a failed attempt, so that the next has fresh ones. */
  discard(): void {
    this.isFactored = false;
  }

  /** Ends a step. */
  accepted(convergesWell: boolean): void {
    this.isCurrent = false;
    this.age++;
    if (!convergesWell || !this.parts.keeps || this.age >= LONGEST_USE) this.isUsable = false;
  }

  private update(u: Float64Array, t: number, du: Float64Array | undefined): void {
    const { linear, others, evaluate } = this.parts;
    if (du === undefined) evaluate(this.slope, u, t);
    const slope = du ?? this.slope;
    linear.update(u, t, slope);
    if (others !== undefined) for (let i = 0; i < others.length; i++) others[i].update(u, t, slope);
    this.isCurrent = true;
    this.isUsable = true;
    this.isFactored = false;
    this.age = 0;
  }

  private factor(scale: number): boolean {
    this.scale = scale;
    this.isFresh = true;
    this.isFactored = this.parts.factor(scale);
    return this.isFactored;
  }
}
