import type { Elements } from '@diffjs/runtime';

/** A matrix within an array: offset, and distances between rows and between columns. */
export interface Layout {
  readonly offset: number;
  readonly row: number;
  readonly col: number;
}

/** C = αAB + βC by three loops in f64, rounded where the array rounds. The sizes of the sums come with it, for tolerances. */
export function naiveGemm(
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: Elements,
  la: Layout,
  b: Elements,
  lb: Layout,
  beta: number,
  c: Elements,
  lc: Layout,
): Map<number, number> {
  const sizes = new Map<number, number>();
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const at = lc.offset + i * lc.row + j * lc.col;
      let sum = 0;
      let size = 0;
      for (let p = 0; p < k; p++) {
        const term = a[la.offset + i * la.row + p * la.col]! * b[lb.offset + p * lb.row + j * lb.col]!;
        sum += term;
        size += Math.abs(term);
      }
      const old = beta === 0 ? 0 : beta * c[at]!;
      sizes.set(at, Math.abs(alpha) * size + Math.abs(old));
      c[at] = alpha * sum + old;
    }
  }
  return sizes;
}

/** Number of elements that an array needs for a layout whose strides may be negative, and the offset that makes all indices fit. */
export function fit(
  rows: number,
  cols: number,
  row: number,
  col: number,
): { length: number; offset: number } {
  const reach = (count: number, stride: number): [number, number] => {
    const end = Math.max(0, count - 1) * stride;
    return [Math.min(0, end), Math.max(0, end)];
  };
  const [low, high] = reach(rows, row);
  const [left, right] = reach(cols, col);
  return { length: high + right - low - left + 1, offset: -low - left };
}
