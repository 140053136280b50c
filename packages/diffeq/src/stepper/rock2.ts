import type { Algorithm } from '../algorithm/Algorithm.js';
import type { StabilizedOptions } from '../algorithm/stabilizedOptions.js';
import { hermiteIncrement } from '../interpolation/hermiteIncrement.js';
import { rock2Degrees, rock2First, rock2Recurrence, rock2Second } from '../tableau/rock2.js';
import { RockStepper } from './RockStepper.js';
import type { StabilizedFamily } from './StabilizedStepper.js';

const family: StabilizedFamily = {
  least: 3,
  most: 200,
  stagesFor: (z) => Math.floor(Math.sqrt((1.5 + z) / 0.811)) + 1,
  reach: (s) => 0.811 * (s - 1) ** 2 - 1.5,
  errorOrder: 2,
};

const table = { degrees: rock2Degrees, coefficients: rock2Recurrence };

/** The orthogonal Runge–Kutta–Chebyshev method of order 2. */
export function rock2(options: StabilizedOptions): Algorithm {
  return {
    name: 'ROCK2',
    order: 2,
    denseOrder: 3,
    adaptive: true,
    stiff: true,
    tableau: undefined,
    interpolant: hermiteIncrement,
    createStepper: (system, u0) => new Rock2Stepper(family, options, system, u0),
  };
}

class Rock2Stepper extends RockStepper {
  private readonly first = new Float64Array(this.n);

  protected run(t: number, h: number, stages: number): void {
    const index = this.recur(table, t, h, stages - 2);
    const { g, tg, f, first, next, error, n, system } = this;
    const sigma = h * rock2First[index];
    const tau = h * rock2Second[index];
    system.evaluate(first, g, tg);
    for (let j = 0; j < n; j++) g[j] += sigma * first[j];
    system.evaluate(f, g, tg + sigma);
    for (let j = 0; j < n; j++) {
      error[j] = tau * (f[j] - first[j]);
      next[j] = g[j] + sigma * f[j] + error[j];
    }
  }
}
