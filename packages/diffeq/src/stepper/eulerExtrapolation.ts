import type { Algorithm, StepTolerances } from '../algorithm/Algorithm.js';
import type { ExtrapolationOptions } from '../algorithm/extrapolationOptions.js';
import { hermiteIncrement } from '../interpolation/hermiteIncrement.js';
import type { LinearSolver } from '../linear/LinearSolver.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import { linearSystem } from '../linear/linearSystems.js';
import type { System } from '../problem/System.js';
import type { BasicMethod } from './ExtrapolationStepper.js';
import { ExtrapolationStepper } from './ExtrapolationStepper.js';

/** Options of the implicit extrapolation methods. */
export interface ImplicitExtrapolationOptions extends ExtrapolationOptions {
  /** How linear systems are solved, such as `DenseLU()`; default by the hints of the problem and its size. */
  linearSolver?: LinearSolver;
}

const sequence = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];

/** A Jacobian counts as 5 evaluations, a factorisation as 2, a solve as one: what it takes for some tens of unknowns. */
const basic: BasicMethod = {
  sequence,
  power: 1,
  work: sequence.map((_, j) => 5 + sequence.slice(0, j + 1).reduce((sum, n) => sum + 2 * n + 2, 0)),
};

/** Columns there are. */
export const eulerColumns = sequence.length - 1;

/** Extrapolation of the linearly implicit Euler method, of order k with k columns. */
export function eulerExtrapolation(name: string, options: ImplicitExtrapolationOptions): Algorithm {
  const { linearSolver } = options;
  return {
    name,
    order: options.maxColumns ?? eulerColumns,
    startOrder: 2,
    denseOrder: 3,
    adaptive: true,
    stiff: true,
    massMatrix: 'singular',
    tableau: undefined,
    interpolant: hermiteIncrement,
    createStepper: (system, u0, tolerances) => {
      const linear = linearSystem(system, linearSolver && { solver: linearSolver });
      return new EulerExtrapolationStepper(linear, options, system, u0, tolerances);
    },
  };
}

/**
 * (M/s − J) (y_(i+1) − y_i) = f(y_i, t_(i+1)) with s = h/n_j and J of the start of the step.
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed., §IV.9, (9.24); P. Deuflhard, SIAM Review 27, 1985,
 * pp. 505–535.
 */
class EulerExtrapolationStepper extends ExtrapolationStepper {
  private readonly y = new Float64Array(this.n);
  private readonly delta = new Float64Array(this.n);
  private isLinearised = false;

  constructor(
    private readonly linear: LinearSystem,
    options: ExtrapolationOptions,
    system: System,
    u0: Float64Array,
    tolerances: StepTolerances,
  ) {
    super(basic, options, system, u0, tolerances);
  }

  override restart(t: number): void {
    super.restart(t);
    this.isLinearised = false;
  }

  protected begin(t: number): boolean {
    if (!this.isLinearised) this.linear.update(this.u, t, this.slope);
    this.isLinearised = true;
    return true;
  }

  protected basicStep(out: Float64Array, t: number, h: number, j: number): boolean {
    const { u, y, delta, linear, system, n } = this;
    const steps = this.basic.sequence[j];
    const s = h / steps;
    if (!linear.factor(1 / s)) return false;
    for (let i = 0; i < n; i++) y[i] = u[i];
    for (let m = 1; m <= steps; m++) {
      system.evaluate(delta, y, t + m * s);
      if (!linear.solve(delta)) return false;
      for (let i = 0; i < n; i++) y[i] += delta[i];
    }
    for (let i = 0; i < n; i++) out[i] = y[i];
    return true;
  }

  override shift(): void {
    super.shift();
    this.isLinearised = false;
  }
}
