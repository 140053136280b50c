import type { Algorithm } from '../algorithm/Algorithm.js';
import type { StabilizedOptions } from '../algorithm/stabilizedOptions.js';
import { hermiteIncrement } from '../interpolation/hermiteIncrement.js';
import { rock4Degrees, rock4Embedded, rock4Recurrence, rock4Stages, rock4Weights } from '../tableau/rock4.js';
import { RockStepper } from './RockStepper.js';
import type { StabilizedFamily } from './StabilizedStepper.js';

const family: StabilizedFamily = {
  least: 5,
  most: 152,
  stagesFor: (z) => Math.floor(Math.sqrt((3 + z) / 0.353)) + 1,
  reach: (s) => 0.353 * (s - 1) ** 2 - 3,
  errorOrder: 4,
};

const table = { degrees: rock4Degrees, coefficients: rock4Recurrence };

/** The orthogonal Runge–Kutta–Chebyshev method of order 4. */
export function rock4(options: StabilizedOptions): Algorithm {
  return {
    name: 'ROCK4',
    order: 4,
    denseOrder: 3,
    adaptive: true,
    stiff: true,
    tableau: undefined,
    interpolant: hermiteIncrement,
    createStepper: (system, u0) => new Rock4Stepper(family, options, system, u0),
  };
}

class Rock4Stepper extends RockStepper {
  private readonly stage = new Float64Array(this.n);
  private readonly k1 = new Float64Array(this.n);
  private readonly k2 = new Float64Array(this.n);
  private readonly k3 = new Float64Array(this.n);

  protected run(t: number, h: number, stages: number): void {
    const index = this.recur(table, t, h, stages - 4);
    const { g, tg, stage, k1, k2, k3, f: k4, n, system } = this;
    const at = 6 * index;
    const a21 = h * rock4Stages[at];
    const a31 = h * rock4Stages[at + 1];
    const a32 = h * rock4Stages[at + 2];
    const a41 = h * rock4Stages[at + 3];
    const a42 = h * rock4Stages[at + 4];
    const a43 = h * rock4Stages[at + 5];
    system.evaluate(k1, g, tg);
    for (let j = 0; j < n; j++) stage[j] = g[j] + a21 * k1[j];
    system.evaluate(k2, stage, tg + a21);
    for (let j = 0; j < n; j++) stage[j] = g[j] + a31 * k1[j] + a32 * k2[j];
    system.evaluate(k3, stage, tg + a31 + a32);
    for (let j = 0; j < n; j++) stage[j] = g[j] + a41 * k1[j] + a42 * k2[j] + a43 * k3[j];
    system.evaluate(k4, stage, tg + a41 + a42 + a43);
    this.end(index, t, h);
  }

  private end(index: number, t: number, h: number): void {
    const { g, k1, k2, k3, f: k4, next, error, n, system, stages } = this;
    const w = 4 * index;
    const e = 5 * index;
    const b1 = h * rock4Weights[w];
    const b2 = h * rock4Weights[w + 1];
    const b3 = h * rock4Weights[w + 2];
    const b4 = h * rock4Weights[w + 3];
    for (let j = 0; j < n; j++) next[j] = g[j] + b1 * k1[j] + b2 * k2[j] + b3 * k3[j] + b4 * k4[j];
    const last = stages[2];
    system.evaluate(last, next, t + h);
    const e1 = h * rock4Embedded[e] - b1;
    const e2 = h * rock4Embedded[e + 1] - b2;
    const e3 = h * rock4Embedded[e + 2] - b3;
    const e4 = h * rock4Embedded[e + 3] - b4;
    const e5 = h * rock4Embedded[e + 4];
    for (let j = 0; j < n; j++) {
      error[j] = e1 * k1[j] + e2 * k2[j] + e3 * k3[j] + e4 * k4[j] + e5 * last[j];
    }
  }

  /** The derivative at the end was needed for the error. */
  override finish(): void {}
}
