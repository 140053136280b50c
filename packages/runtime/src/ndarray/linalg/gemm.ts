/**
 * C = αAB + βC, A: [m, k], B: [k, n], C: [m, n], of any strides; β = 0 does not read C.
 */
export function gemm(
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: Float64Array,
  aOffset: number,
  aRow: number,
  aCol: number,
  b: Float64Array,
  bOffset: number,
  bRow: number,
  bCol: number,
  beta: number,
  c: Float64Array,
  cOffset: number,
  cRow: number,
  cCol: number,
): void {
  for (let i = 0; i < m; i++) {
    const ci = cOffset + i * cRow;
    if (beta === 0) for (let j = 0; j < n; j++) c[ci + j * cCol] = 0;
    else if (beta !== 1) for (let j = 0; j < n; j++) c[ci + j * cCol] *= beta;
    for (let p = 0; p < k; p++) {
      const factor = alpha * a[aOffset + i * aRow + p * aCol];
      const bp = bOffset + p * bRow;
      for (let j = 0; j < n; j++) c[ci + j * cCol] += factor * b[bp + j * bCol];
    }
  }
}
