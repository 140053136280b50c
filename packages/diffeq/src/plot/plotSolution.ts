import { checkKeys } from '../diagnostics/checkKeys.js';
import { solverError } from '../diagnostics/solverError.js';
import type { TrajectoryLike } from '../ensemble/memberStates.js';
import type { Chart, LegendEntry } from './Chart.js';
import { extentOf } from './Chart.js';
import type { Curve } from './curves.js';
import { curveMarks, curveOf, readVariables } from './curves.js';
import { drawFigure } from './drawFigure.js';
import type { FigureFormat, FigureOf, FigureOptions } from './FigureOptions.js';
import { checkFigureOptions, figureOptionNames, requireOneOf } from './FigureOptions.js';
import { phaseChart3d } from './phaseChart3d.js';
import type { SampledTrajectory } from './sampleTrajectory.js';
import { sampleTrajectory } from './sampleTrajectory.js';
import { colourOf, dashesOf, faint, ink } from './theme.js';
import type { NamedVariable, PlotVariable } from './variables.js';
import { variablesOf } from './variables.js';

/** Options of `plotSolution`. */
export interface PlotSolutionOptions<F extends FigureFormat = FigureFormat> extends FigureOptions<F> {
  /** Variables over time (default), or over one another. */
  kind?: 'time' | 'phase';
  /** What is drawn; default all numbers of the state, in a phase portrait the first two. Three make a picture of space. */
  vars?: readonly PlotVariable[];
  /** Names of the variables, in their order. */
  labels?: readonly string[];
  /** Names of the solutions, in their order. */
  series?: readonly string[];
  /** Which part of the time span; default all. */
  tspan?: readonly [number, number];
  /** About how many points a curve has, where the solution has dense output; default 600, in phase portraits 2000. */
  points?: number;
  /** Whether events, times at which two states are saved, are marked; default true. */
  showEvents?: boolean;
  /** From where a picture of space is seen, in degrees; default { azimuth: −60, elevation: 25 }. */
  view?: { azimuth?: number; elevation?: number };
}

const optionNames = [
  ...figureOptionNames,
  'kind',
  'vars',
  'labels',
  'series',
  'tspan',
  'points',
  'showEvents',
  'view',
] as const;

/** A solution with the values of the variables along it. */
export interface SampledVariables extends SampledTrajectory {
  /** [variable][point] */
  readonly values: number[][];
}

/**
 * A picture of one or several solutions: variables over time, or over one another.
 *
 * The drawing is Observable Plot's, an optional package; Node needs linkedom as well, and @resvg/resvg-js for PNG.
 * What is wrong with the arguments is thrown at once.
 *
 * @param solutions  what `solve` gives, anything with lists `t` and `u`, or an array of such
 * @param options  see `PlotSolutionOptions`
 * @returns a promise of the text of the SVG file or page, or of the bytes of the PNG file
 * @throws DIFF5005 unknown option, DIFF5008 a value that an option cannot have, DIFF5033 a package is not installed, DIFF5034 no solution, no such variable
 *
 * @example
 * import { plotSolution } from '@diffjs/diffeq/plot';
 * const svg = await plotSolution(sol, { labels: ['prey', 'predators'], title: 'Lotka–Volterra' });
 * const png = await plotSolution(sol, { kind: 'phase', vars: [0, 1], format: 'png' });
 */
export function plotSolution<F extends FigureFormat = 'svg'>(
  solutions: TrajectoryLike | readonly TrajectoryLike[],
  options: PlotSolutionOptions<F> = {},
): Promise<FigureOf<F>> {
  checkKeys(options, optionNames, 'plotSolution');
  checkFigureOptions(options, 'plotSolution');
  requireOneOf('kind', options.kind, ['time', 'phase'], 'plotSolution');
  const isPhase = options.kind === 'phase';
  const list: readonly unknown[] = Array.isArray(solutions) ? solutions : [solutions];
  const { points = isPhase ? 2000 : 600, tspan, labels } = options;
  const isLog = !isPhase && options.xScale === 'log';
  const sampled = list.map((given) => sampleTrajectory(given, { points, tspan, isLog }, 'plotSolution'));
  if (sampled.length === 0) {
    throw solverError('DIFF5034', 'plotSolution: there is no solution to draw', 'Give at least one.');
  }
  const vars = options.vars ?? (isPhase ? [0, 1] : undefined);
  const variables = variablesOf(vars, labels, sampled[0].u[0], 'plotSolution');
  const read = sampled.map((trajectory) => ({ ...trajectory, values: readVariables(variables, trajectory) }));
  const chart = isPhase ? phaseChart(variables, read, options) : timeChart(variables, read, options);
  return drawFigure(chart, options);
}

