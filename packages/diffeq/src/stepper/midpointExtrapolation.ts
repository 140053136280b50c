import type { Algorithm } from '../algorithm/Algorithm.js';
import type { ExtrapolationOptions } from '../algorithm/extrapolationOptions.js';
import { hermiteIncrement } from '../interpolation/hermiteIncrement.js';
import type { BasicMethod } from './ExtrapolationStepper.js';
import { ExtrapolationStepper } from './ExtrapolationStepper.js';

/** Steps of the midpoint rule: 2, 4, 6, …; f at the start of the step is shared by all rows. */
const sequence = [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22];

const basic: BasicMethod = {
  sequence,
  power: 2,
  work: sequence.map((_, j) => 1 + sequence.slice(0, j + 1).reduce((sum, n) => sum + n, 0)),
};

/** Columns there are. */
export const midpointColumns = sequence.length - 1;

/** Extrapolation of the explicit midpoint rule, of order 2k with k columns. */
export function midpointExtrapolation(name: string, options: ExtrapolationOptions): Algorithm {
  return {
    name,
    order: 2 * (options.maxColumns ?? midpointColumns),
    startOrder: 4,
    denseOrder: 3,
    adaptive: true,
    stiff: false,
    tableau: undefined,
    interpolant: hermiteIncrement,
    createStepper: (system, u0, tolerances) =>
      new MidpointExtrapolationStepper(basic, options, system, u0, tolerances),
  };
}

/** Gragg's modified midpoint rule, with his smoothing. */
class MidpointExtrapolationStepper extends ExtrapolationStepper {
  private y0 = new Float64Array(this.n);
  private y1 = new Float64Array(this.n);
  private readonly f = new Float64Array(this.n);

  protected begin(): boolean {
    return true;
  }

  protected basicStep(out: Float64Array, t: number, h: number, j: number): boolean {
    const { u, slope, f, n, system } = this;
    const steps = this.basic.sequence[j];
    const s = h / steps;
    let y0 = this.y0;
    let y1 = this.y1;
    for (let i = 0; i < n; i++) {
      y0[i] = u[i];
      y1[i] = u[i] + s * slope[i];
    }
    for (let m = 1; m < steps; m++) {
      system.evaluate(f, y1, t + m * s);
      for (let i = 0; i < n; i++) y0[i] += 2 * s * f[i];
      const free = y0;
      y0 = y1;
      y1 = free;
    }
    system.evaluate(f, y1, t + h);
    for (let i = 0; i < n; i++) out[i] = (y1[i] + y0[i] + s * f[i]) / 2;
    return true;
  }
}
