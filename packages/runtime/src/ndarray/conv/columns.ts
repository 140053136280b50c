import type { Geometry } from './Geometry.js';

export type FloatNumbers = Float64Array | Float32Array;

/**
 * The matrix of all image places that results meet, [channels·kernel, rows·width], for the rows from `firstRow` on of the results (depth and height
 * in one count) of one group of one image: cols[c, k; t] = x[c, t·stride + k·dilation − before], 0 outside of the image.
 */
export function gatherColumns(
  geometry: Geometry,
  x: FloatNumbers,
  xOffset: number,
  firstRow: number,
  rows: number,
  cols: FloatNumbers,
): void {
  let filled = 0;
  eachRun(geometry, firstRow, rows, (at, low, high, step) => {
    for (let t = 0; t < low; t++) cols[filled++] = 0;
    for (let t = low, p = xOffset + at; t < high; t++, p += step) cols[filled++] = x[p];
    for (let t = Math.max(low, high); t < geometry.out[2]; t++) cols[filled++] = 0;
  });
}

/** The adjoint of `gatherColumns`: adds each number of the matrix to the image place that it came from. */
export function scatterColumns(
  geometry: Geometry,
  cols: FloatNumbers,
  firstRow: number,
  rows: number,
  x: FloatNumbers,
  xOffset: number,
): void {
  const width = geometry.out[2];
  let read = 0;
  eachRun(geometry, firstRow, rows, (at, low, high, step) => {
    for (let t = low, p = xOffset + at; t < high; t++, p += step) x[p] += cols[read + t];
    read += width;
  });
}

/**
 * Visits, in the order of the matrix, the runs of results of one row: results low ≤ t < high lie in the image, the first of them at `at`, the others
 * `step` apart.
 */
function eachRun(
  { channels, size, kernel, out, stride, dilation, before }: Geometry,
  firstRow: number,
  rows: number,
  visit: (at: number, low: number, high: number, step: number) => void,
): void {
  const [depth, height, width] = size;
  for (let c = 0; c < channels; c++) {
    for (let kd = 0; kd < kernel[0]; kd++) {
      for (let kh = 0; kh < kernel[1]; kh++) {
        for (let kw = 0; kw < kernel[2]; kw++) {
          const shift = kw * dilation[2] - before[2];
          const low = Math.min(out[2], Math.max(0, Math.ceil(-shift / stride[2])));
          const high = Math.max(low, Math.min(out[2], Math.ceil((width - shift) / stride[2])));
          for (let row = firstRow; row < firstRow + rows; row++) {
            const d = Math.floor(row / out[1]) * stride[0] + kd * dilation[0] - before[0];
            const h = (row % out[1]) * stride[1] + kh * dilation[1] - before[1];
            const inside = d >= 0 && d < depth && h >= 0 && h < height;
            const at = ((c * depth + d) * height + h) * width + low * stride[2] + shift;
            visit(at, inside ? low : out[2], inside ? high : out[2], stride[2]);
          }
        }
      }
    }
  }
}
