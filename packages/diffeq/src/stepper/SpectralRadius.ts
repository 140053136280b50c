import type { RightHandSide } from '../problem/RightHandSide.js';

/**
 * The size of the dominating eigenvalue of ∂f/∂u along an integration, by one step of the power method for each step of it; the
 * direction is kept from step to step, in which the Jacobian changes little.
 */
export class SpectralRadius {
  private readonly direction: Float64Array;
  private readonly base: Float64Array;
  private readonly moved: Float64Array;
  private readonly slope: Float64Array;
  private isFresh = true;

  constructor(private readonly rhs: RightHandSide) {
    const { n } = rhs;
    this.direction = new Float64Array(n);
    this.base = new Float64Array(n);
    this.moved = new Float64Array(n);
    this.slope = new Float64Array(n);
  }

  /** Forgets the direction. */
  reset(): void {
    this.isFresh = true;
  }

  /** A better estimate at (u, t); ∞ until the direction has settled. Two evaluations of f. */
  update(u: Float64Array, t: number): number {
    const { rhs, direction, base, moved, slope, isFresh } = this;
    const { n } = rhs;
    rhs.evaluate(base, u, t);
    if (isFresh)
      for (let j = 0; j < n; j++)
        direction[j] = base[j] + (j % 2 === 0 ? 1 : -1) * 1e-3 * (1 + Math.abs(base[j]));
    let size = 0;
    let length = 0;
    for (let j = 0; j < n; j++) {
      size += u[j] * u[j];
      length += direction[j] * direction[j];
    }
    if (length === 0) {
      this.isFresh = true;
      return 0;
    }
    const step = (Math.sqrt(Number.EPSILON) * Math.max(Math.sqrt(size), 1e-5)) / Math.sqrt(length);
    for (let j = 0; j < n; j++) moved[j] = u[j] + step * direction[j];
    rhs.evaluate(slope, moved, t);
    let change = 0;
    for (let j = 0; j < n; j++) {
      direction[j] = (slope[j] - base[j]) / step;
      change += direction[j] * direction[j];
    }
    this.isFresh = false;
    return isFresh ? Infinity : Math.sqrt(change / length);
  }
}
