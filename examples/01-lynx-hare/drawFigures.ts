import fs from 'node:fs';
import path from 'node:path';
import * as Plot from '@observablehq/plot';
import { Resvg } from '@resvg/resvg-js';
import { parseHTML } from 'linkedom';
import type { Fit } from './fitModel.js';
import { predict } from './fitModel.js';
import type { ModelParams } from './models.js';
import type { Populations } from './readPopulations.js';

const { document } = parseHTML('<html><body></body></html>');
const fonts = ['400Regular/SourceSans3_400Regular', '600SemiBold/SourceSans3_600SemiBold'].map((name) =>
  require.resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`),
);
const family = "'Source Sans 3', 'Source Sans Pro', sans-serif";
const ink = '#22303c';
const faint = '#6b7a87';
/** One colour per model, told apart with any colour vision (Okabe & Ito 2008). */
const colours = ['#0072b2', '#d55e00', '#009e73'];
/** Where two models agree, both lines are to be seen. */
const dashes = [undefined, undefined, '7 4'];
const [width, left] = [900, 64];

/**
 * Draws the data with all fits and forecasts, and the loss curves, as SVG and PNG.
 *
 * @param count  how many years were fitted; the rest is held out
 * @returns the files written
 */
export function drawFigures(
  out: string,
  fits: readonly Fit<ModelParams>[],
  data: Populations,
  count: number,
): string[] {
  fs.mkdirSync(out, { recursive: true });
  return [
    ...save(path.join(out, 'populations'), drawPopulations(fits, data, count)),
    ...save(path.join(out, 'losses'), drawLosses(fits, data)),
  ];
}

function drawPopulations(fits: readonly Fit<ModelParams>[], data: Populations, count: number): Page {
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
    return plot({
      height: axis ? 290 : 262,
      marginTop: 36,
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
        Plot.text([title], {
          frameAnchor: 'top-left',
          dy: -24,
          fontSize: 15,
          fontWeight: 600,
          fill: ink,
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
    panels: [panel('hare', 'Snowshoe hare', false), panel('lynx', 'Canada lynx', true)],
  };
}

function drawLosses(fits: readonly Fit<ModelParams>[], data: Populations): Page {
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
    panels: [
      plot({
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
  };
}

function formatPower(x: number): string {
  return x >= 1e-3 && x < 1e4 ? String(Number(x.toPrecision(1))) : x.toExponential(0);
}

function plot(options: Plot.PlotOptions): Element {
  const style = { background: 'none', fontFamily: family, fontSize: '13px', color: ink };
  return Plot.plot({
    document,
    width,
    marginLeft: left,
    marginRight: 24,
    marginTop: 14,
    style,
    ...options,
  } as Plot.PlotOptions);
}

/** A figure: a title, a legend and panels under one another. */
interface Page {
  readonly title: string;
  readonly subtitle: string;
  readonly legend: readonly {
    readonly text: string;
    readonly colour: string;
    readonly dashes?: string;
    readonly dot?: 'full' | 'hollow';
  }[];
  readonly panels: readonly Element[];
}

/** Writes a page as `name.svg` and, twice the size, as `name.png`. */
function save(name: string, page: Page): string[] {
  const svg = layOut(page);
  const png = new Resvg(svg, {
    background: 'white',
    fitTo: { mode: 'zoom', value: 2 },
    font: { fontFiles: fonts, loadSystemFonts: false, defaultFontFamily: 'Source Sans 3' },
  })
    .render()
    .asPng();
  fs.writeFileSync(`${name}.svg`, svg);
  fs.writeFileSync(`${name}.png`, png);
  return [`${name}.svg`, `${name}.png`];
}

function layOut({ title, subtitle, legend, panels }: Page): string {
  const parts = [
    `<text x="${left}" y="38" font-size="21" font-weight="600" fill="${ink}">${title}</text>`,
    `<text x="${left}" y="62" font-size="14" fill="${faint}">${subtitle}</text>`,
  ];
  let x = left;
  for (const { text, colour, dot, dashes: dash } of legend) {
    parts.push(
      dot === undefined
        ? `<path d="M${x},86h22" stroke="${colour}" stroke-width="3"${dash === undefined ? '' : ` stroke-dasharray="${dash}"`}/>`
        : `<circle cx="${x + 16}" cy="86" r="4" fill="${dot === 'full' ? colour : '#fff'}" stroke="${colour}" stroke-width="1.6"/>`,
      `<text x="${x + 28}" y="90.5" font-size="14" fill="${ink}">${text}</text>`,
    );
    x += 52 + 7 * text.length;
  }
  let y = 100;
  for (const panel of panels) {
    panel.querySelector('style')?.remove(); // its `height: auto` is meant for a page, and would stretch a nested panel
    panel.setAttribute('x', '0');
    panel.setAttribute('y', String(y));
    y += Number(panel.getAttribute('height'));
    parts.push(panel.outerHTML);
  }
  const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${y + 12}" viewBox="0 0 ${width} ${y + 12}" font-family="${family}">`;
  return [open, '<rect width="100%" height="100%" fill="#fff"/>', ...parts, '</svg>'].join('\n');
}
