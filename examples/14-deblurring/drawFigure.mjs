import * as Plot from '@observablehq/plot';
import { plot, savePage } from 'example-support';
import { toDataURL } from './readPicture.mjs';

/**
 * Draws the three pictures and the components.
 *
 * @param pictures  `sharp`, `blurred` and `restored`
 * @param quality  of the last two, in dB
 * @returns the files written
 */
export function drawFigure(name, { sharp, blurred, restored }, quality, components) {
  const pictures = [
    ['The photograph', sharp],
    [`Blurred, with noise: ${quality[0].toFixed(1)} dB`, blurred],
    [`Restored: ${quality[1].toFixed(1)} dB`, restored],
  ].map(([heading, picture], k) => panel(heading, toDataURL(picture, 4), 260, k === 0));
  const pieces = components.map((piece, k) =>
    panel(`Component ${k + 1}`, toDataURL(grey(piece), 16), 122, k === 0),
  );
  return savePage(name, {
    title: 'A photograph made sharp by gradients',
    subtitle:
      'The picture that, blurred again, fits best and varies least, by L-BFGS. Below, the principal components of its fields of 8 × 8 pixels.',
    rows: [pictures, pieces],
  });
}

function panel(heading, src, size, isFirst) {
  const marginLeft = isFirst ? 64 : 7;
  return plot({
    heading,
    width: marginLeft + size + 7,
    height: size + 48,
    marginLeft,
    marginRight: 7,
    marginBottom: 8,
    x: { domain: [0, 1], axis: null },
    y: { domain: [0, 1], axis: null },
    marks: [
      Plot.image([{ x: 0.5, y: 0.5, src }], {
        x: 'x',
        y: 'y',
        src: 'src',
        width: size,
        height: size,
      }),
    ],
  });
}

/** Numbers of both signs as greys around the middle one; the sign of a component is nobody's choice. */
function grey(piece) {
  const most = Math.max(...piece.data.map(Math.abs));
  const shown = piece.data.map((x) => 0.5 + x / (2 * most));
  return { shape: piece.shape, get: (i, j) => shown[8 * i + j] };
}
