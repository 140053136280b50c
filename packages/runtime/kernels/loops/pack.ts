import type { Numbers } from './Numbers.js';

/**
 * Copies `rows` × `cols` elements into panels of `width` rows, which stand one behind the other, each column by column; rows that are missing at
 * the end are zeros. (For the right factor of a product: with the strides exchanged.)
 */
export function pack(
  rows: number,
  cols: number,
  width: number,
  x: Numbers,
  offset: number,
  rowStride: number,
  colStride: number,
  panels: Float64Array,
): void {
  let to = 0;
  for (let i = 0; i < rows; i += width) {
    const full = Math.min(width, rows - i);
    let at = offset + i * rowStride;
    if (full === 4) {
      for (let p = 0; p < cols; p++, at += colStride, to += 4) {
        panels[to] = x[at]!;
        panels[to + 1] = x[at + rowStride]!;
        panels[to + 2] = x[at + 2 * rowStride]!;
        panels[to + 3] = x[at + 3 * rowStride]!;
      }
      continue;
    }
    for (let p = 0; p < cols; p++, at += colStride) {
      for (let r = 0; r < width; r++) panels[to++] = r < full ? x[at + r * rowStride]! : 0;
    }
  }
}

/** C += αT for a tile T of `tile`, whose rows have `width` elements. */
export function addTile(
  m: number,
  n: number,
  width: number,
  tile: Float64Array,
  alpha: number,
  c: Numbers,
  offset: number,
  row: number,
  col: number,
): void {
  for (let i = 0; i < m; i++) {
    let at = offset + i * row;
    for (let j = 0; j < n; j++, at += col) c[at]! += alpha * tile[i * width + j]!;
  }
}

/** C = βC, where β = 0 writes zeros over whatever stands there. */
export function scale(
  m: number,
  n: number,
  beta: number,
  c: Numbers,
  offset: number,
  row: number,
  col: number,
): void {
  for (let i = 0; i < m; i++) {
    let at = offset + i * row;
    for (let j = 0; j < n; j++, at += col) c[at] = beta === 0 ? 0 : beta * c[at]!;
  }
}
