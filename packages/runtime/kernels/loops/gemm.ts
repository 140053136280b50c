import type { Numbers } from './Numbers.js';

/** C = αAB + βC for small matrices, four sums at a time. At an odd edge the last row or column is computed twice. */
export function smallGemm(
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: Numbers,
  aOffset: number,
  aRow: number,
  aCol: number,
  b: Numbers,
  bOffset: number,
  bRow: number,
  bCol: number,
  beta: number,
  c: Numbers,
  cOffset: number,
  cRow: number,
  cCol: number,
): void {
  for (let i = 0; i < m; i += 2) {
    const a0 = aOffset + i * aRow;
    const toRow1 = i + 1 < m ? aRow : 0;
    const c0 = cOffset + i * cRow;
    const c1 = i + 1 < m ? c0 + cRow : c0;
    for (let j = 0; j < n; j += 2) {
      const toCol1 = j + 1 < n ? bCol : 0;
      let ai = a0;
      let bi = bOffset + j * bCol;
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      for (let p = 0; p < k; p++, ai += aCol, bi += bRow) {
        const x0 = a[ai]!;
        const x1 = a[ai + toRow1]!;
        const y0 = b[bi]!;
        const y1 = b[bi + toCol1]!;
        s00 += x0 * y0;
        s01 += x0 * y1;
        s10 += x1 * y0;
        s11 += x1 * y1;
      }
      const j0 = j * cCol;
      const j1 = j + 1 < n ? j0 + cCol : j0;
      s00 *= alpha;
      s01 *= alpha;
      s10 *= alpha;
      s11 *= alpha;
      if (beta !== 0) {
        s00 += beta * c[c0 + j0]!;
        s01 += beta * c[c0 + j1]!;
        s10 += beta * c[c1 + j0]!;
        s11 += beta * c[c1 + j1]!;
      }
      c[c0 + j0] = s00;
      c[c0 + j1] = s01;
      c[c1 + j0] = s10;
      c[c1 + j1] = s11;
    }
  }
}

/** y = αAx + βy. Eight rows at a time, which is a line of the cache where the rows lie side by side. */
export function gemv(
  m: number,
  k: number,
  alpha: number,
  a: Numbers,
  aOffset: number,
  aRow: number,
  aCol: number,
  x: Numbers,
  xOffset: number,
  xStride: number,
  beta: number,
  y: Numbers,
  yOffset: number,
  yStride: number,
): void {
  let i = 0;
  for (; i + 8 <= m; i += 8) {
    let ai = aOffset + i * aRow;
    let xi = xOffset;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let s4 = 0;
    let s5 = 0;
    let s6 = 0;
    let s7 = 0;
    for (let p = 0; p < k; p++, ai += aCol, xi += xStride) {
      const v = x[xi]!;
      s0 += a[ai]! * v;
      s1 += a[ai + aRow]! * v;
      s2 += a[ai + 2 * aRow]! * v;
      s3 += a[ai + 3 * aRow]! * v;
      s4 += a[ai + 4 * aRow]! * v;
      s5 += a[ai + 5 * aRow]! * v;
      s6 += a[ai + 6 * aRow]! * v;
      s7 += a[ai + 7 * aRow]! * v;
    }
    const yi = yOffset + i * yStride;
    put(y, yi, alpha * s0, beta);
    put(y, yi + yStride, alpha * s1, beta);
    put(y, yi + 2 * yStride, alpha * s2, beta);
    put(y, yi + 3 * yStride, alpha * s3, beta);
    put(y, yi + 4 * yStride, alpha * s4, beta);
    put(y, yi + 5 * yStride, alpha * s5, beta);
    put(y, yi + 6 * yStride, alpha * s6, beta);
    put(y, yi + 7 * yStride, alpha * s7, beta);
  }
  for (; i < m; i++) {
    const s = rowTimes(k, a, aOffset + i * aRow, aCol, x, xOffset, xStride);
    put(y, yOffset + i * yStride, alpha * s, beta);
  }
}

function put(y: Numbers, i: number, value: number, beta: number): void {
  y[i] = beta === 0 ? value : value + beta * y[i]!;
}

function rowTimes(k: number, a: Numbers, ai: number, as: number, x: Numbers, xi: number, xs: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let p = 0;
  for (; p + 4 <= k; p += 4, ai += 4 * as, xi += 4 * xs) {
    s0 += a[ai]! * x[xi]!;
    s1 += a[ai + as]! * x[xi + xs]!;
    s2 += a[ai + 2 * as]! * x[xi + 2 * xs]!;
    s3 += a[ai + 3 * as]! * x[xi + 3 * xs]!;
  }
  for (; p < k; p++, ai += as, xi += xs) s0 += a[ai]! * x[xi]!;
  return s0 + s1 + (s2 + s3);
}
