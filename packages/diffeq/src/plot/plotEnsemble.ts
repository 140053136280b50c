import { checkKeys } from '../diagnostics/checkKeys.js';
import { ensembleSummary } from '../ensemble/ensembleSummary.js';
import type { Trajectories, TrajectoryLike } from '../ensemble/memberStates.js';
import { membersOf, stateAtTime } from '../ensemble/memberStates.js';
import { dataOf } from '../solve/Solution.js';
import type { Chart, LegendEntry } from './Chart.js';
import { canShow, extentOf } from './Chart.js';
import type { Curve } from './curves.js';
import { timeAxis } from './plotSolution.js';
import { curveMarks, curveOf, readVariables } from './curves.js';
import { drawFigure } from './drawFigure.js';
import type { FigureFormat, FigureOf, FigureOptions } from './FigureOptions.js';
import { checkFigureOptions, figureOptionNames, requireOneOf } from './FigureOptions.js';
import type { SampledTrajectory } from './sampleTrajectory.js';
import { sampleTrajectory } from './sampleTrajectory.js';
import { colourOf, ink } from './theme.js';
import type { NamedVariable, PlotVariable } from './variables.js';
import { variablesOf } from './variables.js';

/** Options of `plotEnsemble`. */
export interface PlotEnsembleOptions<F extends FigureFormat = FigureFormat> extends FigureOptions<F> {
  /** What is drawn; default all numbers of the state. */
  vars?: readonly PlotVariable[];
  /** Names of the variables, in their order. */
  labels?: readonly string[];
  /** When quantiles are taken; default: the saved times, or 400 times of the span where there is dense output. */
  times?: ArrayLike<number>;
  /** Border of the band, probabilities from 0 to 1; default [0.05, 0.95]. */
  quantiles?: readonly [number, number];
  /** The line in the band; default the median. */
  centre?: 'median' | 'mean';
  /** How many trajectories are drawn as thin lines; default 20. */
  trajectories?: number;
}

const optionNames = [
  ...figureOptionNames,
  'vars',
  'labels',
  'times',
  'quantiles',
  'centre',
  'trajectories',
] as const;

/** Values of a variable over time: border and middle of the band. */
interface Band {
  readonly t: number;
  readonly low: number;
  readonly high: number;
  readonly middle: number;
}

/**
 * A picture of an ensemble over time: for each variable a band between two quantiles, its median or mean, and some trajectories.
 *
 * @param ensemble  what `solveEnsemble` gives, or a list of trajectories
 * @param options  see `PlotEnsembleOptions`
 * @returns a promise, as of `plotSolution`
 * @throws as `plotSolution` and `ensembleSummary`
 *
 * @example
 * const svg = await plotEnsemble(solveEnsemble(ensemble, Tsit5(), { trajectories: 200 }), { labels: ['x', 'y'] });
 */
export function plotEnsemble<F extends FigureFormat = 'svg'>(
  ensemble: Trajectories,
  options: PlotEnsembleOptions<F> = {},
): Promise<FigureOf<F>> {
  checkKeys(options, optionNames, 'plotEnsemble');
  checkFigureOptions(options, 'plotEnsemble');
  requireOneOf('centre', options.centre, ['median', 'mean'], 'plotEnsemble');
  const members = membersOf(ensemble);
  const variables = variablesOf(options.vars, options.labels, members[0].u[0], 'plotEnsemble');
  return drawFigure(ensembleChart(members, variables, options), options);
}

