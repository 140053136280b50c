import type { DenseSteps } from '../interpolation/denseOutput.js';
import { combineStages } from '../stepper/combineStages.js';
import { combineRecorded } from './combineRecorded.js';
import type { RhsJvp } from './RhsJvp.js';
import type { RecordedSolve } from './SensitivityMethod.js';
import { requireTableau } from './requireTableau.js';
import { StepReader } from './StepReader.js';

/**
 * The tangent of recorded steps, their sizes held constant: states and stage derivatives along a direction, in the form of the
 * steps themselves, so that dense output applies to them.
 *
 * For each stage k̇ᵢ = ∂f/∂u U̇ᵢ + ∂f/∂p ṗ with U̇ᵢ = u̇ₙ + h Σ aᵢⱼ k̇ⱼ.
 *
 * @param u0Dot  tangent of the state at t0, [n]
 */
export function tangentSteps(solve: RecordedSolve, jvp: RhsJvp, u0Dot: Float64Array): DenseSteps {
  const { algorithm, record } = solve;
  const { stages: inner, a, b, c, fsal } = requireTableau(solve);
  const { n, rows, count, times, sizes } = record;
  const ends = fsal ? inner - 1 : inner;
  const states = new Float64Array((count + 1) * n);
  const stages = new Float64Array(count * rows * n);
  const reader = new StepReader(solve);
  const state = new Float64Array(n);
  const stateDot = new Float64Array(n);
  const kDot = Array.from({ length: rows }, () => new Float64Array(n));
  let uDot = Float64Array.from(u0Dot);
  let nextDot = new Float64Array(n);
  states.set(uDot);
  const states0 = record.states.subarray(0, n);
  for (let m = 0; m < count; m++) {
    const h = sizes[m];
    const t = times[m];
    reader.load(m);
    if (m === 0) jvp.apply(states0, t, uDot, kDot[0]);
    for (let i = 1; i < ends; i++) {
      combineRecorded(state, record.states, m * n, reader.stages, reader.at, a, i * inner, i, h);
      combineStages(stateDot, uDot, kDot, a, i * inner, i, h);
      jvp.apply(state, t + c[i] * h, stateDot, kDot[i]);
    }
    state.set(record.states.subarray((m + 1) * n, (m + 2) * n));
    combineStages(nextDot, uDot, kDot, b, 0, ends, h);
    jvp.apply(state, times[m + 1], nextDot, kDot[ends]);
    states.set(nextDot, (m + 1) * n);
    for (let i = 0; i < rows; i++) stages.set(kDot[i], (m * rows + i) * n);
    const first = kDot[0];
    kDot[0] = kDot[ends];
    kDot[ends] = first;
    const old = uDot;
    uDot = nextDot;
    nextDot = old;
  }
  return { n, rows, count, times, sizes, states, stages };
}
