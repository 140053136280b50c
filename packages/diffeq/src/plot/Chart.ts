import type * as ObservablePlot from '@observablehq/plot';
import type { FigureOptions } from './FigureOptions.js';

/** An entry of a legend. */
export interface LegendEntry {
  readonly label: string;
  readonly colour: string;
  readonly dashes?: string | undefined;
  /** A band of values instead of a line; a dot. */
  readonly form?: 'band' | 'dot';
}

/** A picture before it is drawn. */
export interface Chart {
  readonly legend: readonly LegendEntry[];
  readonly x: AxisOfChart;
  readonly y: AxisOfChart;
  /** Whether the axes are those of the picture; false if it brings its own. */
  readonly axes: boolean;
  /** Marks from back to front. */
  marks(plot: typeof ObservablePlot): ObservablePlot.Markish[];
}

export interface AxisOfChart {
  readonly label: string;
  /** The least and the greatest value, where the axis shall end at round numbers beyond them. */
  readonly extent?: readonly [number, number] | undefined;
  /** Where it shall end. */
  readonly domain?: readonly [number, number] | undefined;
}

/** Whether a value can stand on an axis. */
export function canShow(value: number, scale: FigureOptions['xScale']): boolean {
  return Number.isFinite(value) && (scale !== 'log' || value > 0);
}

/** The least and the greatest of the values that an axis can show; undefined if there is none. */
export function extentOf(
  lists: readonly (readonly number[])[],
  scale: FigureOptions['xScale'],
): [number, number] | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const values of lists) {
    for (const value of values) {
      if (!canShow(value, scale)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : undefined;
}
