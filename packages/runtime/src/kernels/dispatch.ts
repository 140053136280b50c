import type { Elements } from './Kernels.js';
import type { AccumulateOperation, BinaryOperation, ReduceOperation, UnaryOperation } from './operations.js';
import { chains } from './registry.js';

// What arrays of any class call: each function asks the engines in use, in order. `Kernels.ts` says what they compute.

/** C = αAB + βC. */
// prettier-ignore
export function gemm(
  m: number, n: number, k: number, alpha: number,
  a: Elements, aOffset: number, aRow: number, aCol: number,
  b: Elements, bOffset: number, bRow: number, bCol: number,
  beta: number,
  c: Elements, cOffset: number, cRow: number, cCol: number,
): void {
  if (m <= 0 || n <= 0) return;
  const work = m * n * k;
  const chain = chains.gemm;
  for (let i = 0; i < chain.length; i++) {
    const { minimum, run } = chain[i]!;
    if (
      work >= minimum &&
      run(m, n, k, alpha, a, aOffset, aRow, aCol, b, bOffset, bRow, bCol, beta, c, cOffset, cRow, cCol) !== false
    )
      return;
  }
}

/** y = f(x). */
// prettier-ignore
export function unary(
  operation: UnaryOperation, n: number,
  x: Elements, xOffset: number, xStride: number,
  y: Elements, yOffset: number, yStride: number,
): void {
  const chain = chains.unary;
  for (let i = 0; i < chain.length; i++) {
    const { minimum, run } = chain[i]!;
    if (n >= minimum && run(operation, n, x, xOffset, xStride, y, yOffset, yStride) !== false) return;
  }
}

/** y = f(a, b). */
// prettier-ignore
export function binary(
  operation: BinaryOperation, n: number,
  a: Elements, aOffset: number, aStride: number,
  b: Elements, bOffset: number, bStride: number,
  y: Elements, yOffset: number, yStride: number,
): void {
  const chain = chains.binary;
  for (let i = 0; i < chain.length; i++) {
    const { minimum, run } = chain[i]!;
    if (n >= minimum && run(operation, n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset, yStride) !== false)
      return;
  }
}

/** y += g·f′. */
// prettier-ignore
export function accumulate(
  operation: AccumulateOperation, n: number,
  g: Elements, gOffset: number, gStride: number,
  v: Elements, vOffset: number, vStride: number,
  y: Elements, yOffset: number, yStride: number,
): void {
  const chain = chains.accumulate;
  for (let i = 0; i < chain.length; i++) {
    const { minimum, run } = chain[i]!;
    if (n >= minimum && run(operation, n, g, gOffset, gStride, v, vOffset, vStride, y, yOffset, yStride) !== false)
      return;
  }
}

/** y += αx. */
// prettier-ignore
export function axpy(
  n: number, alpha: number,
  x: Elements, xOffset: number, xStride: number,
  y: Elements, yOffset: number, yStride: number,
): void {
  const chain = chains.axpy;
  for (let i = 0; i < chain.length; i++) {
    const { minimum, run } = chain[i]!;
    if (n >= minimum && run(n, alpha, x, xOffset, xStride, y, yOffset, yStride) !== false) return;
  }
}

/** Σ ab. */
// prettier-ignore
export function dot(
  n: number,
  a: Elements, aOffset: number, aStride: number,
  b: Elements, bOffset: number, bStride: number,
): number {
  const chain = chains.dot;
  for (let i = 0; i < chain.length; i++) {
    const { minimum, run } = chain[i]!;
    if (n < minimum) continue;
    const result = run(n, a, aOffset, aStride, b, bOffset, bStride);
    if (result !== false) return result;
  }
  return 0;
}

/** Sum, product, extremum or its index. */
export function reduce(
  operation: ReduceOperation,
  n: number,
  x: Elements,
  xOffset: number,
  xStride: number,
): number {
  const chain = chains.reduce;
  for (let i = 0; i < chain.length; i++) {
    const { minimum, run } = chain[i]!;
    if (n < minimum) continue;
    const result = run(operation, n, x, xOffset, xStride);
    if (result !== false) return result;
  }
  return 0;
}

/** The same of every row. */
// prettier-ignore
export function reduceRows(
  operation: ReduceOperation, m: number, n: number,
  x: Elements, xOffset: number, xRow: number, xCol: number,
  y: Elements, yOffset: number, yStride: number,
): void {
  const work = m * n;
  const chain = chains.reduceRows;
  for (let i = 0; i < chain.length; i++) {
    const { minimum, run } = chain[i]!;
    if (work >= minimum && run(operation, m, n, x, xOffset, xRow, xCol, y, yOffset, yStride) !== false) return;
  }
}
