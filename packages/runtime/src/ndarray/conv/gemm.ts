import type { FloatNumbers } from './columns.js';

/** C = αAB + βC, A: [m, k], B: [k, n], with any strides; C is not read where β is 0. */
// prettier-ignore
export function gemm(
  m: number, n: number, k: number, alpha: number,
  a: FloatNumbers, aOffset: number, aRow: number, aCol: number,
  b: FloatNumbers, bOffset: number, bRow: number, bCol: number,
  beta: number, c: FloatNumbers, cOffset: number, cRow: number, cCol: number,
): void {
  for (let i = 0; i < m; i++) {
    const row = cOffset + i * cRow;
    for (let j = 0; j < n; j++) c[row + j * cCol] = beta === 0 ? 0 : beta * c[row + j * cCol];
    for (let p = 0; p < k; p++) {
      const factor = alpha * a[aOffset + i * aRow + p * aCol];
      const from = bOffset + p * bRow;
      for (let j = 0; j < n; j++) c[row + j * cCol] += factor * b[from + j * bCol];
    }
  }
}
