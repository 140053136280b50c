import { accumulate, binary, unary } from '../kernels/dispatch.js';
import type { AccumulateOperation, BinaryOperation, UnaryOperation } from '../kernels/operations.js';
import type { NumberData } from './dtype.js';
import type { RowBinary, RowUnary } from './elementwise.js';

/*
 * Loops over rows of elements see arrays of one kind: one that meets several runs many times slower. Numbers of other kinds pass through a
 * chunk of doubles.
 */

/** y = f(x) for a row of doubles. */
export type DoubleRowUnary = (
  n: number,
  x: Float64Array,
  xOffset: number,
  xStride: number,
  y: Float64Array,
  yOffset: number,
  yStride: number,
) => void;

/** z = f(x, y) for two rows of doubles. */
export type DoubleRowBinary = (
  n: number,
  x: Float64Array,
  xOffset: number,
  xStride: number,
  y: Float64Array,
  yOffset: number,
  yStride: number,
  z: Float64Array,
  zOffset: number,
  zStride: number,
) => void;

const CHUNK = 1024;
let chunks: readonly [Float64Array, Float64Array, Float64Array] | undefined;

function threeChunks(): readonly [Float64Array, Float64Array, Float64Array] {
  return (chunks ??= [new Float64Array(CHUNK), new Float64Array(CHUNK), new Float64Array(CHUNK)]);
}

/** Makes a loop over doubles one over numbers of all kinds. */
export function inDoubles1(row: DoubleRowUnary): RowUnary {
  return (n, x, p, ps, y, q, qs) => {
    if (x instanceof Float64Array && y instanceof Float64Array) {
      row(n, x, p, ps, y, q, qs);
      return;
    }
    const [from, to] = threeChunks();
    for (let done = 0; done < n; done += CHUNK) {
      const m = Math.min(CHUNK, n - done);
      gather(m, x, p + done * ps, ps, from);
      row(m, from, 0, 1, to, 0, 1);
      scatter(m, to, y, q + done * qs, qs);
    }
  };
}

/** Makes a loop over doubles one over numbers of all kinds. */
export function inDoubles2(row: DoubleRowBinary): RowBinary {
  return (n, x, p, ps, y, q, qs, z, r, rs) => {
    if (x instanceof Float64Array && y instanceof Float64Array && z instanceof Float64Array) {
      row(n, x, p, ps, y, q, qs, z, r, rs);
      return;
    }
    const [left, right, to] = threeChunks();
    for (let done = 0; done < n; done += CHUNK) {
      const m = Math.min(CHUNK, n - done);
      gather(m, x, p + done * ps, ps, left);
      gather(m, y, q + done * qs, qs, right);
      row(m, left, 0, 1, right, 0, 1, to, 0, 1);
      scatter(m, to, z, r + done * rs, rs);
    }
  };
}

/** The kernel of an operation, for numbers of all kinds. */
export function kernelRow(operation: UnaryOperation): RowUnary {
  const row = inDoubles1((n, x, p, ps, y, q, qs) => {
    unary(operation, n, x, p, ps, y, q, qs);
  });
  return (n, x, p, ps, y, q, qs) => {
    if (x instanceof Float32Array && y instanceof Float32Array) unary(operation, n, x, p, ps, y, q, qs);
    else row(n, x, p, ps, y, q, qs);
  };
}

/** The kernel of an operation on two operands, for numbers of all kinds. */
export function kernelRow2(operation: BinaryOperation): RowBinary {
  const row = inDoubles2((n, x, p, ps, y, q, qs, z, r, rs) => {
    binary(operation, n, x, p, ps, y, q, qs, z, r, rs);
  });
  return (n, x, p, ps, y, q, qs, z, r, rs) => {
    if (x instanceof Float32Array && y instanceof Float32Array && z instanceof Float32Array)
      binary(operation, n, x, p, ps, y, q, qs, z, r, rs);
    else row(n, x, p, ps, y, q, qs, z, r, rs);
  };
}

/** y += g·f′ for a row, where `operation` says how f′ is computed from v; a zero g adds nothing. */
export function accumulateRow(
  operation: AccumulateOperation,
  n: number,
  g: Float64Array,
  p: number,
  ps: number,
  v: NumberData,
  q: number,
  qs: number,
  y: Float64Array,
  r: number,
  rs: number,
): void {
  if (v instanceof Float64Array) {
    accumulate(operation, n, g, p, ps, v, q, qs, y, r, rs);
    return;
  }
  const [values] = threeChunks();
  for (let done = 0; done < n; done += CHUNK) {
    const m = Math.min(CHUNK, n - done);
    gather(m, v, q + done * qs, qs, values);
    accumulate(operation, m, g, p + done * ps, ps, values, 0, 1, y, r + done * rs, rs);
  }
}

/** The loop that applies a function of numbers. */
export function rowOf(f: (x: number) => number): RowUnary {
  return inDoubles1((n, x, p, ps, y, q, qs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs) y[q] = f(x[p]!);
  });
}

/** The loop that applies a function of two numbers. */
export function rowOf2(f: (x: number, y: number) => number): RowBinary {
  return inDoubles2((n, x, p, ps, y, q, qs, z, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs) z[r] = f(x[p]!, y[q]!);
  });
}

/** Copies a row of numbers of any kind to the beginning of a list of doubles. */
export function gather(n: number, x: NumberData, p: number, ps: number, to: Float64Array): void {
  if (ps === 1 && n > 8) to.set(x.subarray(p, p + n));
  else if (ps === 0) to.fill(x[p]!, 0, n);
  else if (x instanceof Float64Array) gatherDoubles(n, x, p, ps, to);
  else if (x instanceof Float32Array) gatherSingles(n, x, p, ps, to);
  else for (let i = 0; i < n; i++, p += ps) to[i] = x[p]!;
}

function gatherDoubles(n: number, x: Float64Array, p: number, ps: number, to: Float64Array): void {
  for (let i = 0; i < n; i++, p += ps) to[i] = x[p]!;
}

function gatherSingles(n: number, x: Float32Array, p: number, ps: number, to: Float64Array): void {
  for (let i = 0; i < n; i++, p += ps) to[i] = x[p]!;
}

function scatter(n: number, from: Float64Array, y: NumberData, q: number, qs: number): void {
  if (qs === 1 && n > 8) y.set(n === from.length ? from : from.subarray(0, n), q);
  else for (let i = 0; i < n; i++, q += qs) y[q] = from[i]!;
}
