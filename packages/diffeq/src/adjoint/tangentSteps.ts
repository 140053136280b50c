import type { DensePosition, DenseSteps } from '../interpolation/denseOutput.js';
import { combineRecorded } from './combineRecorded.js';
import type { RhsJvp } from './RhsJvp.js';
import type { RecordedSolve } from './SensitivityMethod.js';
import { requireTableau } from './requireTableau.js';
import { StepReader } from './StepReader.js';

/**
 * The tangent of recorded steps, their sizes held constant: states and stage derivatives along a direction, in the form of the
 * steps themselves, so that dense output applies to them.
 *
 * For each row k̇ᵢ = ∂f/∂u U̇ᵢ + ∂f/∂p ṗ with U̇ᵢ = u̇ₙ + h Σ aᵢⱼ k̇ⱼ.
 *
 * @param u0Dot  tangent of the state at t0, [n]
 * @param read  the positions at which the tangent will be asked for; undefined for any
 */
export function tangentSteps(
  solve: RecordedSolve,
  jvp: RhsJvp,
  u0Dot: Float64Array,
  read: readonly DensePosition[] | undefined,
): DenseSteps {
  const { record } = solve;
  const { end, sums, nodes, rows: own } = requireTableau(solve);
  const { starts } = sums;
  const { n, rows, count, times, sizes } = record;
  const states = new Float64Array((count + 1) * n);
  const stages = new Float64Array(count * rows * n);
  const isRead = stepsReadInside(read, count);
  const reader = new StepReader(solve);
  const state = new Float64Array(n);
  const stateDot = Float64Array.from(u0Dot);
  const kDot = new Float64Array(n);
  states.set(u0Dot);
  if (count > 0) jvp.apply(record.states.subarray(0, n), times[0], stateDot, kDot);
  for (let m = 0; m < count; m++) {
    const h = sizes[m];
    const at = m * rows * n;
    const inside = isRead[m] === 1;
    reader.load(m, inside);
    stages.set(kDot, at);
    for (let i = 1; i < (inside ? Math.min(rows, own) : end + 1); i++) {
      const [first, last] = [starts[i], starts[i + 1]];
      combineRecorded(stateDot, states, m * n, stages, at, sums, first, last, h);
      if (i === end) {
        states.set(stateDot, (m + 1) * n);
        state.set(record.states.subarray((m + 1) * n, (m + 2) * n));
        jvp.apply(state, times[m + 1], stateDot, kDot);
      } else {
        combineRecorded(state, record.states, m * n, reader.stages, reader.at, sums, first, last, h);
        jvp.apply(state, times[m] + nodes[i] * h, stateDot, kDot);
      }
      stages.set(kDot, at + i * n);
    }
    kDot.set(stages.subarray(at + end * n, at + (end + 1) * n)); // the first stage of the next step
  }
  return { n, rows, count, times, sizes, states, stages };
}

/** For each step whether a position lies strictly inside it. */
function stepsReadInside(read: readonly DensePosition[] | undefined, count: number): Uint8Array {
  const inside = new Uint8Array(count);
  if (read === undefined) return inside.fill(1);
  for (const { step, theta } of read) if (theta > 0 && theta < 1) inside[step] = 1;
  return inside;
}
