import type { Algorithm, StepTolerances } from '../algorithm/Algorithm.js';
import type { ExtrapolationOptions } from '../algorithm/extrapolationOptions.js';
import { aboutPoint } from '../interpolation/aboutPoint.js';
import type { LinearSolver } from '../linear/LinearSolver.js';
import type { LinearSystem } from '../linear/LinearSystem.js';
import { linearSystem } from '../linear/linearSystems.js';
import { StartSlope } from '../nonlinear/StartSlope.js';
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

/** Derivatives at the end that are used at most: differences of higher order lose too many digits. */
const MOST_DERIVATIVES = 6;
const DEGREE = MOST_DERIVATIVES + 1;

/** Columns there are. */
export const eulerColumns = sequence.length - 1;

/** Extrapolation of the linearly implicit Euler method, of order k with k columns. */
export function eulerExtrapolation(name: string, options: ImplicitExtrapolationOptions): Algorithm {
  const { linearSolver } = options;
  return {
    name,
    order: options.maxColumns ?? eulerColumns,
    startOrder: 2,
    denseOrder: DEGREE,
    adaptive: true,
    stiff: true,
    massMatrix: 'singular',
    tableau: undefined,
    interpolant: aboutPoint(1, DEGREE),
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
 * pp. 505–535. Dense output: E. Hairer & A. Ostermann, Numerische Mathematik 58, 1990, pp. 419–439.
 */
class EulerExtrapolationStepper extends ExtrapolationStepper {
  /** The points of the present row. */
  private readonly points: Float64Array[];
  /** Of derivative κ at the end of the step in row j. */
  private readonly end: Float64Array[][];
  private readonly delta = new Float64Array(this.n);
  private isLinearised = false;
  /** f at the start and at the end of the step; with a mass matrix it is not the derivative. */
  private f = new Float64Array(this.n);
  private fEnd = new Float64Array(this.n);
  private readonly startSlope: StartSlope | undefined;

  constructor(
    private readonly linear: LinearSystem,
    options: ExtrapolationOptions,
    system: System,
    u0: Float64Array,
    tolerances: StepTolerances,
  ) {
    super(basic, options, system, u0, tolerances, DEGREE + 2);
    this.startSlope = system.mass && new StartSlope(system.mass, linear);
    const vector = (): Float64Array => new Float64Array(system.n);
    this.points = Array.from({ length: sequence[eulerColumns] + 1 }, vector);
    this.end = Array.from({ length: MOST_DERIVATIVES + 1 }, () => sequence.map(vector));
  }

  override restart(t: number): void {
    super.restart(t);
    this.f.set(this.slope);
    this.startSlope?.solve(this.u, t, this.slope);
    this.isLinearised = false;
  }

  protected begin(t: number): boolean {
    if (!this.isLinearised) this.linear.update(this.u, t, this.f);
    this.isLinearised = true;
    return true;
  }

  protected basicStep(out: Float64Array, t: number, h: number, j: number): boolean {
    const { u, points, delta, linear, system, n } = this;
    const steps = sequence[j];
    const s = h / steps;
    if (!linear.factor(1 / s)) return false;
    for (let i = 0; i < n; i++) points[0][i] = u[i];
    for (let m = 1; m <= steps; m++) {
      const before = points[m - 1];
      const point = points[m];
      system.evaluate(delta, before, t + m * s);
      if (!linear.solve(delta)) return false;
      for (let i = 0; i < n; i++) point[i] = before[i] + delta[i];
    }
    const last = points[steps];
    for (let i = 0; i < n; i++) out[i] = last[i];
    this.differences(j);
    return true;
  }

  /** hᵏ times derivative k at the end, of the row just made: backward differences of its points. */
  private differences(j: number): void {
    const { points, end, n } = this;
    const steps = sequence[j];
    for (let k = 1; k <= Math.min(j + 1, MOST_DERIVATIVES); k++) {
      const out = end[k][j];
      for (let i = 0; i < n; i++) out[i] = 0;
      let weight = Math.pow(steps, k);
      for (let e = 0; e <= k; e++) {
        const point = points[steps - e];
        for (let i = 0; i < n; i++) out[i] += weight * point[i];
        weight *= -(k - e) / (e + 1);
      }
    }
  }

  /** The polynomial with these derivatives at the end, extrapolated, that meets both ends. */
  override completeRows(_t: number, h: number): void {
    const { columns, stages, end, u, next, n } = this;
    const most = Math.min(columns - 1, MOST_DERIVATIVES);
    const top = stages[most + 1];
    for (let i = 0; i < n; i++) top[i] = u[i] - next[i];
    let factorial = 1;
    let sign = 1;
    for (let k = 1; k <= most; k++) {
      this.extrapolate(end[k], k, columns);
      factorial *= k;
      sign = -sign;
      const value = end[k][columns - 1];
      for (let i = 0; i < n; i++) {
        const c = value[i] / factorial;
        top[i] -= sign * c;
        stages[k][i] = c / h;
      }
    }
    for (let i = 0; i < n; i++) top[i] *= -sign / h;
    for (let q = most + 2; q <= DEGREE; q++) stages[q].fill(0);
    if (this.startSlope !== undefined) stages[stages.length - 1].set(stages[1]);
  }

  override finish(tNew: number): void {
    super.finish(tNew);
    this.fEnd.set(this.stages[this.stages.length - 1]);
  }

  override shift(): void {
    super.shift();
    const { f } = this;
    this.f = this.fEnd;
    this.fEnd = f;
    this.isLinearised = false;
  }
}
