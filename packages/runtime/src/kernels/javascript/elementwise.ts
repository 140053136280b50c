import type { Elements, Kernels } from '../Kernels.js';
import type { AccumulateOperation, BinaryOperation, UnaryOperation } from '../operations.js';
import { accumulate as accumulateAny } from '../generated/any/accumulate.js';
import { binary as binaryAny } from '../generated/any/binary.js';
import { axpy as axpyAny } from '../generated/any/reduce.js';
import { unary as unaryAny } from '../generated/any/unary.js';
import { accumulate as accumulate32 } from '../generated/float32/accumulate.js';
import { binary as binary32 } from '../generated/float32/binary.js';
import { axpy as axpy32 } from '../generated/float32/reduce.js';
import { unary as unary32 } from '../generated/float32/unary.js';
import { accumulate as accumulate64 } from '../generated/float64/accumulate.js';
import { binary as binary64 } from '../generated/float64/binary.js';
import { axpy as axpy64 } from '../generated/float64/reduce.js';
import { unary as unary64 } from '../generated/float64/unary.js';

type Table<Operation extends string, Loop> = Readonly<Record<Operation, Loop>>;

type UnaryLoop<N> = (n: number, x: N, xi: number, xs: number, y: N, yi: number, ys: number) => void;

// prettier-ignore
type BinaryLoop<N> =
  (n: number, a: N, ai: number, as: number, b: N, bi: number, bs: number, y: N, yi: number, ys: number) => void;

const unaryLoops64: Table<UnaryOperation, UnaryLoop<Float64Array>> = unary64;
const unaryLoops32: Table<UnaryOperation, UnaryLoop<Float32Array>> = unary32;
const unaryLoops: Table<UnaryOperation, UnaryLoop<Elements>> = unaryAny;
const binaryLoops64: Table<BinaryOperation, BinaryLoop<Float64Array>> = binary64;
const binaryLoops32: Table<BinaryOperation, BinaryLoop<Float32Array>> = binary32;
const binaryLoops: Table<BinaryOperation, BinaryLoop<Elements>> = binaryAny;
const accumulateLoops64: Table<AccumulateOperation, BinaryLoop<Float64Array>> = accumulate64;
const accumulateLoops32: Table<AccumulateOperation, BinaryLoop<Float32Array>> = accumulate32;
const accumulateLoops: Table<AccumulateOperation, BinaryLoop<Elements>> = accumulateAny;

/** The kernel `unary` in JavaScript. */
export const unary: Kernels['unary'] = (operation, n, x, xOffset, xStride, y, yOffset, yStride) => {
  if (x instanceof Float64Array && y instanceof Float64Array)
    unaryLoops64[operation](n, x, xOffset, xStride, y, yOffset, yStride);
  else if (x instanceof Float32Array && y instanceof Float32Array)
    unaryLoops32[operation](n, x, xOffset, xStride, y, yOffset, yStride);
  else unaryLoops[operation](n, x, xOffset, xStride, y, yOffset, yStride);
};

/** The kernel `binary` in JavaScript. */
// prettier-ignore
export const binary: Kernels['binary'] = (operation, n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset, yStride) => {
  if (a instanceof Float64Array && b instanceof Float64Array && y instanceof Float64Array)
    binaryLoops64[operation](n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset, yStride);
  else if (a instanceof Float32Array && b instanceof Float32Array && y instanceof Float32Array)
    binaryLoops32[operation](n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset, yStride);
  else binaryLoops[operation](n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset, yStride);
};

/** The kernel `accumulate` in JavaScript. */
// prettier-ignore
export const accumulate: Kernels['accumulate'] = (operation, n, g, gOffset, gStride, v, vOffset, vStride, y, yOffset, yStride) => {
  if (g instanceof Float64Array && v instanceof Float64Array && y instanceof Float64Array)
    accumulateLoops64[operation](n, g, gOffset, gStride, v, vOffset, vStride, y, yOffset, yStride);
  else if (g instanceof Float32Array && v instanceof Float32Array && y instanceof Float32Array)
    accumulateLoops32[operation](n, g, gOffset, gStride, v, vOffset, vStride, y, yOffset, yStride);
  else accumulateLoops[operation](n, g, gOffset, gStride, v, vOffset, vStride, y, yOffset, yStride);
};

/** The kernel `axpy` in JavaScript. */
export const axpy: Kernels['axpy'] = (n, alpha, x, xOffset, xStride, y, yOffset, yStride) => {
  if (x instanceof Float64Array && y instanceof Float64Array)
    axpy64(n, alpha, x, xOffset, xStride, y, yOffset, yStride);
  else if (x instanceof Float32Array && y instanceof Float32Array)
    axpy32(n, alpha, x, xOffset, xStride, y, yOffset, yStride);
  else axpyAny(n, alpha, x, xOffset, xStride, y, yOffset, yStride);
};
