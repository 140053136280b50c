import { shown, solverError } from '../diagnostics/solverError.js';

/** What a picture is given as. */
export type FigureFormat = 'svg' | 'png' | 'html';

/** The picture in a format: text, or the bytes of a file. */
export type FigureOf<F extends FigureFormat> = F extends 'png' ? Uint8Array : string;

/** Options of every picture. */
export interface FigureOptions<F extends FigureFormat = FigureFormat> {
  /** Text of an SVG file (default), bytes of a PNG file (Node only), or a page. */
  format?: F;
  title?: string;
  subtitle?: string;
  /** In CSS pixels; default 720. */
  width?: number;
  /** In CSS pixels; default 440. */
  height?: number;
  /** Pixels of a PNG for each CSS pixel; default 2. */
  scale?: number;
  /** Font files for a PNG; default Source Sans 3 from the package @expo-google-fonts/source-sans-3 if that is installed, else the system's fonts. */
  fontFiles?: readonly string[];
  /** Texts at the axes. */
  xLabel?: string;
  yLabel?: string;
  /** Default `'linear'`. On a logarithmic axis, what is not positive is left out. */
  xScale?: AxisScale;
  yScale?: AxisScale;
  /** What the axes show; default what there is. */
  xDomain?: readonly [number, number];
  yDomain?: readonly [number, number];
  /** Marks of Observable Plot that are drawn on top, such as `Plot.dot(data, { x: 't', y: 'u' })`. */
  marks?: readonly unknown[];
}

export type AxisScale = 'linear' | 'log';

/** Names of the options of every picture. */
export const figureOptionNames = [
  'format',
  'title',
  'subtitle',
  'width',
  'height',
  'scale',
  'fontFiles',
  'xLabel',
  'yLabel',
  'xScale',
  'yScale',
  'xDomain',
  'yDomain',
  'marks',
] as const;

/** @throws DIFF5008 */
export function checkFigureOptions(options: FigureOptions, where: string): void {
  requireOneOf('format', options.format, ['svg', 'png', 'html'], where);
  requireOneOf('xScale', options.xScale, ['linear', 'log'], where);
  requireOneOf('yScale', options.yScale, ['linear', 'log'], where);
  for (const name of ['width', 'height', 'scale'] as const) {
    const value = options[name];
    if (value === undefined || (value > 0 && value < Infinity)) continue;
    throw solverError('DIFF5008', `${where}: ${name} is ${shown(value)}`, 'It is a positive number.');
  }
}

/** @throws DIFF5008 unless the value is one of those, or absent */
export function requireOneOf(name: string, value: unknown, known: readonly string[], where: string): void {
  if (value === undefined || known.includes(value as string)) return;
  throw solverError('DIFF5008', `${where}: ${name} is ${shown(value)}`, `It is one of ${known.join(', ')}.`);
}
