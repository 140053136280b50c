import type { Algorithm } from '../algorithm/Algorithm.js';
import { Recorder } from './Recorder.js';
import { SaveLog } from './SaveLog.js';
import type { ResolvedOptions } from './SolveOptions.js';
import { StepRecord } from './StepRecord.js';

/** Numbers of stages (256 MiB) that are kept for an adjoint unless it says otherwise; beyond, it computes them again. */
const STAGES_KEPT = 2 ** 25;

/** What records the steps from (t0, start) on, as far as dense output, save times or an adjoint will want them. */
export function createRecorder(
  options: ResolvedOptions,
  { tableau, interpolant }: Algorithm,
  forDerivative: boolean,
  t0: number,
  start: Float64Array,
): Recorder {
  const { dense, sensitivity, saveTimes, saveIdxs, callbacks } = options;
  const n = start.length;
  // Steps of other methods follow from more than the state at their start, and cannot be made again.
  const isTabulated = tableau !== undefined && tableau.rows >= interpolant.rows;
  const limit = dense || !isTabulated ? Infinity : (sensitivity?.stageLimit ?? STAGES_KEPT);
  const record = forDerivative || dense ? new StepRecord(n, interpolant.rows, t0, start, limit) : undefined;
  // Where every step is saved whole, the record holds the points, too.
  const isLogged =
    record === undefined || saveTimes !== undefined || saveIdxs !== undefined || callbacks.length > 0;
  const log = isLogged ? new SaveLog(n, interpolant, saveTimes, saveIdxs?.components) : undefined;
  return new Recorder(log, record, dense || (forDerivative && (sensitivity?.readsInside ?? !isTabulated)));
}
