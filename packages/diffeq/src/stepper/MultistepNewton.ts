import type { StepTolerances } from '../algorithm/Algorithm.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import type { SolveStats } from '../problem/System.js';
import type { MultistepEquation } from './multistepEquation.js';

/** J is taken again after so many steps even if the iteration goes well. */
const OLDEST = 50;
/** s M − J is factored again where s has changed by more than this share. */
const CHANGED = 0.2;
/** Convergence is given up at a rate above this. */
const DIVERGING = 0.9;
/** Where the iterate must come to, in units of the tolerance. */
const GOAL = 0.02;
/** And no farther than this where the tolerance is near rounding. */
const MOST_GOAL = 0.3;
/** With fixed steps: where the iterate should come to, relative to the state; what counts as there if rounding stops it before. */
const FIXED_GOAL = 1e-12;
const FIXED_ENOUGH = 1e-5;
/** What the error of an iterate is taken to be, over its last change, until there is a rate. */
const UNKNOWN_RATE = 20;
/** And at least: rates change while J grows old, and near rounding say nothing. */
const LEAST_RATE = 0.01;

/**
 * The iteration within a step of a linear multistep method: finds u = p + e with M (α e + v) = f(u, t), or F(α e + v, u, t) = 0, by
 * simplified Newton iterations with a Jacobian of some earlier step.
 *
 * Reference: Brenan, Campbell & Petzold, Numerical Solution of Initial-Value Problems in Differential-Algebraic Equations, 1996, §5.2;
 * Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed., §IV.8.
 */
export class MultistepNewton {
  /** Number of iterations of the last call. */
  iterations = 0;
  /** α e + v of the last call, [n]. */
  readonly slope: Float64Array;
  private readonly delta: Float64Array;
  private readonly value: Float64Array;
  private readonly weights: Float64Array;
  /** Where the iterate must come to, in units of the tolerance. */
  private readonly goal: number;
  /** The same where it comes no nearer. */
  private readonly enough: number;
  private readonly most: number;
  private hasJacobian = false;
  private isFresh = false;
  private age = 0;
  private factored = NaN;
  /** ρ/(1 − ρ) of the rate ρ of convergence. */
  private remaining = UNKNOWN_RATE;

  constructor(
    private readonly equation: MultistepEquation,
    private readonly linear: LinearSystem,
    private readonly stats: SolveStats,
    private readonly tolerances: StepTolerances,
  ) {
    const { n } = linear;
    const { rtol, adaptive } = tolerances;
    this.slope = new Float64Array(n);
    this.delta = new Float64Array(n);
    this.value = new Float64Array(n);
    this.weights = new Float64Array(n);
    // Rounding bounds how near it comes; with fixed steps the error of the method should be the only one to be seen.
    const least = Math.min(MOST_GOAL, (10 * Number.EPSILON) / rtol);
    this.goal = adaptive ? Math.max(least, GOAL) : Math.min(FIXED_ENOUGH, Math.max(least, FIXED_GOAL / rtol));
    this.enough = adaptive ? this.goal : FIXED_ENOUGH;
    this.most = adaptive ? 4 : 12;
  }

  /** Forgets the Jacobian, after the state or the parameters changed. */
  restart(): void {
    this.hasJacobian = false;
  }

  /**
   * Solves for the end t of a step, [n] all.
   *
   * @param predicted  p
   * @param slope  v
   * @param e  the correction, written
   * @param u  the solution, written
   * @returns whether it converged
   */
  solve(
    t: number,
    alpha: number,
    predicted: Float64Array,
    slope: Float64Array,
    e: Float64Array,
    u: Float64Array,
  ): boolean {
    this.weigh(predicted);
    this.isFresh = false;
    if (this.age >= OLDEST) this.hasJacobian = false;
    for (;;) {
      e.fill(0);
      u.set(predicted);
      this.slope.set(slope);
      this.equation.evaluate(this.value, this.slope, u, t);
      if (!this.prepare(t, alpha, predicted)) break;
      if (this.iterate(t, alpha, predicted, slope, e, u)) {
        this.age++;
        return true;
      }
      if (this.isFresh) break;
      this.hasJacobian = false;
    }
    this.hasJacobian = false;
    this.stats.nnewtonfail++;
    return false;
  }

  private weigh(predicted: Float64Array): void {
    const { weights } = this;
    const { atol, rtol } = this.tolerances;
    for (let i = 0; i < weights.length; i++) weights[i] = 1 / (atol[i] + rtol * Math.abs(predicted[i]));
  }

  /** Takes the Jacobian and factors, if that is due; `value` and `slope` are those of the prediction. */
  private prepare(t: number, alpha: number, predicted: Float64Array): boolean {
    if (!this.hasJacobian) {
      this.equation.linearise(this.linear, this.value, this.slope, predicted, t);
      this.hasJacobian = true;
      this.isFresh = true;
      this.age = 0;
      this.factored = NaN;
    }
    if (Math.abs(alpha - this.factored) <= CHANGED * Math.abs(this.factored)) return true;
    this.factored = alpha;
    this.remaining = UNKNOWN_RATE;
    return this.linear.factor(alpha);
  }

  private iterate(
    t: number,
    alpha: number,
    predicted: Float64Array,
    slope: Float64Array,
    e: Float64Array,
    u: Float64Array,
  ): boolean {
    const { equation, linear, delta, value, most, goal, stats } = this;
    const n = e.length;
    const damping = 2 / (1 + alpha / this.factored);
    let first = 0;
    for (let m = 0; m < most; m++) {
      if (m > 0) equation.evaluate(value, this.slope, u, t);
      equation.residual(delta, value, this.slope, linear);
      stats.nnewton++;
      if (!linear.solve(delta)) return false;
      let total = 0;
      for (let i = 0; i < n; i++) {
        const change = damping * delta[i];
        e[i] += change;
        u[i] = predicted[i] + e[i];
        this.slope[i] = slope[i] + alpha * e[i];
        total += (change * this.weights[i]) ** 2;
      }
      const norm = Math.sqrt(total / n);
      this.iterations = m + 1;
      if (m === 0) {
        first = norm;
        if (norm <= 1e-4 * goal) return true;
      } else {
        const rate = (norm / first) ** (1 / m);
        if (!(rate <= DIVERGING)) return norm <= this.enough;
        this.remaining = Math.max(rate / (1 - rate), LEAST_RATE);
      }
      if (this.remaining * norm <= goal) return true;
    }
    return false;
  }
}
