import path from 'node:path';
import * as Plot from '@observablehq/plot';
import type { Row } from './compareSine.js';

const grey = '#999999';

/** Stands for an error of zero, which a logarithmic axis does not have. */
const none = 1e-18;

/**
 * Draws the function and its derivative, their errors and the number of terms over x, as SVG and PNG.
 *
 * @returns the files written
 */
export async function drawFigure(out: string, rows: readonly Row[], tolerance: number): Promise<string[]> {
  const { colours, plot, savePage } = await import('example-support');
  const { ink, blue, vermilion } = colours;
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
    plot({
      heading: 'The sum and its derivative',
      height: 240,
      marginBottom: 14,
      x: { domain, axis: null },
      y: { domain: [-1.1, 1.1], label: null, ticks: [-1, 0, 1], tickFormat: 'd', tickSize: 0 },
      marks: [
        Plot.gridY([-1, 0, 1], { stroke: ink, strokeOpacity: 0.1 }),
        Plot.line(rows, { x: 'x', y: 'value', stroke: blue, strokeWidth: 2 }),
        Plot.line(rows, { x: 'x', y: 'slope', stroke: vermilion, strokeWidth: 2 }),
      ],
    }),
    plot({
      heading: 'Distance from Math.sin and Math.cos',
      height: 270,
      marginBottom: 14,
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
    plot({
      heading: 'Terms that were summed',
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
  return savePage(path.join(out, 'sine'), {
    title: 'The sine from its Taylor series, differentiated',
    subtitle: `The loop ends with the first term below ${tolerance.toPrecision(2)} of the sum, after the argument is brought into [−π/2, π/2].`,
    legend: [
      { text: 'sum', colour: blue },
      { text: 'compiled derivative', colour: vermilion },
      { text: 'central differences of the sum', colour: grey },
    ],
    rows: panels.map((panel) => [panel]),
  });
}

function formatError(error: number): string {
  return error === none ? '0' : error.toExponential(0).replace('e-', 'e−').replace('1e+0', '1');
}
