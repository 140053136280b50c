import { createRequire } from 'node:module';
import path from 'node:path';
import { installed } from '../contenders';
import type { BenchProblem } from '../problems';
import type { Curve, Point } from '../sweep';

/** The part of ECharts that is used here. */
interface ECharts {
  init(
    element: null,
    theme: null,
    options: { renderer: 'svg'; ssr: true; width: number; height: number },
  ): { setOption(option: unknown): void; renderToSVGString(): string; dispose(): void };
}

const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'];
const OURS = ['#1f5fbf', '#c2410c', '#15803d', '#7e22ce', '#be123c', '#0e7490', '#a16207', '#4338ca'];
const OTHERS = ['#333333', '#777777', '#8a6d3b', '#5b7f95', '#9a5b8f', '#6b8e23'];

/** Time over error, both logarithmic, as SVG; a sentence in its place where ECharts is not installed. */
export function workPrecisionDiagram(problem: BenchProblem, curves: readonly Curve[]): string {
  if (!installed('echarts')) return '<p>The diagram needs the npm package echarts.</p>';
  const requireHere = createRequire(path.join(__dirname, '..', 'package.json'));
  const echarts = requireHere('echarts') as ECharts;
  const at = (axis: 0 | 1): number[] => curves.flatMap(({ points }) => shown(points).map((xy) => xy[axis]));
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 1060, height: 560 });
  chart.setOption({
    animation: false,
    grid: { left: 70, right: 230, top: 20, bottom: 50 },
    legend: { orient: 'vertical', right: 0, top: 10, type: 'plain', itemGap: 6 },
    xAxis: logAxis(problem.end === null ? 'rtol' : 'error at the end', 28, powerOfTen, at(0)),
    yAxis: logAxis('time', 50, timeOf, at(1)),
    series: curves.map((curve, i) => seriesOf(curve, i, curves)),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

/** From the power of ten below all values to that above. */
function logAxis(
  name: string,
  nameGap: number,
  formatter: (value: number) => string,
  values: readonly number[],
): unknown {
  const [low, high] = [
    Math.floor(Math.log10(Math.min(...values))),
    Math.ceil(Math.log10(Math.max(...values))),
  ];
  return {
    type: 'log',
    min: 10 ** low,
    max: 10 ** high,
    splitNumber: high - low,
    name,
    nameLocation: 'middle',
    nameGap,
    axisLabel: { formatter },
    splitLine: { show: true, lineStyle: { color: '#eee' } },
    axisLine: { onZero: false },
  };
}

function seriesOf({ contender, points }: Curve, i: number, curves: readonly Curve[]): unknown {
  const own = contender.kind === 'ours';
  const palette = own ? OURS : OTHERS;
  const rank = curves.slice(0, i).filter((other) => (other.contender.kind === 'ours') === own).length;
  const color = palette[rank % palette.length];
  return {
    type: 'line',
    name: contender.name,
    symbol: SYMBOLS[Math.floor(rank / palette.length) % SYMBOLS.length],
    symbolSize: 6,
    itemStyle: { color },
    lineStyle: { color, width: own ? 2 : 1.3, type: own ? 'solid' : 'dashed' },
    data: shown(points),
  };
}

/** Error (or tolerance) and time of the points that have a digit right. */
function shown(points: readonly Point[]): [number, number][] {
  return points
    .map(({ rtol, error, ns }): [number, number] => [error ?? rtol, ns])
    .filter(([x]) => x > 0 && x < 1);
}

function powerOfTen(value: number): string {
  return `1e${String(Math.round(Math.log10(value)))}`;
}

function timeOf(ns: number): string {
  if (ns < 1e3) return `${String(ns)} ns`;
  if (ns < 1e6) return `${String(ns / 1e3)} µs`;
  return ns < 1e9 ? `${String(ns / 1e6)} ms` : `${String(ns / 1e9)} s`;
}
