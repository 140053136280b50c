import { type FloatNumbers, gatherColumns, scatterColumns } from './columns.js';
import { type Geometry, isPointwise, product } from './Geometry.js';
import { gemm } from '../../kernels/dispatch.js';

/** How many numbers the matrix of columns may have; more results are done in parts. */
const MOST_NUMBERS = 1 << 18;

/**
 * y = the cross-correlation of images x with weights w, by a matrix product over gathered columns. The three functions of this file are one
 * trilinear form ⟨conv(x, w), y⟩, solved for one of the three: each is the adjoint of the others.
 * Reference: Chellapilla, Puri & Simard, High performance convolutional neural networks for document processing, 2006.
 */
export function convolve(geometry: Geometry, x: FloatNumbers, w: FloatNumbers, y: FloatNumbers): void {
  eachPart(geometry, y, ({ image, weights, result, taps, area, firstRow, rows, count, at }, cols) => {
    const direct = cols === undefined;
    if (!direct) gatherColumns(geometry, x, image, firstRow, rows, cols);
    // prettier-ignore
    gemm(geometry.outChannels, count, taps, 1, w, weights, taps, 1, cols ?? x, direct ? image : 0, count, 1, 0, y, result + at, area, 1);
  });
}

/** The adjoint with respect to the images: x += Σ of the weights times y, each at the places that its result meets. */
export function convolveToImages(
  geometry: Geometry,
  y: FloatNumbers,
  w: FloatNumbers,
  x: FloatNumbers,
): void {
  eachPart(geometry, y, ({ image, weights, result, taps, area, firstRow, rows, count, at }, cols) => {
    const direct = cols === undefined;
    // prettier-ignore
    gemm(taps, count, geometry.outChannels, 1, w, weights, 1, taps, y, result + at, area, 1, direct ? 1 : 0, cols ?? x, direct ? image : 0, count, 1);
    if (!direct) scatterColumns(geometry, cols, firstRow, rows, x, image);
  });
}

/** The adjoint with respect to the weights: w += Σ of the products of y and the image places it meets. */
export function convolveToWeights(
  geometry: Geometry,
  x: FloatNumbers,
  y: FloatNumbers,
  w: FloatNumbers,
): void {
  eachPart(geometry, y, ({ image, weights, result, taps, area, firstRow, rows, count, at }, cols) => {
    const direct = cols === undefined;
    if (!direct) gatherColumns(geometry, x, image, firstRow, rows, cols);
    // prettier-ignore
    gemm(geometry.outChannels, taps, count, 1, y, result + at, area, 1, cols ?? x, direct ? image : 0, 1, count, 1, w, weights, taps, 1);
  });
}

/** Some rows of results of one group of one image. */
interface Part {
  /** Where the channels of the group begin in images, weights and results. */
  readonly image: number;
  readonly weights: number;
  readonly result: number;
  /** Numbers that make one result. */
  readonly taps: number;
  /** Results of a channel. */
  readonly area: number;
  readonly firstRow: number;
  readonly rows: number;
  /** Results of these rows, and where in the channel they begin. */
  readonly count: number;
  readonly at: number;
}

/** Visits all parts, with a matrix for the columns, none where the image itself is that matrix. */
function eachPart(
  geometry: Geometry,
  like: FloatNumbers,
  visit: (part: Part, cols: FloatNumbers | undefined) => void,
): void {
  const { batch, groups, channels, outChannels, size, kernel, out } = geometry;
  const taps = channels * product(kernel);
  const area = product(out);
  const pixels = product(size);
  if (area === 0 || outChannels === 0) return;
  const direct = isPointwise(geometry);
  const width = out[2];
  const allRows = out[0] * out[1];
  const rowsAtOnce = direct
    ? allRows
    : Math.max(1, Math.min(allRows, Math.floor(MOST_NUMBERS / Math.max(1, taps * width))));
  const length = taps * rowsAtOnce * width;
  const matrix =
    like instanceof Float64Array
      ? new Float64Array(direct ? 0 : length)
      : new Float32Array(direct ? 0 : length);
  for (let b = 0; b < batch; b++) {
    for (let g = 0; g < groups; g++) {
      const image = (b * groups + g) * channels * pixels;
      const result = (b * groups + g) * outChannels * area;
      const weights = g * outChannels * taps;
      for (let firstRow = 0; firstRow < allRows; firstRow += rowsAtOnce) {
        const rows = Math.min(rowsAtOnce, allRows - firstRow);
        const part = {
          image,
          weights,
          result,
          taps,
          area,
          firstRow,
          rows,
          count: rows * width,
          at: firstRow * width,
        };
        visit(part, direct ? undefined : matrix);
      }
    }
  }
}
