import type { StabilizedOptions } from '../algorithm/stabilizedOptions.js';
import type { System } from '../problem/System.js';
import { HermiteStepper } from './HermiteStepper.js';
import { SpectralBound } from './SpectralBound.js';

/** How a family of stabilised methods depends on its number of stages. */
export interface StabilizedFamily {
  /** The least and the largest number of stages. */
  readonly least: number;
  readonly most: number;
  /** Stages that make a step stable with |h| ρ = z. */
  stagesFor(z: number): number;
  /** The largest |h| ρ at which s stages are stable. */
  reach(s: number): number;
  /** The error estimate is O(h^errorOrder). */
  readonly errorOrder: number;
}

/** What step sizes are multiplied by: a margin, and bounds. */
const MARGIN = 0.8;
const SHRINK = 0.1;
const GROW = 5;

/**
 * What stabilised explicit methods share: the bound of the spectral radius ρ, the number of stages for a step, and step sizes, which may not
 * outgrow what the largest number of stages keeps stable.
 *
 * The step size control is predictive: h ← h 0.8 e_n^(−1/q) min(1, (e_(n−1)/e_n)^(1/q) h_n/h_(n−1)) after two accepted steps.
 *
 * Reference: A. Abdulle & A. A. Medovikov, Numerische Mathematik 90, 2001, pp. 1–18, §4; K. Gustafsson, ACM Transactions on Mathematical
 * Software 20, 1994, pp. 496–517.
 */
export abstract class StabilizedStepper extends HermiteStepper {
  private readonly bound: SpectralBound;
  private readonly most: number;
  private rho = 0;
  private h = 0;
  private lastH = 0;
  private lastError = 0;
  private rejected = false;

  constructor(
    private readonly family: StabilizedFamily,
    options: StabilizedOptions,
    system: System,
    u0: Float64Array,
  ) {
    super(system, u0);
    this.bound = new SpectralBound(system, options.eigenEstimate);
    this.most = Math.min(options.maxStages ?? family.most, family.most);
  }

  override restart(t: number): void {
    super.restart(t);
    this.bound.expire();
    this.lastH = 0;
  }

  attempt(t: number, h: number): boolean {
    const { family, bound, u, slope, most } = this;
    this.rho = bound.at(u, slope, t);
    this.h = Math.abs(h);
    const z = this.h * this.rho;
    if (!(z < 4 * family.reach(most))) return false; // hopeless; the loop shortens the step
    const stages = Math.min(Math.max(family.stagesFor(z), family.least), most);
    this.run(t, h, stages);
    return true;
  }

  /** Writes `next` and `error`. */
  protected abstract run(t: number, h: number, stages: number): void;

  proposeFactor(errorNorm: number): number {
    const { h, lastH, lastError, family, rho, most } = this;
    const exponent = 1 / family.errorOrder;
    let factor = MARGIN * Math.pow(errorNorm, -exponent);
    if (!(errorNorm <= 1)) {
      this.bound.expire();
      this.rejected = true;
      return factor > SHRINK ? Math.min(factor, 0.9) : SHRINK;
    }
    if (lastH > 0)
      factor = Math.min(factor, factor * Math.pow(lastError / errorNorm, exponent) * (h / lastH));
    const limit = Math.min(this.rejected ? 1 : GROW, family.reach(most) / (h * rho));
    this.lastH = h;
    this.lastError = Math.max(errorNorm, 1e-10);
    this.rejected = false;
    return factor < limit ? Math.max(factor, SHRINK) : limit; // no error at all gives ∞ or NaN here
  }

  override shift(): void {
    super.shift();
    this.bound.grow();
  }
}
