/**
 * From which size on which kernel is used. The figures are where times cross that `bench/thresholds/kernels.ts` prints.
 */

/** m·n·k up to which a product in JavaScript is computed without packing. */
export const SMALL_GEMM = 24 ** 3;

/** m·n·k from which on a product goes to WebAssembly. */
export const GEMM = 8 ** 3;

/** Elements of the three matrices together up to which they are copied to WebAssembly one by one. */
export const SMALL_COPY = 3 * 16 ** 2;

/** m·n·k from which on WebAssembly computes five rows at a time in place of four. */
export const TALL_TILES = 60 ** 3;

/** Elements from which on elementary functions go to WebAssembly. */
export const UNARY = 16;

/** Contiguous elements from which on they are copied as a range. */
export const RANGE_COPY = 64;
