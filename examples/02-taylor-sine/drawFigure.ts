import fs from 'node:fs';
import path from 'node:path';
import * as Plot from '@observablehq/plot';
import { Resvg } from '@resvg/resvg-js';
import { parseHTML } from 'linkedom';
import type { Row } from './compareSine.js';

const { document } = parseHTML('<html><body></body></html>');
const fonts = ['400Regular/SourceSans3_400Regular', '600SemiBold/SourceSans3_600SemiBold'].map((name) =>
  require.resolve(`@expo-google-fonts/source-sans-3/${name}.ttf`),
);
const family = "'Source Sans 3', 'Source Sans Pro', sans-serif";
const ink = '#22303c';
const faint = '#6b7a87';
/** Told apart with any colour vision (Okabe & Ito 2008). */
const [blue, vermilion, grey] = ['#0072b2', '#d55e00', '#999999'];
const [width, left, right] = [900, 64, 24];

/** Stands for an error of zero, which a logarithmic axis does not have. */
const none = 1e-18;

/**
 * Draws the function and its derivative, their errors and the number of terms over x, as SVG and PNG.
 *
 * @returns the files written
 */
export function drawFigure(out: string, rows: readonly Row[], tolerance: number): string[] {
  const all = rows.flatMap((row) => [row.valueError, row.slopeError, row.differenceError]);
  const top = 10 ** Math.ceil(Math.log10(Math.max(1e-10, ...all.filter(Number.isFinite))));
  const decades = Array.from(
    { length: Math.round(Math.log10(top / none) / 2) + 1 },
    (_, i) => none * 100 ** i,
  );
  const most = Math.max(...rows.map(({ terms }) => terms));
  const dots = (error: 'valueError' | 'slopeError' | 'differenceError', fill: string) =>
    Plot.dot(rows, { x: 'x', y: (row: Row) => Math.max(none, row[error]), r: 1.5, fill });
  const domain = [rows[0].x, rows[rows.length - 1].x];
  const panels = [
    plot('The sum and its derivative', {
      height: 240,
      x: { domain, axis: null },
      y: { domain: [-1.1, 1.1], label: null, ticks: [-1, 0, 1], tickFormat: 'd', tickSize: 0 },
      marks: [
        Plot.gridY([-1, 0, 1], { stroke: ink, strokeOpacity: 0.1 }),
        Plot.line(rows, { x: 'x', y: 'value', stroke: blue, strokeWidth: 2 }),
        Plot.line(rows, { x: 'x', y: 'slope', stroke: vermilion, strokeWidth: 2 }),
      ],
    }),
    plot('Distance from Math.sin and Math.cos', {
      height: 270,
      x: { domain, axis: null },
      y: {
        type: 'log',
        domain: [none, top],
        label: null,
        ticks: decades,
        tickSize: 0,
        tickFormat: formatError,
      },
      marks: [
        Plot.gridY(decades, { stroke: ink, strokeOpacity: 0.1 }),
        dots('differenceError', grey),
        dots('slopeError', vermilion),
        dots('valueError', blue),
      ],
    }),
    plot('Terms that were summed', {
      height: 230,
      marginBottom: 48,
      x: { domain, label: 'x', labelAnchor: 'center', labelArrow: 'none', tickSize: 0, ticks: 10 },
      y: { domain: [0, most + 1], label: null, ticks: 5, tickSize: 0 },
      marks: [
        Plot.gridY({ stroke: ink, strokeOpacity: 0.1, ticks: 5 }),
        Plot.line(rows, { x: 'x', y: 'terms', stroke: ink, strokeWidth: 1.6, curve: 'step' }),
      ],
    }),
  ];
  fs.mkdirSync(out, { recursive: true });
  return save(path.join(out, 'sine'), panels, tolerance);
}

function formatError(error: number): string {
  return error === none ? '0' : error.toExponential(0).replace('e-', 'e−').replace('1e+0', '1');
}

function plot(title: string, options: Plot.PlotOptions): Element {
  const { marks = [], ...others } = options;
  return Plot.plot({
    document,
    width,
    marginLeft: left,
    marginRight: right,
    marginTop: 40,
    marginBottom: 14,
    style: { background: 'none', fontFamily: family, fontSize: '13px', color: ink },
    marks: [
      ...marks,
      Plot.text([title], { frameAnchor: 'top-left', dy: -26, fontSize: 15, fontWeight: 600, fill: ink }),
    ],
    ...others,
  } as Plot.PlotOptions);
}

/** Writes the figure as `name.svg` and, twice the size, as `name.png`. */
function save(name: string, panels: readonly Element[], tolerance: number): string[] {
  const svg = layOut(panels, tolerance);
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

/** The panels under one another, below a title and a legend. */
function layOut(panels: readonly Element[], tolerance: number): string {
  const parts = [
    `<text x="${left}" y="38" font-size="21" font-weight="600" fill="${ink}">The sine from its Taylor series, differentiated</text>`,
    `<text x="${left}" y="62" font-size="14" fill="${faint}">The loop ends with the first term below ${tolerance.toPrecision(2)} of the sum, after the argument is brought into [−π/2, π/2].</text>`,
  ];
  let x = left;
  for (const [text, colour] of [
    ['sum', blue],
    ['compiled derivative', vermilion],
    ['central differences of the sum', grey],
  ]) {
    parts.push(
      `<path d="M${x},86h22" stroke="${colour}" stroke-width="3"/>`,
      `<text x="${x + 28}" y="90.5" font-size="14" fill="${ink}">${text}</text>`,
    );
    x += 56 + 7 * text.length;
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
