// The module of relaxed SIMD: in products of matrices, multiplication and addition are fused where the processor does that, so results depend on
// the machine. The elementary functions are those of the other module.
export * from './elementwise';
export * from './gemm';
export { LEFT, RIGHT32, RIGHT64, STAGING } from './layout';
