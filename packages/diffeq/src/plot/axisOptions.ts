import type * as ObservablePlot from '@observablehq/plot';
import type { AxisOfChart } from './Chart.js';
import type { AxisScale } from './FigureOptions.js';
import { textWidth } from './svgText.js';

/** Room on a logarithmic axis beyond the values, as a share of their span. */
const ROOM = 0.04;

/** An axis as Observable Plot takes it; `wanted` is the domain that the user asks for. */
export function axisOptions(
  { label, extent, domain }: AxisOfChart,
  type: AxisScale = 'linear',
  wanted: readonly [number, number] | undefined,
): ObservablePlot.ScaleOptions {
  const common = { type, label, labelAnchor: 'center', labelArrow: 'none', tickSize: 0 } as const;
  const fixed = wanted ?? domain;
  if (type === 'linear') {
    return {
      ...common,
      ...(fixed === undefined ? { nice: true, domain: widened(extent) } : { domain: [...fixed] }),
    };
  }
  const [low, high] = fixed ?? extent ?? [1, 10];
  const spread = (high / low) ** ROOM;
  return {
    ...common,
    domain: fixed === undefined ? [low / spread, high * spread] : [low, high],
    tickFormat: high / low < 200 ? oneTwoFive : powerOfTen,
  };
}

/** A value that never changes stands in the middle of an axis. */
function widened(extent: AxisOfChart['extent']): [number, number] {
  const [low, high] = extent ?? [0, 1];
  return low < high ? [low, high] : [low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2];
}

/** About how wide the widest number at an axis is, in pixels at the size of ticks. */
export function tickWidth({ extent, domain }: AxisOfChart, type: AxisScale = 'linear'): number {
  const ends = domain ?? extent ?? [0, 1];
  const texts = ends.map((end) =>
    type === 'linear' ? roundedEnd(end, ends) : shortNumber(roundToPower(end)),
  );
  return Math.max(...texts.map((text) => textWidth(text, TICK_SIZE)));
}

const TICK_SIZE = 13;

/** An end with as many digits as ticks have, some ten of which stand between the ends. */
function roundedEnd(end: number, [low, high]: readonly [number, number]): string {
  const digits = Math.min(20, Math.max(0, Math.ceil(-Math.log10((high - low) / 10 || 1))));
  return end.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const roundToPower = (value: number): number => 10 ** Math.round(Math.log10(value));

/** Ticks of logarithmic axes over many powers of ten: only these are named. */
function powerOfTen(value: number): string {
  return leadingDigit(value) === 1 ? shortNumber(value) : '';
}

function oneTwoFive(value: number): string {
  return [1, 2, 5].includes(leadingDigit(value)) ? shortNumber(value) : '';
}

function leadingDigit(value: number): number {
  return Number(value.toExponential(6).slice(0, 1));
}

function shortNumber(value: number): string {
  if (value >= 1e-3 && value < 1e5) return String(Number(value.toPrecision(6)));
  const [mantissa, exponent] = Number(value.toPrecision(6)).toExponential().split('e');
  const power = `10${[...exponent].map((c) => SUPERSCRIPTS[c]).join('')}`;
  return mantissa === '1' ? power : `${mantissa}·${power}`;
}

const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '-': '⁻',
  '+': '',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};
