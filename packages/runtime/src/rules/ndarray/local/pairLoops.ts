import type { RowPair } from './LocalCall.js';
import type { PairLoops } from './localPair.js';

/*
 * Loops over two operands, one for each use, so that each sees arrays of one kind and is short. Rows whose elements lie side by side have loops of their
 * own, which V8 runs in half the time. The values are those of the kernels: each is rounded once.
 */

/** x + y */
export const additions: PairLoops = {
  readsOperands: false,
  over: [0, 1],
  value: (rows, out) => {
    const { count, n, x, xOffset, xStep, xRow, y, yOffset, yStep, yRow } = rows;
    const isDense = areDense(rows);
    for (let row = 0, k = 0; row < count; row++, k += n) {
      const p = xOffset + row * xRow;
      const q = yOffset + row * yRow;
      if (isDense) for (let i = 0; i < n; i++) out[k + i] = x[p + i]! + y[q + i]!;
      else for (let i = 0; i < n; i++) out[k + i] = x[p + i * xStep]! + y[q + i * yStep]!;
    }
  },
  left: ({ count, n, xOffset, xStep, xRow }, d, x$) => {
    addRows(count, n, d, x$, xOffset, xStep, xRow);
  },
  right: ({ count, n, yOffset, yStep, yRow }, d, y$) => {
    addRows(count, n, d, y$, yOffset, yStep, yRow);
  },
};

/** x − y */
export const subtractions: PairLoops = {
  readsOperands: false,
  over: [0],
  value: (rows, out) => {
    const { count, n, x, xOffset, xStep, xRow, y, yOffset, yStep, yRow } = rows;
    const isDense = areDense(rows);
    for (let row = 0, k = 0; row < count; row++, k += n) {
      const p = xOffset + row * xRow;
      const q = yOffset + row * yRow;
      if (isDense) for (let i = 0; i < n; i++) out[k + i] = x[p + i]! - y[q + i]!;
      else for (let i = 0; i < n; i++) out[k + i] = x[p + i * xStep]! - y[q + i * yStep]!;
    }
  },
  left: additions.left,
  right: ({ count, n, yOffset, yStep, yRow }, d, y$) => {
    for (let row = 0, k = 0; row < count; row++, k += n) {
      const q = yOffset + row * yRow;
      for (let i = 0; i < n; i++) y$[q + i * yStep]! -= d[k + i]!;
    }
  },
};

/** x·y */
export const multiplications: PairLoops = {
  readsOperands: true,
  over: [],
  value: (rows, out) => {
    const { count, n, x, xOffset, xStep, xRow, y, yOffset, yStep, yRow } = rows;
    const isDense = areDense(rows);
    for (let row = 0, k = 0; row < count; row++, k += n) {
      const p = xOffset + row * xRow;
      const q = yOffset + row * yRow;
      if (isDense) for (let i = 0; i < n; i++) out[k + i] = x[p + i]! * y[q + i]!;
      else for (let i = 0; i < n; i++) out[k + i] = x[p + i * xStep]! * y[q + i * yStep]!;
    }
  },
  left: ({ count, n, xOffset, xStep, xRow, y, yOffset, yStep, yRow }, d, x$) => {
    addProducts(count, n, d, y, yOffset, yStep, yRow, x$, xOffset, xStep, xRow);
  },
  right: ({ count, n, x, xOffset, xStep, xRow, yOffset, yStep, yRow }, d, y$) => {
    addProducts(count, n, d, x, xOffset, xStep, xRow, y$, yOffset, yStep, yRow);
  },
};

/** x / y */
export const divisions: PairLoops = {
  readsOperands: true,
  over: [],
  readsOut: true,
  value: ({ count, n, x, xOffset, xStep, xRow, y, yOffset, yStep, yRow }, out) => {
    for (let row = 0, k = 0; row < count; row++, k += n) {
      const p = xOffset + row * xRow;
      const q = yOffset + row * yRow;
      for (let i = 0; i < n; i++) out[k + i] = x[p + i * xStep]! / y[q + i * yStep]!;
    }
  },
  left: ({ count, n, xOffset, xStep, xRow, y, yOffset, yStep, yRow }, d, x$) => {
    for (let row = 0, k = 0; row < count; row++, k += n) {
      const p = xOffset + row * xRow;
      const q = yOffset + row * yRow;
      for (let i = 0; i < n; i++) {
        const g = d[k + i]!;
        if (g !== 0) x$[p + i * xStep]! += g / y[q + i * yStep]!;
      }
    }
  },
  right: ({ count, n, y, yOffset, yStep, yRow }, d, y$, out) => {
    for (let row = 0, k = 0; row < count; row++, k += n) {
      const q = yOffset + row * yRow;
      for (let i = 0; i < n; i++) {
        const g = d[k + i]!;
        if (g !== 0) y$[q + i * yStep]! -= g * (out[k + i]! / y[q + i * yStep]!);
      }
    }
  },
};

function areDense({ xStep, yStep }: RowPair): boolean {
  return xStep === 1 && yStep === 1;
}

/** Adds rows that lie one after the other. */
function addRows(
  count: number,
  n: number,
  d: Float64Array,
  to: Float64Array,
  offset: number,
  step: number,
  row: number,
): void {
  for (let r = 0, k = 0; r < count; r++, k += n) {
    const p = offset + r * row;
    if (step === 1) for (let i = 0; i < n; i++) to[p + i]! += d[k + i]!;
    else for (let i = 0; i < n; i++) to[p]! += d[k + i]!;
  }
}

/** Adds the products of two, of which the first has rows that lie one after the other. */
function addProducts(
  count: number,
  n: number,
  d: Float64Array,
  x: Float64Array,
  xOffset: number,
  xStep: number,
  xRow: number,
  to: Float64Array,
  offset: number,
  step: number,
  row: number,
): void {
  const isDense = xStep === 1 && step === 1;
  for (let r = 0, k = 0; r < count; r++, k += n) {
    const p = xOffset + r * xRow;
    const q = offset + r * row;
    if (isDense)
      for (let i = 0; i < n; i++) {
        const g = d[k + i]!;
        if (g !== 0) to[q + i]! += g * x[p + i]!;
      }
    else
      for (let i = 0; i < n; i++) {
        const g = d[k + i]!;
        if (g !== 0) to[q + i * step]! += g * x[p + i * xStep]!;
      }
  }
}
