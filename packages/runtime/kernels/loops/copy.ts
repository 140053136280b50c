import type { Numbers } from './Numbers.js';

/** Copies a matrix of any strides into rows that stand one behind the other. */
export function gather(
  rows: number,
  cols: number,
  x: Numbers,
  offset: number,
  row: number,
  col: number,
  to: Numbers,
  at: number,
): void {
  for (let i = 0; i < rows; i++) {
    let from = offset + i * row;
    for (let j = 0; j < cols; j++, from += col) to[at++] = x[from]!;
  }
}

/** Copies rows that stand one behind the other into a matrix of any strides. */
export function scatter(
  rows: number,
  cols: number,
  from: Numbers,
  at: number,
  y: Numbers,
  offset: number,
  row: number,
  col: number,
): void {
  for (let i = 0; i < rows; i++) {
    let to = offset + i * row;
    for (let j = 0; j < cols; j++, to += col) y[to] = from[at++]!;
  }
}

/** Copies `rows` × `steps` elements into panels of `width` rows at a distance of `panel` elements, step by step; missing rows are zeros. */
export function packSmall(
  width: number,
  rows: number,
  steps: number,
  x: Numbers,
  offset: number,
  row: number,
  step: number,
  to: Numbers,
  at: number,
  panel: number,
): void {
  for (let i = 0; i < rows; i += width, at += panel) {
    const full = Math.min(width, rows - i);
    let put = at;
    let from = offset + i * row;
    if (full === 4 && width === 4) {
      for (let p = 0; p < steps; p++, from += step, put += 4) {
        to[put] = x[from]!;
        to[put + 1] = x[from + row]!;
        to[put + 2] = x[from + 2 * row]!;
        to[put + 3] = x[from + 3 * row]!;
      }
    } else {
      for (let p = 0; p < steps; p++, from += step, put += width) {
        for (let r = 0; r < full; r++) to[put + r] = x[from + r * row]!;
        for (let r = full; r < width; r++) to[put + r] = 0;
      }
    }
  }
}

/** C = αT + βC for sums T whose rows stand one behind the other. */
export function putSums(
  rows: number,
  cols: number,
  from: Numbers,
  at: number,
  alpha: number,
  beta: number,
  c: Numbers,
  offset: number,
  row: number,
  col: number,
): void {
  for (let i = 0; i < rows; i++) {
    let to = offset + i * row;
    if (beta === 0) for (let j = 0; j < cols; j++, to += col) c[to] = alpha * from[at++]!;
    else for (let j = 0; j < cols; j++, to += col) c[to] = alpha * from[at++]! + beta * c[to]!;
  }
}
