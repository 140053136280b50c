import type { System } from '../problem/System.js';

/** A user's bound of the spectral radius of ∂f/∂u at (u, p, t). */
export type EigenEstimate = (u: Float64Array, p: unknown, t: number) => number;

/** Iterations within which the power method settles, or is taken as it is. */
const MOST_ITERATIONS = 50;
/** Relative change at which it has settled, and what its result is stretched by to be a bound. */
const SETTLED = 0.01;
const SAFETY = 1.2;
/** Accepted steps for which a bound is good. */
const GOOD_FOR = 25;

/**
 * A bound of the spectral radius of ∂f/∂u along an integration: what the user says, or 1.2 times what the nonlinear power method settles at,
 * found anew every 25 steps and after a rejected one. It costs evaluations of f, a handful once its direction is known.
 *
 * Reference: B. P. Sommeijer, L. F. Shampine & J. G. Verwer, RKC: an explicit solver for parabolic PDEs, Journal of Computational and
 * Applied Mathematics 88, 1998, pp. 315–326, §3.
 */
export class SpectralBound {
  /** The bound last found. */
  value = 0;
  private readonly direction: Float64Array;
  private readonly moved: Float64Array;
  private readonly change: Float64Array;
  private hasDirection = false;
  private age = Infinity;

  constructor(
    private readonly system: System,
    private readonly estimate: EigenEstimate | undefined,
  ) {
    const { n } = system;
    this.direction = new Float64Array(n);
    this.moved = new Float64Array(n);
    this.change = new Float64Array(n);
  }

  /** Makes the next call of `at` find the bound anew. */
  expire(): void {
    this.age = Infinity;
  }

  /** Counts an accepted step. */
  grow(): void {
    this.age++;
  }

  /** The bound at (u, t), where f is `slope`. */
  at(u: Float64Array, slope: Float64Array, t: number): number {
    if (this.age < GOOD_FOR) return this.value;
    this.age = 0;
    if (this.estimate !== undefined) this.value = this.estimate(u, this.system.p, t);
    else this.value = SAFETY * this.iterate(u, slope, t);
    return this.value;
  }

  private iterate(u: Float64Array, slope: Float64Array, t: number): number {
    const { system, direction, moved, change } = this;
    const { n } = system;
    if (!this.hasDirection) for (let j = 0; j < n; j++) direction[j] = slope[j];
    this.hasDirection = true;
    const length = normOf(u);
    const distance = length > 0 ? length * Math.sqrt(Number.EPSILON) : Number.EPSILON;
    let size = normOf(direction);
    let value = 0;
    for (let i = 1; i <= MOST_ITERATIONS; i++) {
      if (!(size > 0 && size < Infinity)) {
        for (let j = 0; j < n; j++) direction[j] = j % 2 === i % 2 ? 1 : -1; // f is constant along it: try another
        size = Math.sqrt(n);
      }
      const step = distance / size;
      for (let j = 0; j < n; j++) moved[j] = u[j] + step * direction[j];
      system.evaluate(change, moved, t);
      for (let j = 0; j < n; j++) direction[j] = change[j] - slope[j];
      size = normOf(direction);
      const before = value;
      value = size / distance;
      if (i >= 2 && Math.abs(value - before) <= SETTLED * value) break;
    }
    return value;
  }
}

function normOf(x: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < x.length; j++) sum += x[j] * x[j];
  return Math.sqrt(sum);
}
