// The module of relaxed SIMD: products and sums are fused where the processor does that, so results depend on the machine.
export * from './gemm';
export { LEFT, RESULT, RIGHT, STAGING } from './layout';
