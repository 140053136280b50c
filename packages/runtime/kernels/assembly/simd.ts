// The module of 128-bit SIMD: gives the same results on every machine.
export * from './elementwise';
export * from './gemm';
export { LEFT, RIGHT32, RIGHT64, STAGING } from './layout';
