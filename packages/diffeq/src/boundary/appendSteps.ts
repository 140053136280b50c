import type { DenseSteps } from '../interpolation/denseOutput.js';
import type { StepRecord } from '../solve/StepRecord.js';
import type { NewtonEnd } from './nodeNewton.js';

/** Appends steps to a record over their first components, and gives the record. */
export function appendSteps(record: StepRecord, steps: DenseSteps): StepRecord {
  const { n, rows, count, times, sizes, states, stages } = steps;
  const width = record.n;
  const next = new Float64Array(width);
  const k = Array.from({ length: rows }, () => new Float64Array(width));
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < width; j++) {
      next[j] = states[(i + 1) * n + j];
      for (let r = 0; r < rows; r++) k[r][j] = stages[(i * rows + r) * n + j];
    }
    record.add({ next, stages: k }, sizes[i], times[i + 1]);
  }
  return record;
}

/** The states of a function at the nodes of a mesh, [(N + 1)·n]. */
export function statesOn(mesh: Float64Array, n: number, state: (t: number) => Float64Array): Float64Array {
  const Y = new Float64Array(mesh.length * n);
  mesh.forEach((t, i) => Y.set(state(t), i * n));
  return Y;
}

/** Why Newton's method failed, and what to do. */
export const WHY: Readonly<Record<Exclude<NewtonEnd, 'converged'>, string>> = {
  singular: 'its equations are singular; are the conditions independent, and is the solution isolated?',
  stalled:
    "Newton's method does not come closer; give a better guess, or reach the parameters by steps from ones that work",
  steps:
    "Newton's method did not converge; give a better guess, or reach the parameters by steps from ones that work",
  notFinite:
    'f or the conditions are not finite there; give a better guess, or reach the parameters by steps from ones that work',
};