/** Variables have their colours, solutions their dashes; one variable lends the colours to the solutions. */
function timeChart(
  variables: readonly NamedVariable[],
  solutions: readonly SampledVariables[],
  options: PlotSolutionOptions,
): Chart {
  const single = variables.length === 1;
  const curves = solutions.flatMap(({ t, values, jumps }, s) =>
    values.map((ys, v) => {
      const dashes = single || solutions.length === 1 ? dashesOf(single ? s : v) : solutionDashes(s);
      return curveOf(t, ys, jumps, { colour: colourOf(single ? s : v), dashes }, options);
    }),
  );
  const seriesLegend = legendOf(names(options.series, solutions.length), (k) => ({
    colour: single ? colourOf(k) : ink,
    dashes: single ? dashesOf(k) : solutionDashes(k),
  }));
  const variableLegend = legendOf(
    variables.map(({ label }) => label),
    (k) => ({ colour: colourOf(k), dashes: solutions.length === 1 ? dashesOf(k) : undefined }),
  );
  return {
    legend: [...(single ? [] : variableLegend), ...(solutions.length > 1 ? seriesLegend : [])],
    x: timeAxis(
      solutions.map(({ t }) => t),
      options,
    ),
    y: {
      label: options.yLabel ?? (single ? variables[0].label : ''),
      extent: extentOf(
        solutions.flatMap(({ values }) => values),
        options.yScale,
      ),
    },
    axes: true,
    marks: (Plot) => [
      ...(options.showEvents === false ? [] : [Plot.ruleX(eventTimes(solutions), eventRule)]),
      ...curves.flatMap((curve) => curveMarks(Plot, curve, { showEvents: options.showEvents })),
    ],
  };
}

/** Time is not rounded: it ends where the solution does. */
export function timeAxis(
  lists: readonly (readonly number[])[],
  { xLabel, xScale }: FigureOptions,
): Chart['x'] {
  return { label: xLabel ?? 't', domain: extentOf(lists, xScale) };
}

const eventRule = { stroke: faint, strokeDasharray: '1 4' };

/** More events than these would make a grey picture of their times. */
const MOST_RULES = 40;

function eventTimes(solutions: readonly SampledVariables[]): number[] {
  const times = [...new Set(solutions.flatMap(({ t, jumps }) => jumps.map((k) => t[k])))];
  return times.length > MOST_RULES ? [] : times;
}

function phaseChart(
  variables: readonly NamedVariable[],
  solutions: readonly SampledVariables[],
  options: PlotSolutionOptions,
): Chart {
  const legend =
    solutions.length > 1
      ? legendOf(names(options.series, solutions.length), (k) => ({
          colour: colourOf(k),
          dashes: dashesOf(k),
        }))
      : [];
  if (variables.length === 3) return phaseChart3d(variables, solutions, legend, options);
  if (variables.length !== 2) {
    throw solverError(
      'DIFF5034',
      `plotSolution: a phase portrait of ${variables.length} variables`,
      'Name two or three as vars.',
    );
  }
  const curves = solutions.map(({ values: [xs, ys], jumps }, s) =>
    curveOf(xs, ys, jumps, { colour: colourOf(s), dashes: dashesOf(s) }, options),
  );
  return {
    legend,
    x: {
      label: options.xLabel ?? variables[0].label,
      extent: extentOf(
        solutions.map(({ values }) => values[0]),
        options.xScale,
      ),
    },
    y: {
      label: options.yLabel ?? variables[1].label,
      extent: extentOf(
        solutions.map(({ values }) => values[1]),
        options.yScale,
      ),
    },
    axes: true,
    marks: (Plot) => [
      ...curves.flatMap((curve) => curveMarks(Plot, curve, { showEvents: options.showEvents })),
      ...curves.map((curve) => startMark(Plot, curve)),
    ],
  };
}

/** A ring where a trajectory begins. */
export function startMark(
  Plot: Parameters<Chart['marks']>[0],
  { points, colour }: Curve,
): ReturnType<typeof Plot.dot> {
  return Plot.dot(points.slice(0, 1), {
    x: 'x',
    y: 'y',
    r: 4,
    fill: '#fff',
    stroke: colour,
    strokeWidth: 2,
    clip: true,
  });
}

const names = (given: readonly string[] | undefined, count: number): string[] =>
  Array.from({ length: count }, (_, k) => given?.[k] ?? `solution ${k + 1}`);

function legendOf(
  labels: readonly string[],
  style: (k: number) => Omit<LegendEntry, 'label'>,
): LegendEntry[] {
  return labels.map((label, k) => ({ label, ...style(k) }));
}

/** Solutions are told apart by dashes where the colours are those of variables. */
const solutionDashes = (s: number): string | undefined => [undefined, '7 4', '2 3', '9 3 2 3'][s % 4];
