/** γ*_j of the Adams–Moulton methods up to order 13: by how much the error of each order is its next difference. */
const constants = adamsMoultonConstants(14);

/** A step is aimed at this share of the tolerance. */
const AIM = 0.5;

/**
 * The choice of order and step size in Adams methods: both stay as they are until there is much to gain. After a start the order
 * and the step size rise together until the error forbids it.
 *
 * Reference: Shampine & Gordon, Computer Solution of Ordinary Differential Equations, 1975, ch. 7.
 */
export class AdamsOrder {
  /** Order of the predictor in the next attempt, k. */
  k = 1;
  /** Order of the predictor in the last attempt. */
  used = 1;
  private isStarting = true;
  /** Equal steps made in a row, and their size. */
  private equal = 0;
  private size = 0;
  private failures = 0;
  private at = 0;
  private below = 0;
  private twoBelow = 0;
  private above = NaN;

  constructor(
    private readonly maxOrder: number,
    private readonly isFixed: boolean,
  ) {}

  restart(): void {
    this.k = 1;
    this.isStarting = true;
    this.equal = 0;
    this.failures = 0;
  }

  /** Begins an attempt of size h. */
  begin(h: number): void {
    this.used = this.k;
    if (h !== this.size) this.equal = 0;
    this.size = h;
  }

  /**
   * Takes the errors of orders k, k − 1, k − 2 in units of the tolerance and the size of h φ_{k+1}, NaN if it is not known; returns
   * the first.
   */
  estimate(at: number, below: number, twoBelow: number, above: number): number {
    this.at = at;
    this.below = below;
    this.twoBelow = twoBelow;
    this.above = Math.abs(constants[this.k + 1]) * above;
    return at;
  }

  /** Decides on the order of the next attempt and returns the factor of its step size. */
  propose(errorNorm: number): number {
    if (!(errorNorm <= 1)) return this.reject(errorNorm);
    this.failures = 0;
    this.equal++;
    const error = this.isFixed ? this.raiseToFixed() : this.chooseOrder();
    const power = this.k + 1;
    if (this.isStarting && this.k > this.used) return 2;
    if (error * 2 ** power <= AIM) return 2;
    if (error <= AIM) return 1;
    return Math.max(0.5, Math.min(0.9, (AIM / error) ** (1 / power)));
  }

  /** One order more, in solves with fixed steps. */
  rise(): void {
    if (this.k < this.maxOrder) this.k++;
  }

  /** Chooses the order after an accepted step; returns the error expected at it. */
  private chooseOrder(): number {
    const { k, at, below, twoBelow, above, maxOrder } = this;
    const isFalling = k === 2 ? below <= AIM * at : k > 2 && Math.max(below, twoBelow) <= at;
    if (isFalling || k === maxOrder) this.isStarting = false;
    if (isFalling) return this.lower();
    if (this.isStarting) return this.raise(at);
    if (k === maxOrder || this.equal <= k + 1 || Number.isNaN(above)) return at;
    if (k === 1) return above < AIM * at ? this.raise(above) : at;
    if (below <= Math.min(at, above)) return this.lower();
    return above < at ? this.raise(above) : at;
  }

  private raiseToFixed(): number {
    if (this.k === this.maxOrder) this.isStarting = false;
    else this.k++;
    return this.at;
  }

  private raise(error: number): number {
    this.k++;
    return error;
  }

  private lower(): number {
    this.k--;
    return this.below;
  }

  private reject(errorNorm: number): number {
    const { k } = this;
    this.isStarting = false;
    this.equal = 0;
    this.failures++;
    if (!(errorNorm < Infinity)) {
      if (!this.isFixed) this.k = 1;
      return 0.1;
    }
    if (
      !this.isFixed &&
      (k === 2 ? this.below <= AIM * this.at : k > 2 && Math.max(this.below, this.twoBelow) <= this.at)
    ) {
      this.k--;
    }
    if (this.failures >= 3 && !this.isFixed) this.k = 1;
    return Math.max(0.1, Math.min(0.5, (AIM / errorNorm) ** (1 / (this.k + 1))));
  }
}

/** γ*_0 = 1, Σ_{i≤m} γ*_i/(m − i + 1) = 0. */
function adamsMoultonConstants(count: number): Float64Array {
  const gamma = new Float64Array(count);
  gamma[0] = 1;
  for (let m = 1; m < count; m++) for (let i = 0; i < m; i++) gamma[m] -= gamma[i] / (m - i + 1);
  return gamma;
}
