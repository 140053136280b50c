import type * as ObservablePlot from '@observablehq/plot';
import type { Algorithm } from '../algorithm/Algorithm.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import { ODEProblem } from '../problem/ODEProblem.js';
import { remake } from '../problem/remake.js';
import type { SolveOptions } from '../solve/SolveOptions.js';
import { solve } from '../solve/solve.js';
import type { Chart } from './Chart.js';
import type { Curve } from './curves.js';
import { curveMarks, curveOf } from './curves.js';
import { drawFigure } from './drawFigure.js';
import type { FigureFormat, FigureOf, FigureOptions } from './FigureOptions.js';
import { checkFigureOptions, figureOptionNames } from './FigureOptions.js';
import { sampleTrajectory } from './sampleTrajectory.js';
import { startMark } from './plotSolution.js';
import { colourOf, faint, palette } from './theme.js';

/** Options of `phasePortrait`. */
export interface PhasePortraitOptions<F extends FigureFormat = FigureFormat> extends FigureOptions<F> {
  /** The part of the plane that is drawn. */
  x: readonly [number, number];
  y: readonly [number, number];
  /** Where trajectories start, as states; default the problem's own u0. */
  trajectories?: readonly ArrayLike<number>[];
  /** How many arrows of the vector field stand beside one another; 0 for none, default 22. */
  arrows?: number;
  /** Whether the lines are drawn on which one component of the field is zero; default false. */
  nullclines?: boolean;
  /** Names of the two components. */
  labels?: readonly [string, string];
  /** Time of the vector field; default t0. */
  t?: number;
  /** How the trajectories are solved; default Tsit5 with rtol 1e-6 and atol 1e-9. */
  algorithm?: Algorithm;
  solveOptions?: SolveOptions;
}

const optionNames = [
  ...figureOptionNames,
  'x',
  'y',
  'trajectories',
  'arrows',
  'nullclines',
  'labels',
  't',
  'algorithm',
  'solveOptions',
] as const;

/** The vector field at a point of the plane. */
type Field = (x: number, y: number) => readonly [number, number];

/**
 * The phase plane of a problem of two components: its vector field as arrows, trajectories, and nullclines if they are asked for.
 *
 * Arrows have one length; their strength of colour tells the speed.
 *
 * @param problem  an `ODEProblem` whose state is a vector of two numbers
 * @param options  see `PhasePortraitOptions`
 * @returns a promise, as of `plotSolution`
 * @throws as `plotSolution`; DIFF5034 for another problem; what `solve` throws
 *
 * @example
 * const svg = await phasePortrait(vanDerPol, { x: [-3, 3], y: [-4, 4], trajectories: [[0.1, 0], [-3, 3]] });
 */
export function phasePortrait<P, F extends FigureFormat = 'svg'>(
  problem: ODEProblem<ArrayLike<number>, P>,
  options: PhasePortraitOptions<F>,
): Promise<FigureOf<F>> {
  checkKeys(options, optionNames, 'phasePortrait');
  checkFigureOptions(options, 'phasePortrait');
  for (const name of ['x', 'y'] as const) requireInterval(name, options[name]);
  const planar = checkPlanar(problem);
  return drawFigure(portrait(planar, options), options);
}

function requireInterval(name: string, interval: unknown): void {
  const [low, high] = Array.isArray(interval) ? (interval as unknown[]) : [];
  if (typeof low === 'number' && typeof high === 'number' && high - low > 0) return;
  throw solverError(
    'DIFF5008',
    `phasePortrait: ${name} is ${shown(interval)}`,
    'It is the part of the axis that is drawn, [low, high].',
  );
}

type Planar = ODEProblem<ArrayLike<number>, unknown>;

function checkPlanar(problem: unknown): Planar {
  if (problem instanceof ODEProblem) {
    const { layout } = problem.begin();
    if (layout.kind === 'vector' && layout.n === 2) return problem as Planar;
  }
  throw solverError(
    'DIFF5034',
    `phasePortrait: the problem is ${shown(problem)}`,
    'It is an ODEProblem whose state is a vector of two numbers; for others take plotSolution with kind: phase.',
  );
}

function portrait(problem: Planar, options: PhasePortraitOptions): Chart {
  const field = fieldOf(problem, options.t);
  const curves = trajectoriesOf(problem, options);
  const [xLabel, yLabel] = options.labels ?? ['u[0]', 'u[1]'];
  const { nullclines = false } = options;
  return {
    legend: nullclines
      ? [`${xLabel} at rest`, `${yLabel} at rest`].map((label, k) => ({ label, ...nullclineStyle[k] }))
      : [],
    x: { label: options.xLabel ?? xLabel, domain: options.x },
    y: { label: options.yLabel ?? yLabel, domain: options.y },
    axes: true,
    marks: (Plot) => [
      ...arrowMarks(Plot, field, options),
      ...(nullclines ? nullclineMarks(Plot, field, options) : []),
      ...curves.flatMap((curve) => curveMarks(Plot, curve)),
      ...curves.map((curve) => startMark(Plot, curve)),
    ],
  };
}

