import type { System } from '../problem/System.js';
import type { Stepper } from '../stepper/Stepper.js';
import { initialStep } from './initialStep.js';
import type { ResolvedOptions } from './SolveOptions.js';

/**
 * The first step size of a solve.
 *
 * With a mass matrix, or for F(du/dt, u, t) = 0, what stands for the derivative is no derivative of every component: then 1e-3 of the
 * time in which the differential ones change by their size, which the method corrects.
 *
 * @param span  t1 − t, signed
 * @param order  order of the method in its first step
 */
export function firstStep(
  system: System,
  stepper: Stepper,
  t: number,
  span: number,
  order: number,
  { atol, rtol, dtmax }: Pick<ResolvedOptions, 'atol' | 'rtol' | 'dtmax'>,
): number {
  const { u, slope } = stepper;
  const { mass, parts } = system;
  if (mass === undefined && parts?.kind !== 'implicit') {
    return initialStep(system, u, slope, t, span, order, atol, rtol, dtmax);
  }
  const longest = Math.min(dtmax, Math.abs(span));
  let size = 0;
  let speed = 0;
  for (let j = 0; j < u.length; j++) {
    if (mass !== undefined && mass.algebraic.includes(j)) continue;
    const scale = atol[j] + rtol * Math.abs(u[j]);
    size += (u[j] / scale) ** 2;
    speed += (slope[j] / (mass?.diagonal?.[j] ?? 1) / scale) ** 2;
  }
  const time = speed > 0 ? Math.sqrt(Math.max(size, 1) / speed) : longest;
  return Math.min(Math.max(1e-3 * time, 1e-12 * longest), longest);
}
