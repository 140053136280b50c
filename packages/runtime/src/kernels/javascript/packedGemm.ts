import type { Elements } from '../Kernels.js';

/**
 * A product of large matrices by blocks that fit the caches, as in Goto & van de Geijn, ACM TOMS 34(3), 2008: both factors are copied into panels
 * of four rows (four columns), which the innermost loop reads in order, whatever strides the matrices have. Panels and sums are f64 for all arrays.
 */

const MR = 4;
const NR = 4;
const KC = 256;
const MC = 96;
const NC = 512;

/** What a kind of array needs of its own. */
export interface PackLoops<N extends Elements> {
  pack(
    rows: number,
    cols: number,
    width: number,
    x: N,
    offset: number,
    rowStride: number,
    colStride: number,
    panels: Float64Array,
  ): void;
  addTile(
    m: number,
    n: number,
    width: number,
    tile: Float64Array,
    alpha: number,
    c: N,
    offset: number,
    row: number,
    col: number,
  ): void;
  scale(m: number, n: number, beta: number, c: N, offset: number, row: number, col: number): void;
}

/** Panels and the tile of sums, made at the first product and used again. */
let scratch: { left: Float64Array; right: Float64Array; tile: Float64Array } | null = null;

export function packedGemm<N extends Elements>(
  loops: PackLoops<N>,
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: N,
  aOffset: number,
  aRow: number,
  aCol: number,
  b: N,
  bOffset: number,
  bRow: number,
  bCol: number,
  beta: number,
  c: N,
  cOffset: number,
  cRow: number,
  cCol: number,
): void {
  scratch ??= {
    left: new Float64Array(MC * KC),
    right: new Float64Array(NC * KC),
    tile: new Float64Array(MR * NR),
  };
  const { left, right, tile } = scratch;
  if (beta !== 1) loops.scale(m, n, beta, c, cOffset, cRow, cCol);
  for (let jc = 0; jc < n; jc += NC) {
    const nc = Math.min(NC, n - jc);
    for (let pc = 0; pc < k; pc += KC) {
      const kc = Math.min(KC, k - pc);
      loops.pack(nc, kc, NR, b, bOffset + pc * bRow + jc * bCol, bCol, bRow, right);
      for (let ic = 0; ic < m; ic += MC) {
        const mc = Math.min(MC, m - ic);
        loops.pack(mc, kc, MR, a, aOffset + ic * aRow + pc * aCol, aRow, aCol, left);
        for (let jr = 0; jr < nc; jr += NR) {
          const cols = Math.min(NR, nc - jr);
          for (let ir = 0; ir < mc; ir += MR) {
            multiplyPanels(kc, left, ir * kc, right, jr * kc, tile);
            const at = cOffset + (ic + ir) * cRow + (jc + jr) * cCol;
            loops.addTile(Math.min(MR, mc - ir), cols, NR, tile, alpha, c, at, cRow, cCol);
          }
        }
      }
    }
  }
}

/** tile = the product of a panel of four rows and one of four columns. */
function multiplyPanels(
  k: number,
  a: Float64Array,
  ai: number,
  b: Float64Array,
  bi: number,
  tile: Float64Array,
): void {
  for (let half = 0; half < 4; half += 2) {
    let c00 = 0;
    let c01 = 0;
    let c10 = 0;
    let c11 = 0;
    let c20 = 0;
    let c21 = 0;
    let c30 = 0;
    let c31 = 0;
    for (let p = 0, i = ai, j = bi + half; p < k; p++, i += 4, j += 4) {
      const b0 = b[j]!;
      const b1 = b[j + 1]!;
      const a0 = a[i]!;
      c00 += a0 * b0;
      c01 += a0 * b1;
      const a1 = a[i + 1]!;
      c10 += a1 * b0;
      c11 += a1 * b1;
      const a2 = a[i + 2]!;
      c20 += a2 * b0;
      c21 += a2 * b1;
      const a3 = a[i + 3]!;
      c30 += a3 * b0;
      c31 += a3 * b1;
    }
    tile[half] = c00;
    tile[half + 1] = c01;
    tile[4 + half] = c10;
    tile[5 + half] = c11;
    tile[8 + half] = c20;
    tile[9 + half] = c21;
    tile[12 + half] = c30;
    tile[13 + half] = c31;
  }
}
