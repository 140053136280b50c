import * as Plot from '@observablehq/plot';
import { colours, plot, savePage } from 'example-support';
import { extent } from './film.mjs';

const { ink, blue, vermilion, green } = colours;
const hues = [blue, vermilion, green];

/**
 * Draws the film as a map of its heights, and how the gradients fell.
 *
 * @param runs  `name` and `history` of each
 * @returns the files written
 */
export function drawFigure(name, u, runs) {
  const points = Math.sqrt(u.length);
  const curves = runs.flatMap(({ history }, k) => history.map((each) => ({ ...each, k })));
  const decades = Array.from({ length: 7 }, (_, i) => 10 ** (1 - 2 * i));
  const map = plot({
    heading: 'Height of the film',
    width: 400,
    height: 400,
    marginBottom: 48,
    marginRight: 12,
    x: { domain: [-extent, extent], axis: null },
    y: { domain: [-extent, extent], axis: null },
    color: { type: 'linear', scheme: 'RdBu', domain: [-1, 1] },
    marks: [
      Plot.contour(u, {
        width: points,
        height: points,
        x1: -extent,
        x2: extent,
        y1: -extent,
        y2: extent,
        fill: (each) => each,
        stroke: ink,
        strokeOpacity: 0.5,
        strokeWidth: 0.5,
        thresholds: 20,
      }),
    ],
  });
  const fall = plot({
    heading: 'Norm of the gradient',
    width: 500,
    height: 400,
    marginBottom: 48,
    x: {
      type: 'log',
      label: 'gradients computed (a Hessian’s product counts two)',
      labelAnchor: 'center',
      labelArrow: 'none',
      tickSize: 0,
      ticks: [1, 10, 100, 1000, 10000],
      tickFormat: (x) => String(x),
    },
    y: {
      type: 'log',
      domain: [1e-11, 10],
      label: null,
      ticks: decades,
      tickSize: 0,
      tickFormat: (x) => (x >= 1 ? String(x) : x.toExponential(0).replace('e-', 'e−')),
    },
    marks: [
      Plot.gridY(decades, { stroke: ink, strokeOpacity: 0.1 }),
      Plot.line(curves, {
        x: 'cost',
        y: 'norm',
        z: 'k',
        stroke: ({ k }) => hues[k],
        strokeWidth: 2,
        clip: true,
      }),
      Plot.dot(
        curves.filter(({ k }) => k === 0),
        { x: 'cost', y: 'norm', r: 3, fill: blue, clip: true },
      ),
    ],
  });
  return savePage(name, {
    title: 'A soap film in a frame, by Newton’s method without a matrix',
    subtitle: `${(points - 2) ** 2} heights whose area is the least; steps by conjugate gradients with products of the Hessian.`,
    legend: runs.map(({ name: text }, k) => ({ text, colour: hues[k] })),
    rows: [[map, fall]],
  });
}
