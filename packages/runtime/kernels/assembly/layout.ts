// How the memory is divided. It has a fixed size; everything in it is scratch of one call.

/** Bytes of a panel: KC steps of what one tile needs, the same for all kinds. */
export const PANEL: usize = 8192;
/** Steps of the inner dimension that are kept in the caches at a time. */
export const KC: i32 = 256;
/** Rows of the left factor in a panel. */
export const MR: i32 = 4;
/** Bytes of a row of a right panel, two vectors; the columns in a panel are 4 of f64 or 8 of f32. */
export const NR_BYTES: usize = 32;
/** Panels of the left factor that stay in the second cache. */
export const MC_PANELS: i32 = 24;

// One call of `multiply` takes at most 256 rows and 1024 columns of C and 1024 steps. `src/kernels/wasm/gemm.ts` has these figures and those above as
// well; the addresses it reads as globals of the module.

/** Panels of the left factor: 4 × 64. They begin half a page off those of the right: loads at the same place of a page would wait for one another. */
export const LEFT: usize = 0x10000;
export const RIGHT: usize = 0x10000 + 4 * 64 * PANEL + 2048;
/** The part of C that is being computed, rows padded to whole panels. */
export const RESULT: usize = 0x10000 + (4 * 64 + 4 * 256) * PANEL + 4096;
/** Where matrices and vectors are copied to. */
export const STAGING: usize = 0x10000 + (4 * 64 + 4 * 256 + 256) * PANEL + 8192;
