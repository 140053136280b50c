import { checkpoint, type CheckpointReport, checkpointSteps } from '@diffjs/runtime';

/* @differentiable */
export function driftStep(x: number, i: number): number {
  return x + 1e-6 * Math.cos(x) * (1 - 0.3 * x) + 1e-9 * (i % 5);
}

/* @differentiable */
export function driftLoop(x: number, n: number): number {
  for (let i = 0; i < n; i++) x = driftStep(x, i);
  return x;
}

/* @differentiable */
export function driftMarked(x: number, n: number): number {
  /* @checkpoint */
  for (let i = 0; i < n; i++) x = driftStep(x, i);
  return x;
}

/* @differentiable */
export function driftSteps(x: number, n: number, snapshots?: number, report?: CheckpointReport): number {
  return checkpointSteps(driftStep, x, n, { snapshots, report });
}

/* @differentiable */
function stretchOfSteps(x: number, from: number, to: number): number {
  for (let i = from; i < to; i++) x = driftStep(x, i);
  return x;
}

/* @differentiable */
export function driftStretches(x: number, n: number): number {
  for (let from = 0; from < n; from += 1000) x = checkpoint(stretchOfSteps, x, from, from + 1000);
  return x;
}
