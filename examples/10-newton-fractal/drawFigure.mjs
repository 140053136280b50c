import * as Plot from '@observablehq/plot';
import { plot, savePage } from 'example-support';

const [left, right, gap] = [64, 24, 20];

/**
 * Draws four pictures.
 *
 * @param panels  `heading` and `picture` of each, a data URL
 * @param shape  height over width of the pictures
 * @returns the files written
 */
export function drawFigure(name, panels, shape) {
  const wide = (900 - left - right - gap) / 2;
  const high = wide * shape;
  const [first, second, ...rest] = panels.map(({ heading, picture }, i) => {
    const marginLeft = i % 2 === 0 ? left : gap / 2;
    const marginRight = i % 2 === 1 ? right : gap / 2;
    const place = { x: 0, y: 0, width: wide, height: high };
    return plot({
      heading,
      width: marginLeft + wide + marginRight,
      height: 40 + high + 12,
      marginLeft,
      marginRight,
      marginBottom: 12,
      x: { domain: [-1, 1], axis: null },
      y: { domain: [-1, 1], axis: null },
      marks: [Plot.image([{ ...place, src: picture }], { ...place, src: 'src' })],
    });
  });
  return savePage(name, {
    title: 'Pictures by derivatives of complex functions',
    subtitle:
      'Newton’s method from every pixel: which zero it comes to, and how soon. Below on the right, distances by the derivative of a whole orbit.',
    rows: [[first, second], rest],
  });
}
