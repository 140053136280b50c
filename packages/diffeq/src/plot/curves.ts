import { ravel } from '@diffjs/runtime';
import type * as ObservablePlot from '@observablehq/plot';
import { canShow } from './Chart.js';
import type { FigureOptions } from './FigureOptions.js';
import type { SampledTrajectory } from './sampleTrajectory.js';
import type { NamedVariable } from './variables.js';

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** A line and what is marked on it. */
export interface Curve {
  readonly colour: string;
  readonly dashes: string | undefined;
  /** What cannot be shown is NaN, which breaks the line. */
  readonly points: CurvePoint[];
  /** States before and behind jumps. */
  readonly events: readonly (CurvePoint & { readonly behind: boolean })[];
}

/** The values of variables along a trajectory: [variable][point]. */
export function readVariables(variables: readonly NamedVariable[], { t, u }: SampledTrajectory): number[][] {
  const values: number[][] = variables.map(() => []);
  for (const [k, state] of u.entries()) {
    const flat = typeof state === 'number' ? Float64Array.of(state) : ravel(state);
    for (const [v, variable] of variables.entries()) values[v].push(variable.read(state, flat, t[k]));
  }
  return values;
}

/** A curve through values, broken where an event makes it jump. */
export function curveOf(
  xs: readonly number[],
  ys: readonly number[],
  jumps: readonly number[],
  style: Pick<Curve, 'colour' | 'dashes'>,
  { xScale, yScale }: Pick<FigureOptions, 'xScale' | 'yScale'>,
): Curve {
  const at = (k: number): CurvePoint =>
    canShow(xs[k], xScale) && canShow(ys[k], yScale) ? { x: xs[k], y: ys[k] } : { x: NaN, y: NaN };
  const jumpsAt = new Set(jumps.filter((k) => xs[k] !== xs[k - 1] || ys[k] !== ys[k - 1]));
  const points = xs.flatMap((_, k) => (jumpsAt.has(k) ? [{ x: NaN, y: NaN }, at(k)] : [at(k)]));
  const events = jumps.flatMap((k) => [
    ...(jumpsAt.has(k) ? [{ ...at(k - 1), behind: false }] : []),
    { ...at(k), behind: true },
  ]);
  return { ...style, points, events };
}

/** Lines, and dots at events: hollow before a jump, full behind it. */
export function curveMarks(
  Plot: typeof ObservablePlot,
  { colour, dashes, points, events }: Curve,
  { strokeWidth = 2, showEvents = true }: { strokeWidth?: number; showEvents?: boolean | undefined } = {},
): ObservablePlot.Markish[] {
  const line = Plot.line(points, {
    x: 'x',
    y: 'y',
    stroke: colour,
    strokeWidth,
    clip: true,
    ...(dashes === undefined ? {} : { strokeDasharray: dashes }),
  });
  if (!showEvents || events.length === 0) return [line];
  const fill = (event: (typeof events)[number]): string => (event.behind ? colour : '#fff');
  return [line, Plot.dot(events, { x: 'x', y: 'y', r: 3.2, fill, stroke: colour, strokeWidth: 1.4 })];
}