function ensembleChart(
  members: readonly TrajectoryLike[],
  variables: readonly NamedVariable[],
  options: PlotEnsembleOptions,
): Chart {
  const { quantiles = [0.05, 0.95], centre = 'median', trajectories = 20 } = options;
  const bands = bandsOf(members, variables, options.times ?? timesOf(members[0]), quantiles, centre);
  const shown = members.slice(0, trajectories);
  const opacity = Math.max(0.12, Math.min(0.5, 4 / shown.length));
  const curves = shown.flatMap((member) => {
    const sampled = sampleTrajectory(member, { points: 300, tspan: undefined }, 'plotEnsemble');
    return readVariables(variables, sampled).map((ys, v) =>
      curveOf(sampled.t, ys, sampled.jumps, { colour: colourOf(v), dashes: undefined }, options),
    );
  });
  return {
    legend: legendOf(variables, quantiles, centre),
    x: timeAxis(
      bands.map((band) => band.map(({ t }) => t)),
      options,
    ),
    y: {
      label: options.yLabel ?? (variables.length === 1 ? variables[0].label : ''),
      extent: extentOf(
        [...bands.map((band) => band.flatMap(({ low, high }) => [low, high])), ...curves.map(valuesOf)],
        options.yScale,
      ),
    },
    axes: true,
    marks: (Plot) => [
      ...bands.map((band, v) =>
        Plot.areaY(
          band.filter(({ t, low }) => canShow(t, options.xScale) && canShow(low, options.yScale)),
          { x: 't', y1: 'low', y2: 'high', fill: colourOf(v), fillOpacity: 0.22, clip: true },
        ),
      ),
      ...curves.flatMap(({ points, colour }) => [
        Plot.line(points, {
          x: 'x',
          y: 'y',
          stroke: colour,
          strokeWidth: 0.8,
          strokeOpacity: opacity,
          clip: true,
        }),
      ]),
      ...bands.flatMap((band, v) => {
        const [t, middle] = [band.map((at) => at.t), band.map((at) => at.middle)];
        const curve = curveOf(t, middle, [], { colour: colourOf(v), dashes: undefined }, options);
        return curveMarks(Plot, curve, { strokeWidth: 2.4 });
      }),
    ],
  };
}

const valuesOf = ({ points }: Curve): number[] => points.map(({ y }) => y);

/** Quantiles of the variables: those of a function of the state are not functions of the state's. */
function bandsOf(
  members: readonly TrajectoryLike[],
  variables: readonly NamedVariable[],
  times: ArrayLike<number>,
  quantiles: readonly [number, number],
  centre: 'median' | 'mean',
): Band[][] {
  const t = Array.from(times);
  const read = members.map((member) => {
    const values = readVariables(variables, statesAt(member, t));
    return { t, u: t.map((_, k) => values.map((ofVariable) => ofVariable[k])) };
  });
  const summary = ensembleSummary<ArrayLike<number>>(read, t, { quantiles });
  const [low, high] = summary.quantiles;
  return variables.map((_, v) =>
    t.map((time, k) => ({ t: time, low: low[k][v], high: high[k][v], middle: summary[centre][k][v] })),
  );
}

function statesAt(member: TrajectoryLike, t: number[]): SampledTrajectory {
  const u = t.map((time) => stateAtTime(member, time));
  return { t, u, jumps: [] };
}

/** 400 times where a solution can be asked for any, else those that are saved. */
function timesOf(member: TrajectoryLike): number[] {
  const { t } = member;
  if (dataOf(member)?.record === undefined) return t;
  const [from, to] = [t[0], t[t.length - 1]];
  return Array.from({ length: 401 }, (_, i) => (i === 400 ? to : from + ((to - from) * i) / 400));
}

function legendOf(
  variables: readonly NamedVariable[],
  quantiles: readonly [number, number],
  centre: string,
): LegendEntry[] {
  const percent = (q: number): string => String(Number((100 * q).toPrecision(4)));
  const single = variables.length === 1;
  const band = single ? colourOf(0) : ink;
  return [
    ...variables.map(({ label }, v) => ({
      label: single ? centre : `${label} (${centre})`,
      colour: colourOf(v),
    })),
    { label: `${percent(quantiles[0])} % to ${percent(quantiles[1])} %`, colour: band, form: 'band' },
  ];
}
