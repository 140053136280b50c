import fs from 'node:fs';
import path from 'node:path';
import { PNG } from 'pngjs';
import { NDArray } from '@diffjs/runtime';

/** The middle of the picture, numbers from 0 to 1, of the shape [size, size]. */
export function readPicture(size) {
  const png = PNG.sync.read(fs.readFileSync(path.join(import.meta.dirname, 'data', 'camera.png')));
  const all = new NDArray(
    Float64Array.from({ length: png.width * png.height }, (_, i) => png.data[4 * i] / 255),
    [png.height, png.width],
  );
  const top = Math.round(0.3 * (png.height - size));
  return all.lo(top, Math.round((png.width - size) / 2)).hi(size, size);
}

/** A picture as a data URL, each pixel of it as a square of `scale` × `scale`. */
export function toDataURL(picture, scale = 1) {
  const [height, width] = picture.shape.map((n) => scale * n);
  const png = new PNG({ width, height });
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = picture.get(Math.floor(y / scale), Math.floor(x / scale));
      const grey = Math.min(255, Math.max(0, Math.round(255 * value)));
      png.data.set([grey, grey, grey, 255], 4 * (y * width + x));
    }
  return `data:image/png;base64,${PNG.sync.write(png).toString('base64')}`;
}
