import { PNG } from 'pngjs';
import { complex } from '@diffjs/runtime';
import { findDistance, findRoot } from './solve.mjs';
import { orbit } from './functions.mjs';

/** Of roots, in the order in which they are met. */
const hues = ['#0072b2', '#d55e00', '#009e73', '#e69f00', '#cc79a7', '#56b4e9', '#f0e442', '#7a5195'].map(
  (hue) => [1, 3, 5].map((i) => parseInt(hue.slice(i, i + 2), 16)),
);

/**
 * Solves an equation from the middle of every pixel: the colour says which root is found, the brightness how soon.
 *
 * @returns the `picture`; the `roots`; how many pixels came to each (`basins`) and to none (`lost`); all Newton steps (`total`)
 */
export function paintBasins({ f, extent }, width, height) {
  const roots = [];
  const basins = [];
  let [lost, total] = [0, 0];
  const picture = paint(width, height, 2 * extent, complex(0, 0), (start) => {
    const { z, steps } = findRoot(f, start);
    if (steps === Infinity) {
      lost++;
      return [0, 0, 0];
    }
    total += Math.ceil(steps);
    let i = roots.findIndex((root) => root.sub(z).abs() < 1e-5);
    if (i < 0) {
      i = roots.push(z) - 1;
      basins.push(0);
    }
    basins[i]++;
    const light = 0.35 + 1.05 * Math.exp(-steps / 7);
    return hues[i % hues.length].map((part) => Math.min(255, part * light));
  });
  return { picture, roots, basins, lost, total };
}

/** Mandelbrot's set and, by distance, what is around it. */
export function paintSet(width, height) {
  const across = 3.3;
  return paint(width, height, across, complex(-0.7, 0), (c) => {
    const distance = findDistance(orbit, c);
    const light = distance === 0 ? 0 : Math.min(1, (distance / across) * 60) ** 0.22;
    return [255 * light, 255 * light ** 0.9, 255 * light ** 0.75];
  });
}

/** A picture as a data URL, from the colours of the points in the middle of its pixels. */
function paint(width, height, across, middle, colourAt) {
  const png = new PNG({ width, height });
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const x = ((column + 0.5) / width - 0.5) * across;
      const y = (0.5 * height - row - 0.5) * (across / width);
      png.data.set([...colourAt(middle.add(complex(x, y))), 255], 4 * (row * width + column));
    }
  }
  return `data:image/png;base64,${PNG.sync.write(png).toString('base64')}`;
}
