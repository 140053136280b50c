import { StabilizedStepper } from './StabilizedStepper.js';

/** The recurrences of a family of orthogonal polynomials, degree after degree, as their authors print them. */
export interface RockRecurrence {
  /** Degrees there are, rising. */
  readonly degrees: Float64Array;
  /** μ₁, then μᵢ and κᵢ of the stages 2, …, degree; for each degree. */
  readonly coefficients: Float64Array;
}

/** What ROCK2 and ROCK4 share: a three-term recurrence, before finishing stages that bring the order. */
export abstract class RockStepper extends StabilizedStepper {
  /** The last stage of the recurrence, [n], and its time. */
  protected g = new Float64Array(this.n);
  protected tg = 0;
  protected readonly f = new Float64Array(this.n);
  private g0 = new Float64Array(this.n);
  private g1 = new Float64Array(this.n);

  /** Runs the recurrence of the least degree that is enough, and gives its index. */
  protected recur(table: RockRecurrence, t: number, h: number, enough: number): number {
    const { degrees, coefficients } = table;
    let index = 0;
    let at = 0;
    while (degrees[index] < enough && index < degrees.length - 1) at += 2 * degrees[index++] - 1;
    const degree = degrees[index];
    const { u, slope, f, n, system } = this;
    let g0 = this.g0;
    let g1 = this.g1;
    let g = this.g;
    let c0 = 0;
    let c1 = coefficients[at++];
    for (let j = 0; j < n; j++) {
      g0[j] = u[j];
      g1[j] = u[j] + h * c1 * slope[j];
    }
    for (let i = 2; i <= degree; i++) {
      const mu = coefficients[at++];
      const kappa = coefficients[at++];
      system.evaluate(f, g1, t + c1 * h);
      for (let j = 0; j < n; j++) g[j] = h * mu * f[j] + (1 + kappa) * g1[j] - kappa * g0[j];
      const c = mu + (1 + kappa) * c1 - kappa * c0;
      c0 = c1;
      c1 = c;
      const free = g0;
      g0 = g1;
      g1 = g;
      g = free;
    }
    this.g0 = g0;
    this.g1 = g;
    this.g = g1;
    this.tg = t + c1 * h;
    return index;
  }
}
