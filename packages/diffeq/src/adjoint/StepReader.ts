import type { Stepper } from '../stepper/Stepper.js';
import type { RecordedSolve } from './SensitivityMethod.js';

/** Reads the stages of recorded steps; those that were too many to keep are computed again from the state. */
export class StepReader {
  /** State at the start of the step last loaded, [n]. */
  readonly u: Float64Array;
  private readonly rows: readonly Float64Array[];
  private stepper: Stepper | undefined;

  constructor(private readonly solve: RecordedSolve) {
    const { n, rows } = solve.record;
    this.u = new Float64Array(n);
    this.rows = Array.from({ length: rows }, () => new Float64Array(n));
  }

  /** Stage derivatives of step m, R rows of [n], valid until the next call; also fills `u`. */
  load(m: number): readonly Float64Array[] {
    const { record } = this.solve;
    const { n, states, stages } = record;
    for (let j = 0; j < n; j++) this.u[j] = states[m * n + j];
    if (!record.hasStages) return this.recompute(m);
    let at = m * this.rows.length * n;
    for (const row of this.rows) {
      for (let j = 0; j < n; j++) row[j] = stages[at + j];
      at += n;
    }
    return this.rows;
  }

  private recompute(m: number): readonly Float64Array[] {
    const { record, algorithm, rhs } = this.solve;
    const stepper = (this.stepper ??= algorithm.createStepper(rhs, this.u));
    stepper.u.set(this.u);
    stepper.restart(record.times[m]);
    stepper.attempt(record.times[m], record.sizes[m]);
    stepper.finish(record.times[m + 1]);
    return stepper.stages;
  }
}
