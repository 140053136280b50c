import type * as ObservablePlot from '@observablehq/plot';
import type { Chart, LegendEntry } from './Chart.js';
import { extentOf } from './Chart.js';
import { curveMarks, curveOf } from './curves.js';
import { niceInterval } from './niceInterval.js';
import type { PlotSolutionOptions, SampledVariables } from './plotSolution.js';
import { Projection } from './Projection.js';
import { colourOf, dashesOf, ink } from './theme.js';
import type { NamedVariable } from './variables.js';

type Corner = [number, number, number];

/** Trajectories in space, seen from afar, in a box whose far walls have grids. */
export function phaseChart3d(
  variables: readonly NamedVariable[],
  solutions: readonly SampledVariables[],
  legend: readonly LegendEntry[],
  { view = {}, showEvents }: PlotSolutionOptions,
): Chart {
  const projection = new Projection(view.azimuth ?? -60, view.elevation ?? 25);
  const [halfWidth, halfHeight] = projection.halfSize();
  const axes = variables.map((variable, a) =>
    boxAxis(
      variable.label,
      solutions.flatMap(({ values }) => values[a]),
    ),
  );
  const curves = solutions.map(({ values, jumps }, s) => {
    const flat = values[0].map((_, k) =>
      projection.project(axes.map((axis, a) => axis.scaled(values[a][k])) as Corner),
    );
    const [xs, ys] = [flat.map(([x]) => x), flat.map(([, y]) => y)];
    return curveOf(xs, ys, jumps, { colour: colourOf(s), dashes: dashesOf(s) }, {});
  });
  return {
    legend,
    x: { label: '', domain: [-halfWidth - 0.42, halfWidth + 0.3] },
    y: { label: '', domain: [-halfHeight - 0.35, halfHeight + 0.1] },
    axes: false,
    marks: (Plot) => [
      ...boxMarks(Plot, projection, axes),
      ...curves.flatMap((curve) => curveMarks(Plot, curve, { strokeWidth: 1.1, showEvents })),
    ],
  };
}

interface BoxAxis {
  readonly label: string;
  readonly ticks: number[];
  /** A value's place from −1 to 1. */
  scaled(value: number): number;
}

function boxAxis(label: string, values: readonly number[]): BoxAxis {
  let [from, to] = extentOf([values], 'linear') ?? [0, 1];
  if (from === to) [from, to] = [from - 1, to + 1];
  const { low, high, ticks } = niceInterval(from, to, 4);
  return { label, ticks, scaled: (value) => (2 * (value - low)) / (high - low) - 1 };
}

/** Lines on the walls that the viewer looks at, with numbers and names along the edges before them. */
function boxMarks(
  Plot: typeof ObservablePlot,
  projection: Projection,
  axes: readonly BoxAxis[],
): ObservablePlot.Markish[] {
  const far = projection.farCorner();
  const lines: [number, number][][] = [];
  const segment = (from: Corner, to: Corner): void =>
    void lines.push([projection.project(from), projection.project(to)]);
  for (const [a, axis] of axes.entries()) {
    for (const place of axis.ticks.map((tick) => axis.scaled(tick))) {
      for (const b of [0, 1, 2].filter((other) => other !== a)) {
        const from: Corner = [...far];
        from[a] = place;
        const to: Corner = [...from];
        from[b] = -1;
        to[b] = 1;
        segment(from, to);
      }
    }
  }
  const grid = lines.flatMap(([from, to], z) => [
    { x: from[0], y: from[1], z },
    { x: to[0], y: to[1], z },
  ]);
  return [
    Plot.line(grid, { x: 'x', y: 'y', z: 'z', stroke: ink, strokeOpacity: 0.16, strokeWidth: 0.8 }),
    ...axes.flatMap((axis, a) => edgeTexts(Plot, projection, axis, projection.edge(a))),
  ];
}

/** @param edge  the corner at which the axis begins and the direction away from the box, for the texts */
function edgeTexts(
  Plot: typeof ObservablePlot,
  projection: Projection,
  axis: BoxAxis,
  edge: ReturnType<Projection['edge']>,
): ObservablePlot.Markish[] {
  const at = (place: number, away: number): { x: number; y: number } => {
    const corner: Corner = [...edge.corner];
    corner[edge.axis] = place;
    const [x, y] = projection.project(corner);
    return { x: x + away * edge.outward[0], y: y + away * edge.outward[1] };
  };
  const ticks = axis.ticks.map((tick) => ({
    ...at(axis.scaled(tick), 0.11),
    text: String(tick).replace('-', '−'),
  }));
  const common = { x: 'x', y: 'y', text: 'text', fill: ink };
  return [
    Plot.text(ticks, { ...common, fontSize: 11.5 }),
    Plot.text([{ ...at(0, 0.3), text: axis.label }], { ...common, fontSize: 14, fontWeight: 600 }),
  ];
}
