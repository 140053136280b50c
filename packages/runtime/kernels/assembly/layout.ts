// How the memory is divided. It has a fixed size; everything in it is scratch of one call.

/** Steps of the inner dimension in a panel. */
export const DEPTH: i32 = 256;

/** Rows of the left factor in a tall panel; a flat one has four (kernels/tile.mjs). */
export const TALL: i32 = 5;
/** Bytes of a row of a right panel, two vectors; the columns in a panel are 4 of f64 or 8 of f32. */
export const NR_BYTES: usize = 32;
/** Distance of tiles of C in bytes: five rows of two vectors. */
export const TILE: usize = 160;
/** Panels of the left factor that stay in the second cache. */
export const MC_PANELS: i32 = 26;

/** Distance of right panels in bytes. */
export const RIGHT_PANEL: usize = 8192;

/** Distance of left panels in bytes, whole pages of 4096 bytes. */
export function leftPanel<T>(): usize {
  return sizeof<T>() == 8 ? 12288 : 8192;
}

// One call of `multiply` takes at most 260 rows and 1024 columns of C and four panels of steps. `src/kernels/wasm/gemm.ts` has these figures and those above as
// well; the addresses it reads as globals of the module.

/** Panels of the left factor: 4 × 52. They lie before those of the right one. */
export const LEFT: usize = 0x10000;

/**
 * Panels of the right factor: 4 × 256. Two loads wait for one another where one is a little less than a multiple of 4096 bytes before the other. The left
 * panels of f64 are read faster than the right ones, by 8 bytes a step, and those of f32 slower, by 12: these distances, 3072 and 512 bytes within a page
 * where the panels begin, keep away from that to their ends (25.8 in place of 21.5 GFLOP/s in f64).
 */
export const RIGHT64: usize = LEFT + 4 * 52 * 12288 + 3072;
export const RIGHT32: usize = LEFT + 4 * 52 * 12288 + 512;

/** The part of C that is being computed, in tiles: 52 × 256. */
export const RESULT: usize = LEFT + 4 * 52 * 12288 + 4 * 256 * RIGHT_PANEL + 4096;
/** A tile of zeros, which nothing writes. */
export const ZEROS: usize = RESULT + 52 * 256 * TILE;
/** Where matrices and vectors are copied to. */
export const STAGING: usize = ZEROS + 4096;
