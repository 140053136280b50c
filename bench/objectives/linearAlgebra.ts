/** Linear algebra on typed arrays, matrices by rows, in plain loops. */

/** Trace of the square of a matrix product made with three loops. */
/* @differentiable */
export function matrixProduct(A: Float64Array, B: Float64Array, n: number): number {
  const C = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let s = 0;
      for (let k = 0; k < n; k++) s += A[i * n + k]! * B[k * n + j]!;
      C[i * n + j] = s;
    }
  }
  let total = 0;
  for (let i = 0; i < n * n; i++) total += C[i]! * C[i]!;
  return total;
}

/** log |det A| from the LU factors, made in place in a copy of A with row exchanges. */
/* @differentiable */
export function logDeterminant(A: Float64Array, n: number): number {
  const LU = A.slice();
  let total = 0;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(LU[i * n + k]!) > Math.abs(LU[pivot * n + k]!)) pivot = i;
    }
    if (pivot !== k) {
      for (let j = 0; j < n; j++) {
        const swapped = LU[k * n + j]!;
        LU[k * n + j] = LU[pivot * n + j]!;
        LU[pivot * n + j] = swapped;
      }
    }
    const diagonal = LU[k * n + k]!;
    total += Math.log(Math.abs(diagonal));
    for (let i = k + 1; i < n; i++) {
      const factor = LU[i * n + k]! / diagonal;
      LU[i * n + k] = factor;
      for (let j = k + 1; j < n; j++) LU[i * n + j] = LU[i * n + j]! - factor * LU[k * n + j]!;
    }
  }
  return total;
}

/** log det A of a positive definite matrix by its Cholesky factor; reads the lower triangle. */
/* @differentiable */
export function choleskyLogDeterminant(A: Float64Array, n: number): number {
  const L = new Float64Array(n * n);
  let total = 0;
  for (let j = 0; j < n; j++) {
    let s = A[j * n + j]!;
    for (let k = 0; k < j; k++) s -= L[j * n + k]! * L[j * n + k]!;
    const diagonal = Math.sqrt(s);
    L[j * n + j] = diagonal;
    total += 2 * Math.log(diagonal);
    for (let i = j + 1; i < n; i++) {
      let t = A[i * n + j]!;
      for (let k = 0; k < j; k++) t -= L[i * n + k]! * L[j * n + k]!;
      L[i * n + j] = t / diagonal;
    }
  }
  return total;
}
