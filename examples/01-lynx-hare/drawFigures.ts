import path from 'node:path';
import * as Plot from '@observablehq/plot';
import type * as support from 'example-support';
import type { Fit } from './fitModel.js';
import { predict } from './fitModel.js';
import type { ModelParams } from './models.js';
import type { Populations } from './readPopulations.js';

/** What this file needs of `example-support`, an ES module, which CommonJS can only import while it runs. */
type Support = Pick<typeof support, 'colours' | 'plot'>;

/** Where two models agree, both lines are to be seen. */
const dashes = [undefined, undefined, '7 4'];

/**
 * Draws the data with all fits and forecasts, and the loss curves, as SVG and PNG.
 *
 * @param count  how many years were fitted; the rest is held out
 * @returns the files written
 */
export async function drawFigures(
  out: string,
  fits: readonly Fit<ModelParams>[],
  data: Populations,
  count: number,
): Promise<string[]> {
  const { savePage, ...drawing } = await import('example-support');
  return [
    ...savePage(path.join(out, 'populations'), drawPopulations(drawing, fits, data, count)),
    ...savePage(path.join(out, 'losses'), drawLosses(drawing, fits, data)),
  ];
}

/** One colour per model. */
function modelColours({ colours: { blue, vermilion, green } }: Support): string[] {
  return [blue, vermilion, green];
}

function drawPopulations(
  support: Support,
  fits: readonly Fit<ModelParams>[],
  data: Populations,
  count: number,
): support.Page {
  const { ink, faint } = support.colours;
  const colours = modelColours(support);
  const { years } = data;
  const [first, last] = [years[0], years[years.length - 1]];
  const border = years[count - 1];
  const end = last + Math.round((last - first) / 2);
  const times = Array.from({ length: (end - first) * 12 + 1 }, (_, i) => first + i / 12);
  const lines = fits.flatMap((fit, k) =>
    predict(fit, times).map((state, i) => ({ ...state, time: times[i], k })),
  );
  const panel = (species: 'hare' | 'lynx', title: string, axis: boolean): Element => {
    const points = years.map((year, i) => ({
      year,
      pelts: Math.exp(data.logs[i][species === 'hare' ? 0 : 1]),
      held: i >= count,
    }));
    const most = Math.max(...points.map(({ pelts }) => pelts));
    const top = 1.06 * Math.min(2 * most, Math.max(most, ...lines.map((state) => state[species])));
    return support.plot({
      heading: title,
      height: axis ? 290 : 262,
      marginBottom: axis ? 40 : 14,
      x: { domain: [first, end], label: null, tickFormat: 'd', ticks: axis ? 10 : [], tickSize: 0 },
      y: { domain: [0, top], label: null, ticks: 5, tickSize: 0 },
      marks: [
        Plot.rect([0], { x1: border + 0.5, x2: last + 0.5, y1: 0, y2: top, fill: '#f3efe4' }),
        Plot.gridY({ stroke: ink, strokeOpacity: 0.1, ticks: 5 }),
        Plot.ruleX([border + 0.5, last + 0.5], { stroke: faint, strokeWidth: 0.8, strokeDasharray: '3 3' }),
        ...fits.map((_, k) =>
          Plot.line(
            lines.filter((d) => d.k === k),
            {
              x: 'time',
              y: (d: (typeof lines)[number]) => (d[species] <= top ? d[species] : NaN), // leaves the panel: a gap
              stroke: colours[k],
              strokeWidth: 2,
              strokeDasharray: dashes[k],
            },
          ),
        ),
        Plot.dot(points, {
          x: 'year',
          y: 'pelts',
          r: 4,
          fill: (d: { held: boolean }) => (d.held ? '#fff' : ink),
          stroke: ink,
          strokeWidth: 1.6,
        }),
        ...(axis
          ? []
          : [
              Plot.text([`held out`], {
                x: (border + last + 1) / 2,
                y: top,
                dy: -9,
                fill: faint,
                fontSize: 13,
              }),
              Plot.text([`beyond the data`], {
                x: (last + 0.5 + end) / 2,
                y: top,
                dy: -9,
                fill: faint,
                fontSize: 13,
              }),
            ]),
      ],
    });
  };
  return {
    title: 'Lynx and hare pelts of the Hudson’s Bay Company',
    subtitle: `Thousands of pelts a year. Three models fitted to ${first}–${border} and run on to ${end}.`,
    legend: [
      ...fits.map(({ model }, k) => ({ text: model.name, colour: colours[k], dashes: dashes[k] })),
      { text: 'data, fitted', colour: ink, dot: 'full' as const },
      { text: 'data, held out', colour: ink, dot: 'hollow' as const },
    ],
    rows: [[panel('hare', 'Snowshoe hare', false)], [panel('lynx', 'Canada lynx', true)]],
  };
}

function drawLosses(support: Support, fits: readonly Fit<ModelParams>[], data: Populations): support.Page {
  const { ink } = support.colours;
  const colours = modelColours(support);
  const points = fits.flatMap(({ curve }, k) =>
    curve.map(({ loss, years }, i) => ({
      iteration: i + 1,
      loss,
      z: `${k} ${years}`,
      colour: colours[k],
      k,
      years,
    })),
  );
  const stages = points.filter((d, i) => i > 0 && points[i - 1].k === d.k && points[i - 1].years !== d.years);
  const { years } = data;
  const [low, high] = [Math.min, Math.max].map((pick) => Math.log10(pick(...points.map(({ loss }) => loss))));
  const decades = Array.from(
    { length: Math.floor(high) - Math.ceil(low) + 1 },
    (_, i) => 10 ** (Math.ceil(low) + i),
  );
  return {
    title: 'The loss while the models are fitted',
    subtitle: `Mean squared error of the logarithms, with the penalty on the weights. The horizon grows from ${years[0]}–${years[points[0].years - 1]} in three stages (dots).`,
    legend: fits.map(({ model }, k) => ({ text: model.name, colour: colours[k] })),
    rows: [
      [
        support.plot({
          height: 400,
          marginBottom: 48,
          x: {
            label: 'iteration of Adam, then of L-BFGS',
            labelAnchor: 'center',
            labelArrow: 'none',
            tickSize: 0,
            ticks: 10,
          },
          y: { type: 'log', label: null, tickSize: 0, ticks: decades, tickFormat: formatPower },
          marks: [
            Plot.gridY({ stroke: ink, strokeOpacity: 0.1, ticks: decades }),
            Plot.line(points, {
              x: 'iteration',
              y: 'loss',
              z: 'z',
              stroke: (d: { colour: string }) => d.colour,
              strokeWidth: 1.6,
            }),
            Plot.dot(stages, {
              x: 'iteration',
              y: 'loss',
              r: 4,
              fill: '#fff',
              stroke: (d: { colour: string }) => d.colour,
              strokeWidth: 1.8,
            }),
          ],
        }),
      ],
    ],
  };
}

function formatPower(x: number): string {
  return x >= 1e-3 && x < 1e4 ? String(Number(x.toPrecision(1))) : x.toExponential(0);
}