function fieldOf(problem: Planar, t: number | undefined): Field {
  const { system, t0 } = problem.begin();
  const [u, du] = [new Float64Array(2), new Float64Array(2)];
  return (x, y) => {
    u[0] = x;
    u[1] = y;
    system.evaluate(du, u, t ?? t0);
    return [du[0], du[1]];
  };
}

function trajectoriesOf(problem: Planar, options: PhasePortraitOptions): Curve[] {
  const { trajectories = [problem.begin().start], algorithm, solveOptions } = options;
  return trajectories.map((u0, k) => {
    const from = remake(problem, { u0 });
    const sol = solve(from, algorithm, { rtol: 1e-6, atol: 1e-9, ...solveOptions });
    const { u, jumps } = sampleTrajectory(sol, { points: 2000, tspan: undefined }, 'phasePortrait');
    const states = u as ArrayLike<number>[];
    const style = { colour: trajectoryColour(k), dashes: undefined };
    return curveOf(
      states.map((state) => state[0]),
      states.map((state) => state[1]),
      jumps,
      style,
      options,
    );
  });
}

/** The two last but not least colours are the nullclines'. */
const trajectoryColour = (k: number): string => colourOf(k % 6);
const nullclineStyle = [
  { colour: palette[6], dashes: '5 4' },
  { colour: palette[7], dashes: '5 4' },
] as const;

function nullclineMarks(
  Plot: typeof ObservablePlot,
  field: Field,
  { x, y }: PhasePortraitOptions,
): ObservablePlot.Markish[] {
  const [beyondX, beyondY] = [(x[1] - x[0]) / 20, (y[1] - y[0]) / 20];
  return nullclineStyle.map(({ colour, dashes }, k) =>
    // contours are closed along the border of the region, which therefore lies outside of what is seen
    Plot.contour({
      x1: x[0] - beyondX,
      y1: y[0] - beyondY,
      x2: x[1] + beyondX,
      y2: y[1] + beyondY,
      value: (a: number, b: number) => field(a, b)[k],
      pixelSize: 3,
      thresholds: [0],
      stroke: colour,
      strokeWidth: 1.5,
      strokeDasharray: dashes,
      clip: true,
    } as ObservablePlot.ContourOptions),
  );
}

/** Arrows at the centres of equal cells. Plot turns them clockwise from upwards, in the picture, whose axes have different scales. */
function arrowMarks(
  Plot: typeof ObservablePlot,
  field: Field,
  options: PhasePortraitOptions,
): ObservablePlot.Markish[] {
  const { x, y, arrows = 22, width = 720, height = 440 } = options;
  if (arrows === 0) return [];
  const rows = Math.max(2, Math.round((arrows * height) / width));
  const [dx, dy] = [(x[1] - x[0]) / arrows, (y[1] - y[0]) / rows];
  const data: { x: number; y: number; rotate: number; speed: number }[] = [];
  for (let i = 0; i < arrows; i++) {
    for (let j = 0; j < rows; j++) {
      const [a, b] = [x[0] + (i + 0.5) * dx, y[0] + (j + 0.5) * dy];
      const [fx, fy] = field(a, b);
      const [right, up] = [fx / dx, fy / dy];
      const speed = Math.hypot(right, up);
      if (speed > 0 && speed < Infinity)
        data.push({ x: a, y: b, rotate: (Math.atan2(right, up) * 180) / Math.PI, speed });
    }
  }
  const rank = ranksOf(data.map(({ speed }) => speed));
  return [
    Plot.vector(data, {
      x: 'x',
      y: 'y',
      rotate: 'rotate',
      length: (0.6 * (width - 88)) / arrows,
      anchor: 'middle',
      stroke: faint,
      strokeWidth: 1.2,
      strokeOpacity: (_: unknown, i: number) => 0.25 + 0.6 * rank[i],
    }),
  ];
}

/** Places in ascending order, from 0 to 1: speeds differ by powers of ten, and each shall be seen. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((i, j) => values[i] - values[j]);
  const ranks = new Array<number>(values.length).fill(0);
  for (const [place, i] of order.entries()) ranks[i] = place / Math.max(1, values.length - 1);
  return ranks;
}
