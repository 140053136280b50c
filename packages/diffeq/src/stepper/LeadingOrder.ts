/** Keeps the exponentials below from exploding where the error vanishes. */
const FLOOR = 1e-4;

/**
 * The choice of order and step size of BDF methods with a fixed leading coefficient. The order falls where the terms of the Taylor
 * series do not, which is also what an instability of the higher orders shows first; it rises after k + 1 equal steps. After a start,
 * order and step size rise together until the error forbids it.
 *
 * Reference: Brenan, Campbell & Petzold, Numerical Solution of Initial-Value Problems in Differential-Algebraic Equations, SIAM 1996, §5.2.4.
 */
export class LeadingOrder {
  /** Order of the next attempt. */
  k = 1;
  /** Order of the last attempt. */
  used = 1;
  private isStarting = true;
  /** Equal steps in a row, this one included, of the same order, and of what size and order. */
  private equal = 0;
  private size = 0;
  private lastOrder = 0;
  private failures = 0;
  private steps = 0;
  private at = 0;
  private below = 0;
  private twoBelow = 0;
  private above = 0;

  constructor(
    private readonly maxOrder: number,
    private readonly isFixed: boolean,
  ) {}

  restart(): void {
    this.k = 1;
    this.isStarting = true;
    this.equal = 0;
    this.lastOrder = 0;
    this.failures = 0;
    this.steps = 0;
  }

  /** Begins an attempt of size h. */
  begin(h: number): void {
    this.used = this.k;
    if (h !== this.size || this.k !== this.lastOrder) this.equal = 0;
    this.equal = Math.min(this.equal + 1, this.k + 2);
    this.size = h;
  }

  /** Takes the errors of orders k, k − 1, k − 2 and k + 1 in units of the tolerance. */
  estimate(at: number, below: number, twoBelow: number, above: number): void {
    this.at = at;
    this.below = below;
    this.twoBelow = twoBelow;
    this.above = above;
  }

  /** Decides on the order of the next attempt and returns the factor of its step size. */
  propose(errorNorm: number): number {
    const isFalling = !this.isFixed && this.isFalling();
    if (!(errorNorm <= 1)) return this.reject(errorNorm, isFalling);
    this.failures = 0;
    this.steps++;
    const wasRaised = this.used > this.lastOrder;
    this.lastOrder = this.used;
    if (isFalling || this.k === this.maxOrder) this.isStarting = false;
    if (this.isStarting && !this.isFixed) return this.rampUp();
    const error = this.isFixed ? this.raiseToFixed() : this.chooseOrder(isFalling, wasRaised);
    const factor = (2 * error + FLOOR) ** (-1 / (this.k + 1));
    if (factor >= 2) return 2;
    return factor > 1 ? 1 : Math.max(0.5, Math.min(0.9, factor));
  }

  /** One order more, in solves with fixed steps. */
  rise(): void {
    this.lastOrder = this.used;
    if (this.k < this.maxOrder) this.k++;
  }

  /** Whether the Taylor terms of lower order are no larger: k σ-scaled norms of differences. */
  private isFalling(): boolean {
    const { k } = this;
    const term = (k + 1) * this.at;
    const termBelow = k * this.below;
    if (k > 2) return Math.max(termBelow, (k - 1) * this.twoBelow) <= term;
    return k === 2 && termBelow <= 0.5 * term;
  }

  private rampUp(): number {
    if (this.steps < 2) return 1;
    this.k++;
    return 2;
  }

  private raiseToFixed(): number {
    if (this.k < this.maxOrder && this.steps > 1) this.k++;
    return this.at;
  }

  /** Chooses the order after an accepted step; returns the error expected at it. */
  private chooseOrder(isFalling: boolean, wasRaised: boolean): number {
    const { k, at, below, above } = this;
    if (isFalling) return this.lower();
    if (k === this.maxOrder || this.equal <= k + 1 || wasRaised) return at;
    const term = (k + 1) * at;
    const termAbove = (k + 2) * above;
    if (k > 1 && k * below <= Math.min(term, termAbove)) return this.lower();
    if (termAbove >= (k === 1 ? 0.5 * term : term)) return at;
    this.k++;
    return above;
  }

  private lower(): number {
    this.k--;
    return this.below;
  }

  private reject(errorNorm: number, isFalling: boolean): number {
    this.isStarting = false;
    this.failures++;
    const error = isFalling ? this.lower() : this.at;
    if (this.failures > 2 && !this.isFixed) this.k = 1;
    if (!(errorNorm < Infinity)) return 0.1;
    const factor = 0.9 * (2 * error + FLOOR) ** (-1 / (this.k + 1));
    if (this.failures > 1 && this.k > 1) return 0.25;
    return Math.max(this.k === 1 ? 0.1 : 0.25, Math.min(0.9, factor));
  }
}
