import * as Plot from '@observablehq/plot';
import { PNG } from 'pngjs';
import { plot, savePage } from 'example-support';

/**
 * Draws the weights of each digit, and misread pictures with the change that would help.
 *
 * @param W  the weights, of the shape [64, 10]
 * @param examples  `picture`, `truth`, `found` and `pull` of each
 * @returns the files written
 */
export function drawFigure(name, W, examples) {
  const weights = Array.from({ length: 10 }, (_, k) => ({
    caption: `for ${k}`,
    src: paint(W.pick(null, k), signed),
  }));
  const misread = examples.flatMap(({ picture, truth, found, pull }) => [
    { caption: `${truth}, read as ${found}`, src: paint(picture, grey) },
    { caption: `towards ${truth}`, src: paint(pull, signed) },
  ]);
  return savePage(name, {
    title: 'Multinomial regression on handwritten digits',
    subtitle:
      'Blue speaks for a digit, red against it. Below: misread pictures, and the change of each that would make it look more like what it is.',
    rows: [[row('Weights', weights)], [row('Misread, and the gradients by the pictures', misread)]],
  });
}

function row(heading, pictures) {
  const size = 80;
  return plot({
    heading,
    width: 900,
    height: 150,
    marginLeft: 0,
    marginRight: 0,
    marginBottom: 2,
    x: { domain: [0, 900], axis: null },
    y: { domain: [0, 108], reverse: true, axis: null },
    marks: [
      Plot.image(
        pictures.map((each, k) => ({ ...each, x: 45 + 90 * k })),
        { x: 'x', y: 44, width: size, height: size, src: 'src' },
      ),
      Plot.text(
        pictures.map((each, k) => ({ ...each, x: 45 + 90 * k })),
        { x: 'x', y: 98, text: 'caption', fontSize: 11 },
      ),
    ],
  });
}

const grey = (x) => [255 * (1 - x), 255 * (1 - x), 255 * (1 - x)];
const signed = (x) =>
  x > 0 ? [255 * (1 - x), 255 * (1 - 0.55 * x), 255] : [255, 255 * (1 + 0.7 * x), 255 * (1 + x)];

/** 64 numbers as a picture of 8 × 8 fields, each of 10 pixels, the largest of them in the full colour. */
function paint(numbers, colour) {
  const values = Array.from({ length: 64 }, (_, i) => numbers.get(i));
  const most = Math.max(...values.map(Math.abs), 1e-300);
  const png = new PNG({ width: 80, height: 80 });
  for (let y = 0; y < 80; y++)
    for (let x = 0; x < 80; x++)
      png.data.set(
        [...colour(values[8 * Math.floor(y / 10) + Math.floor(x / 10)] / most), 255],
        4 * (80 * y + x),
      );
  return `data:image/png;base64,${PNG.sync.write(png).toString('base64')}`;
}
