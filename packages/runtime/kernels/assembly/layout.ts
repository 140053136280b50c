// How the memory is divided. It has a fixed size; everything in it is scratch of one call.

/** Distance of panels in bytes. */
export const PANEL: usize = 8192;

/**
 * Steps of the inner dimension in a panel. Two loads whose addresses differ by a little more than a multiple of 4096 wait for one another. Panels of f64
 * are read at the same pace, those of f32 are not: a block of 192 steps ends before the left one has come so near.
 */
export function stepsInPanel<T>(): i32 {
  return sizeof<T>() == 8 ? 256 : 192;
}

/** Rows of the left factor in a panel. */
export const MR: i32 = 4;
/** Bytes of a row of a right panel, two vectors; the columns in a panel are 4 of f64 or 8 of f32. */
export const NR_BYTES: usize = 32;
/** Bytes of a tile of C: four rows of two vectors. */
export const TILE: usize = 128;
/** Panels of the left factor that stay in the second cache. */
export const MC_PANELS: i32 = 24;

// One call of `multiply` takes at most 256 rows and 1024 columns of C and four panels of steps. `src/kernels/wasm/gemm.ts` has these figures and those above as
// well; the addresses it reads as globals of the module.

/** Panels of the left factor: 4 × 64. Those of the right begin 1024 bytes off the places of a page at which they begin. */
export const LEFT: usize = 0x10000;
export const RIGHT: usize = 0x10000 + 4 * 64 * PANEL + 1024;
/** The part of C that is being computed, in tiles. */
export const RESULT: usize = 0x10000 + (4 * 64 + 4 * 256) * PANEL + 4096;
/** Where matrices and vectors are copied to. */
export const STAGING: usize = 0x10000 + (4 * 64 + 4 * 256 + 256) * PANEL + 8192;
