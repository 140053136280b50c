/**
 * From which size on which kernel is used. The figures are where the lines of `npm run bench:thresholds` cross (bench/thresholds).
 */

/** m·n·k up to which a product in JavaScript is computed without packing. */
export const SMALL_GEMM = 24 ** 3;
