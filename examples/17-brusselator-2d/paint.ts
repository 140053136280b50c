import fs from 'node:fs';
import * as Plot from '@observablehq/plot';
import type * as support from 'example-support';
import { PNG } from 'pngjs';

type Support = typeof support;

/** Colours from little to much, told apart with any colour vision. */
const colours = ['#0b1d51', '#0072b2', '#56b4e9', '#f4ecd6', '#e69f00', '#d55e00'].map((hex) =>
  [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)),
);

/** What a picture shows: values from `low` to `high` on size × size cells. */
export interface Scale {
  readonly size: number;
  readonly low: number;
  readonly high: number;
}

/** The first species of a state as a picture, a data URL. */
function paint(state: ArrayLike<number>, { size, low, high }: Scale): string {
  const zoom = 3;
  const png = new PNG({ width: zoom * size, height: zoom * size });
  for (let row = 0; row < png.height; row++) {
    for (let column = 0; column < png.width; column++) {
      const value = state[Math.floor(row / zoom) * size + Math.floor(column / zoom)];
      const place = Math.min(0.999, Math.max(0, (value - low) / (high - low))) * (colours.length - 1);
      const [from, to] = [colours[Math.floor(place)], colours[Math.floor(place) + 1]];
      const rgb = from.map((x, i) => x + (to[i] - x) * (place % 1));
      png.data.set([...rgb, 255], 4 * (row * png.width + column));
    }
  }
  return `data:image/png;base64,${PNG.sync.write(png).toString('base64')}`;
}

/**
 * Draws six states beside and below one another.
 *
 * @returns the files written
 */
export function drawStates(
  file: string,
  states: readonly { readonly time: number; readonly state: ArrayLike<number> }[],
  scale: Scale,
  { plot, savePage }: Support,
): string[] {
  const [across, gap] = [262, 16];
  const panels = states.map(({ time, state }, k) => {
    const marginLeft = k % 3 === 0 ? 64 : gap / 2;
    const place = { x: 0, y: 0, width: across, height: across };
    return plot({
      heading: `t = ${time}`,
      width: marginLeft + across + gap / 2,
      height: 40 + across + 12,
      ...{ marginLeft, marginRight: gap / 2, marginBottom: 12 },
      x: { domain: [-1, 1], axis: null },
      y: { domain: [-1, 1], axis: null },
      marks: [Plot.image([{ src: paint(state, scale) }], { ...place, src: 'src' })],
    });
  });
  return savePage(file, {
    title: 'Patterns out of noise',
    subtitle: `The first species of the Brusselator on ${scale.size} × ${scale.size} cells: blue is little, orange is much.`,
    rows: [panels.slice(0, 3), panels.slice(3)],
  });
}

/**
 * Writes a moving picture, an SVG file whose frames take turns.
 *
 * @param duration  of all, in seconds
 * @returns the file written
 */
export function drawFilm(
  file: string,
  states: readonly ArrayLike<number>[],
  scale: Scale,
  duration: number,
): string {
  const side = 480;
  const times = (k: number): string =>
    k === 0 ? `0;${1 / states.length}` : `0;${k / states.length};${(k + 1) / states.length}`;
  const frames = states.map(
    (state, k) =>
      `<image width="${side}" height="${side}" visibility="hidden" href="${paint(state, scale)}">` +
      `<animate attributeName="visibility" calcMode="discrete" dur="${duration}s" repeatCount="indefinite" ` +
      `values="${k === 0 ? '' : 'hidden;'}visible;hidden" keyTimes="${times(k)}"/></image>`,
  );
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${side}" height="${side}">`;
  fs.writeFileSync(file, [open, ...frames, '</svg>\n'].join('\n'));
  return file;
}
