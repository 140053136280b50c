import type { Kernels } from '../Kernels.js';
import { accumulate, axpy, binary, unary } from './elementwise.js';
import { gemm } from './gemm.js';
import { dot, reduce, reduceRows } from './reduce.js';

/** All kernels in JavaScript: for small sizes, for arrays of mixed kinds, and where WebAssembly is refused. */
export const javascriptKernels = {
  gemm,
  unary,
  binary,
  accumulate,
  axpy,
  dot,
  reduce,
  reduceRows,
} satisfies Kernels;
