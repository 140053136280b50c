/** The entry `@diffjs/runtime/kernels`: numerical kernels over flat arrays, which know nothing of derivatives. */
export { accumulate, axpy, binary, dot, gemm, reduce, reduceRows, unary } from './kernels/dispatch.js';
export { logSoftmax, softmax } from './kernels/softmax.js';
export { col2im, im2col, windowsOf } from './kernels/windows.js';
export type { WindowOptions, Windows } from './kernels/windows.js';
export { kernelInfo, kernelsReady, registerKernels, useKernels } from './kernels/registry.js';
export type { EngineInfo, KernelInfo, RegisterKernelsOptions } from './kernels/registry.js';
export type { EngineState, KernelMinimum } from './kernels/Engine.js';
export type { Elements, KernelName, Kernels } from './kernels/Kernels.js';
export type {
  AccumulateOperation,
  BinaryOperation,
  ReduceOperation,
  UnaryOperation,
} from './kernels/operations.js';
