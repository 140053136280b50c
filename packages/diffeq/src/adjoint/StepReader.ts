import { interpolationSlopes } from '../interpolation/stageInterpolant.js';
import type { Stepper } from '../stepper/Stepper.js';
import type { RecordedSolve } from './SensitivityMethod.js';

/** Reads the stages of recorded steps; those that were too many to keep are computed again from the state. */
export class StepReader {
  /** Holds the R·n stage derivatives of the step last loaded, row by row, from `at` on. */
  stages: Float64Array;
  at = 0;
  private stepper: Stepper | undefined;
  private loaded = -1;
  private isComplete = false;

  constructor(private readonly solve: RecordedSolve) {
    const { n, rows, stages, hasStages } = solve.record;
    this.stages = hasStages ? stages : new Float64Array(rows * n);
  }

  /**
   * Makes the stages of step m readable until the next call.
   *
   * @param isRead  whether rows that only dense output reads are wanted
   */
  load(m: number, isRead: boolean): void {
    const { n, rows, hasStages } = this.solve.record;
    if (hasStages) this.at = m * rows * n;
    else if (m !== this.loaded || (isRead && !this.isComplete)) this.recompute(m, isRead);
    this.loaded = m;
  }

  /** Stage derivative `row` of the step last loaded, [n]. */
  row(row: number): Float64Array {
    const { n } = this.solve.record;
    const from = this.at + row * n;
    return this.stages.subarray(from, from + n);
  }

  /** Derivative at the end of the step last loaded, [n]: a stage of Runge–Kutta methods, of others the slope of their interpolant. */
  endSlope(): Float64Array {
    const { algorithm, record } = this.solve;
    const { tableau, interpolant } = algorithm;
    if (tableau !== undefined) return this.row(tableau.end);
    const weights = new Float64Array(interpolant.rows);
    interpolationSlopes(interpolant, 1, weights);
    const slope = new Float64Array(record.n);
    weights.forEach((weight, i) => this.row(i).forEach((value, j) => (slope[j] += weight * value)));
    return slope;
  }

  private recompute(m: number, isRead: boolean): void {
    const { record, algorithm, system, options } = this.solve;
    const { n, states, times, sizes } = record;
    const u = states.subarray(m * n, (m + 1) * n);
    const stepper = (this.stepper ??= algorithm.createStepper(system, u, options));
    stepper.u.set(u);
    stepper.restart(times[m]);
    stepper.attempt(times[m], sizes[m]);
    stepper.finish(times[m + 1]);
    if (isRead) stepper.completeRows?.(times[m], sizes[m]);
    this.isComplete = isRead;
    stepper.stages.forEach((row, i) => this.stages.set(row, i * n));
  }
}
