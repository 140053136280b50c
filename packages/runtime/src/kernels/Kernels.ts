import type { AccumulateOperation, BinaryOperation, ReduceOperation, UnaryOperation } from './operations.js';

/** Arrays that kernels read and write. Fast are those where all operands are `Float64Array`, or all `Float32Array`. */
export type Elements =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | number[];

/**
 * Numerical kernels over flat arrays: what arrays of any class come down to.
 *
 * An operand is an array, the index of its first element and the distance from one element to the next, which may be negative or 0. Nothing is checked
 * here: who calls has made sure that all indices lie in the arrays. Results may be written over an operand that has the same offset and strides, and
 * may not overlap operands otherwise.
 *
 * A kernel of a registered engine may return `false`, before it has written anything, where it does not take a call; the next engine is asked then.
 */
export interface Kernels {
  /** C = αAB + βC with A: [m, k], B: [k, n], C: [m, n]. With β = 0, C is not read; with k = 0, C is only scaled. C may not overlap A and B. */
  gemm(
    m: number,
    n: number,
    k: number,
    alpha: number,
    a: Elements,
    aOffset: number,
    aRow: number,
    aCol: number,
    b: Elements,
    bOffset: number,
    bRow: number,
    bCol: number,
    beta: number,
    c: Elements,
    cOffset: number,
    cRow: number,
    cCol: number,
  ): void | false;

  /** y = f(x), element by element. */
  unary(
    operation: UnaryOperation,
    n: number,
    x: Elements,
    xOffset: number,
    xStride: number,
    y: Elements,
    yOffset: number,
    yStride: number,
  ): void | false;

  /** y = f(a, b), element by element; a scalar has stride 0. */
  binary(
    operation: BinaryOperation,
    n: number,
    a: Elements,
    aOffset: number,
    aStride: number,
    b: Elements,
    bOffset: number,
    bStride: number,
    y: Elements,
    yOffset: number,
    yStride: number,
  ): void | false;

  /**
   * y += g·f′, element by element: what a cotangent g adds to the cotangent of an operand. f′ is computed from v, the operand or the result of f,
   * as `operations.ts` says. Where g is 0, y stays as it is, even if f′ is infinite or NaN.
   */
  accumulate(
    operation: AccumulateOperation,
    n: number,
    g: Elements,
    gOffset: number,
    gStride: number,
    v: Elements,
    vOffset: number,
    vStride: number,
    y: Elements,
    yOffset: number,
    yStride: number,
  ): void | false;

  /** y += αx, element by element. */
  axpy(
    n: number,
    alpha: number,
    x: Elements,
    xOffset: number,
    xStride: number,
    y: Elements,
    yOffset: number,
    yStride: number,
  ): void | false;

  /** Σ aᵢbᵢ, summed in f64, pairwise above 256 terms: the error is at most (64 + log₂ n)·2⁻⁵³·Σ|aᵢbᵢ|. */
  dot(
    n: number,
    a: Elements,
    aOffset: number,
    aStride: number,
    b: Elements,
    bOffset: number,
    bStride: number,
  ): number | false;

  /** Sum, product, extremum or its index. Sums as `dot`. Of nothing: 0, 1, ∓∞, −1. NaN comes out where one stands in x (`argmax`: its index). */
  reduce(
    operation: ReduceOperation,
    n: number,
    x: Elements,
    xOffset: number,
    xStride: number,
  ): number | false;

  /** yᵢ = the reduction over j of X[i, j], X: [m, n]. Of columns: with the strides exchanged, as fast. */
  reduceRows(
    operation: ReduceOperation,
    m: number,
    n: number,
    x: Elements,
    xOffset: number,
    xRow: number,
    xCol: number,
    y: Elements,
    yOffset: number,
    yStride: number,
  ): void | false;
}

/** The name of a kernel. */
export type KernelName = keyof Kernels;
