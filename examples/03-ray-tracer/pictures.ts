import fs from 'node:fs';
import { PNG } from 'pngjs';
import type { Picture } from './Camera.js';

/** A picture that cannot be used; the message names its file. */
export class PictureError extends Error {
  constructor(file: string, what: string) {
    super(`${file}: ${what}`);
    this.name = 'PictureError';
  }
}

/**
 * Reads a PNG of at most `most` pixels. Transparency is left out.
 *
 * @throws PictureError
 */
export function readPicture(file: string, most: number): Picture {
  let png: PNG;
  try {
    png = PNG.sync.read(fs.readFileSync(file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const unread = code === 'ENOENT' ? 'there is no such file' : `cannot be read: ${message}`;
    throw new PictureError(file, code === undefined ? `is no PNG: ${message}` : unread);
  }
  const { width, height, data } = png;
  if (width * height > most) {
    throw new PictureError(
      file,
      `has ${width} × ${height} pixels, and at most ${most} can be fitted. Scale it down.`,
    );
  }
  const values = Array.from(
    { length: 3 * width * height },
    (_, i) => data[4 * Math.floor(i / 3) + (i % 3)] / 255,
  );
  return { width, height, values };
}

/** A picture as the bytes of a PNG, each pixel a square of `zoom` × `zoom`. */
export function encodePicture({ width, height, values }: Picture, zoom = 1): Buffer {
  const png = new PNG({ width: zoom * width, height: zoom * height });
  for (let row = 0; row < png.height; row++) {
    for (let column = 0; column < png.width; column++) {
      const from = 3 * (Math.floor(row / zoom) * width + Math.floor(column / zoom));
      const to = 4 * (row * png.width + column);
      for (let i = 0; i < 3; i++) png.data[to + i] = Math.round(255 * values[from + i]);
      png.data[to + 3] = 255;
    }
  }
  return PNG.sync.write(png);
}

/** Half as wide and high: the mean of each square of four pixels, which smooths edges. */
export function halve({ width, height, values }: Picture): Picture {
  const [w, h] = [Math.floor(width / 2), Math.floor(height / 2)];
  const means = Array.from({ length: 3 * w * h }, (_, i) => {
    const [row, column] = [Math.floor(i / 3 / w), Math.floor(i / 3) % w];
    const at = 3 * (2 * row * width + 2 * column) + (i % 3);
    return (values[at] + values[at + 3] + values[at + 3 * width] + values[at + 3 * width + 3]) / 4;
  });
  return { width: w, height: h, values: means };
}
