import * as Plot from '@observablehq/plot';
import { colours, plot, savePage } from 'example-support';

const { ink, faint, blue, vermilion, green } = colours;
const kinds = [
  { name: 'setosa', colour: green },
  { name: 'versicolor', colour: blue },
  { name: 'virginica', colour: vermilion },
];

const superscript = (n) => [...String(n)].map((c) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(c)]).join('');

/**
 * Draws the petals with the border between two species, and the error by the penalty.
 *
 * @returns the files written
 */
export function drawFigure(name, measures, species, w, curve, lambda) {
  const points = species.map((kind, i) => ({ x: measures.get(i, 2), y: measures.get(i, 3), kind }));
  const means = [0, 1].map((j) => {
    const rows = species.flatMap((kind, i) => (kind === 0 ? [] : [measures.get(i, j)]));
    return rows.reduce((s, x) => s + x, 0) / rows.length;
  });
  // The border where the sepals are as the mean of both.
  const border = [3, 7.2].map((x) => ({
    x,
    y: -(w[0] + w[1] * means[0] + w[2] * means[1] + w[3] * x) / w[4],
  }));
  const petals = plot({
    heading: 'Width of the petals (cm), and the border',
    width: 440,
    height: 360,
    marginBottom: 44,
    x: { label: 'length (cm)', labelAnchor: 'center', labelArrow: 'none', domain: [0.5, 7.2] },
    y: { label: null, domain: [0, 2.8] },
    marks: [
      Plot.line(border, { x: 'x', y: 'y', stroke: ink, clip: true }),
      Plot.dot(points, { x: 'x', y: 'y', r: 2.5, fill: ({ kind }) => kinds[kind].colour }),
    ],
  });
  const penalty = plot({
    heading: 'Mean square error on other irises (cm²)',
    width: 440,
    height: 360,
    marginBottom: 44,
    x: {
      label: 'penalty λ',
      labelAnchor: 'center',
      labelArrow: 'none',
      type: 'log',
      ticks: [1e-6, 1e-4, 1e-2, 1, 100],
      tickFormat: (x) => `10${superscript(Math.round(Math.log10(x)))}`,
    },
    y: { label: null, domain: [0, 1.1 * curve[0].error] },
    marks: [
      Plot.ruleX([lambda], { stroke: faint, strokeDasharray: '4,3' }),
      Plot.line(curve, { x: 'lambda', y: 'error', stroke: blue, clip: true }),
    ],
  });
  return savePage(name, {
    title: 'Two regressions on irises',
    subtitle:
      'Newton’s method with second derivatives finds the border; the derivative through least squares finds the penalty (dashed).',
    legend: kinds.map(({ name: text, colour }) => ({ text, colour, dot: 'full' })),
    rows: [[petals, penalty]],
  });
}
