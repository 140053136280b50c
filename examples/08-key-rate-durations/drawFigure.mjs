import * as Plot from '@observablehq/plot';
import { colours, plot, savePage } from 'example-support';
import { parRates, tenors, zeroRate } from './curve.mjs';

const { ink, blue, vermilion, green } = colours;

/**
 * Draws the key rate durations of some bonds as bars, and the curve.
 *
 * @param bonds  `name` and `keyRates` of each
 * @returns the files written
 */
export function drawFigure(name, bonds, zeros) {
  const wide = 0.8 / bonds.length;
  const bars = bonds.flatMap(({ keyRates }, k) =>
    keyRates.map((years, i) => ({ from: i - 0.4 + k * wide, to: i - 0.4 + (k + 0.94) * wide, years, k })),
  );
  const hues = [blue, vermilion, green];
  const times = Array.from({ length: 291 }, (_, i) => 1 + i / 10);
  const curve = times.map((t) => ({ t, rate: 100 * zeroRate(zeros, t) }));
  const par = tenors.map((t, i) => ({ t, rate: 100 * parRates[i] }));
  return savePage(name, {
    title: 'Key rate durations by derivatives through the bootstrap of a curve',
    subtitle: 'By how many per cent a bond loses when the par rate of one maturity rises by one per cent.',
    legend: [
      ...bonds.map((bond, k) => ({ text: bond.name, colour: hues[k] })),
      { text: 'zero rates', colour: ink },
      { text: 'par rates', colour: ink, dot: 'hollow' },
    ],
    rows: [
      [
        plot({
          heading: 'Key rate durations',
          height: 330,
          marginBottom: 48,
          x: {
            domain: [-0.5, tenors.length - 0.5],
            ticks: tenors.map((_, i) => i),
            tickFormat: (i) => String(tenors[i]),
            tickSize: 0,
            label: 'maturity of the par rate, in years',
            labelAnchor: 'center',
            labelArrow: 'none',
          },
          y: { label: null, ticks: 6, tickSize: 0, tickFormat: (x) => String(x).replace('-', '−') },
          marks: [
            Plot.gridY({ stroke: ink, strokeOpacity: 0.1, ticks: 6 }),
            Plot.rect(bars, { x1: 'from', x2: 'to', y1: 0, y2: 'years', fill: ({ k }) => hues[k] }),
            Plot.ruleY([0], { stroke: ink }),
          ],
        }),
      ],
      [
        plot({
          heading: 'The curve',
          height: 250,
          marginBottom: 48,
          x: { domain: [0, 30.5], label: 'years', labelAnchor: 'center', labelArrow: 'none', tickSize: 0 },
          y: { label: null, ticks: 5, tickSize: 0, tickFormat: (x) => `${x.toFixed(1)} %` },
          marks: [
            Plot.gridY({ stroke: ink, strokeOpacity: 0.1, ticks: 5 }),
            Plot.line(curve, { x: 't', y: 'rate', stroke: ink, strokeWidth: 2 }),
            Plot.dot(par, { x: 't', y: 'rate', r: 4, fill: '#fff', stroke: ink, strokeWidth: 1.6 }),
          ],
        }),
      ],
    ],
  });
}
