import type { Stepper } from '../stepper/Stepper.js';
import type { StepObserver } from './Integration.js';
import type { SaveLog } from './SaveLog.js';
import type { StepRecord } from './StepRecord.js';

/** Saves points and, where dense output or an adjoint will want them, whole steps. */
export class Recorder implements StepObserver {
  private step = 0;

  /** @param everyRow  whether the rows of every step are read, inside steps too */
  constructor(
    private readonly log: SaveLog | undefined,
    private readonly record: StepRecord | undefined,
    private readonly everyRow: boolean,
  ) {}

  accepted(stepper: Stepper, t: number, h: number, tNew: number): void {
    if (stepper.completeRows !== undefined && (this.everyRow || this.log?.readsInside(h, tNew) === true)) {
      stepper.completeRows(t, h);
    }
    if (this.record !== undefined) this.record.add(stepper, h, tNew);
    if (this.log !== undefined) this.log.accepted(stepper, this.step++, t, h, tNew);
  }
}
