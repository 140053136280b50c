import { divide } from '../complex/divide.js';
import { last } from '../complex/last.js';
import type { RowBinary, RowUnary } from './elementwise.js';

/*
 * Rows of complex elements, each of two numbers.
 */

/** The loop that applies a function of real and imaginary parts, which leaves the imaginary part of its result in `last`. */
export function complexRowOf(f: (re: number, im: number) => number): RowUnary {
  return (n, x, p, ps, y, q, qs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs) {
      y[q] = f(x[p]!, x[p + 1]!);
      y[q + 1] = last.im;
    }
  };
}

/** The loop that applies a function whose parts are each one of the parts of its operands. */
export function partwise(f: (x: number, y: number) => number): RowBinary {
  return (n, x, p, ps, y, q, qs, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) {
      z[r] = f(x[p]!, y[q]!);
      z[r + 1] = f(x[p + 1]!, y[q + 1]!);
    }
  };
}

export const mulComplexRow: RowBinary = (n, x, p, ps, y, q, qs, z, r, rs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) {
    const a = x[p]!;
    const b = x[p + 1]!;
    const c = y[q]!;
    const d = y[q + 1]!;
    z[r] = a * c - b * d;
    z[r + 1] = a * d + b * c;
  }
};

export const divComplexRow: RowBinary = (n, x, p, ps, y, q, qs, z, r, rs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) {
    z[r] = divide(x[p]!, x[p + 1]!, y[q]!, y[q + 1]!);
    z[r + 1] = last.im;
  }
};

/** d·p, in which a part of `d` that is zero contributes zero. */
export const scaledComplexRow: RowBinary = (n, x, p, ps, y, q, qs, z, r, rs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) {
    const a = x[p]!;
    const b = x[p + 1]!;
    const c = y[q]!;
    const d = y[q + 1]!;
    z[r] = (a === 0 ? 0 : a * c) - (b === 0 ? 0 : b * d);
    z[r + 1] = (a === 0 ? 0 : a * d) + (b === 0 ? 0 : b * c);
  }
};

export const negComplexRow: RowUnary = (n, x, p, ps, y, q, qs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs) {
    y[q] = -x[p]!;
    y[q + 1] = -x[p + 1]!;
  }
};

export const squareComplexRow: RowUnary = (n, x, p, ps, y, q, qs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs) {
    const a = x[p]!;
    const b = x[p + 1]!;
    y[q] = a * a - b * b;
    y[q + 1] = 2 * a * b;
  }
};

export const reciprocalComplexRow: RowUnary = (n, x, p, ps, y, q, qs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs) {
    y[q] = divide(1, 0, x[p]!, x[p + 1]!);
    y[q + 1] = last.im;
  }
};

/** |z|, a real number. */
export const absComplexRow: RowUnary = (n, x, p, ps, y, q, qs) => {
  for (let i = 0; i < n; i++, p += ps, q += qs) y[q] = Math.hypot(x[p]!, x[p + 1]!);
};
