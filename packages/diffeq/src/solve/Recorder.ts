import type { Stepper } from '../stepper/Stepper.js';
import type { StepObserver } from './Integration.js';
import type { SaveLog } from './SaveLog.js';
import type { StepRecord } from './StepRecord.js';

/** Saves points and, where dense output or an adjoint will want them, whole steps. */
export class Recorder implements StepObserver {
  /** Index of the step that is recorded next. */
  private step = 0;

  /** @param isReadInside  whether every step will be read inside, and not only where points are saved */
  constructor(
    readonly log: SaveLog | undefined,
    readonly record: StepRecord | undefined,
    private readonly isReadInside: boolean,
  ) {}

  accepted(stepper: Stepper, t: number, h: number, tNew: number): void {
    const { record, log } = this;
    if (record !== undefined) record.add(stepper, h, tNew);
    if (log !== undefined) log.accepted(stepper, this.step, t, h, tNew);
    this.step++;
  }

  /** Whether the rows of the accepted step will be read. */
  readsRows(h: number, tNew: number): boolean {
    return this.isReadInside || this.log?.readsRows(h, tNew) === true;
  }

  /** Records a jump of the state from what it was at the end of the last step. */
  jumped(t: number, u: Float64Array): void {
    if (this.record === undefined) return;
    this.record.addJump(t, u);
    this.step++;
  }

  /** Says that the steps do not follow from one another alone: an event cut the last short, or may have changed state or parameters. */
  markCut(): void {
    if (this.record !== undefined) this.record.hasJumps = true;
  }

  /** Takes back the point at t, which an event does not want saved. */
  dropPoint(t: number): void {
    const { log } = this;
    if (log !== undefined && log.count > 1 && log.times[log.count - 1] === t) log.dropLast();
  }

  /** Saves the state at t out of turn, where points are saved at chosen times; with every step saved, the steps hold it. */
  savePoint(t: number, u: Float64Array): void {
    this.log?.savePoint(t, u, Math.max(0, this.step - 1), 1);
  }
}
