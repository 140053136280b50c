/** Adjoints of the linear algebra as a person writes them. */

const scratch = new Float64Array(1 << 14);
const pivots = new Int32Array(1 << 10);

/** Row by row, and the products that go to A gathered in a local: the loop over k goes outside the one over j for that. */
export function matrixProductAdjoint(
  A: Float64Array,
  B: Float64Array,
  n: number,
): [Float64Array, Float64Array] {
  const dA = new Float64Array(n * n);
  const dB = new Float64Array(n * n);
  const dC = scratch;
  for (let row = 0; row < n * n; row += n) {
    for (let j = 0; j < n; j++) {
      let s = 0;
      for (let k = 0; k < n; k++) s += A[row + k]! * B[k * n + j]!;
      dC[j] = 2 * s;
    }
    for (let k = 0; k < n; k++) {
      const a = A[row + k]!;
      let s = 0;
      for (let j = 0; j < n; j++) {
        const d = dC[j]!;
        s += d * B[k * n + j]!;
        dB[k * n + j] = dB[k * n + j]! + d * a;
      }
      dA[row + k] = s;
    }
  }
  return [dA, dB];
}

function swapRows(A: Float64Array, n: number, i: number, k: number): void {
  for (let j = 0; j < n; j++) {
    const swapped = A[i * n + j]!;
    A[i * n + j] = A[k * n + j]!;
    A[k * n + j] = swapped;
  }
}

/** The finished factors hold all that the reverse sweep reads; only the rows exchanged are kept beside them. */
export function logDeterminantAdjoint(A: Float64Array, n: number): [Float64Array] {
  const LU = scratch;
  LU.set(A);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    let greatest = Math.abs(LU[k * n + k]!);
    for (let i = k + 1; i < n; i++) {
      const size = Math.abs(LU[i * n + k]!);
      if (size > greatest) {
        greatest = size;
        pivot = i;
      }
    }
    pivots[k] = pivot;
    if (pivot !== k) swapRows(LU, n, k, pivot);
    const diagonal = LU[k * n + k]!;
    for (let i = k + 1; i < n; i++) {
      const factor = LU[i * n + k]! / diagonal;
      LU[i * n + k] = factor;
      for (let j = k + 1; j < n; j++) LU[i * n + j] = LU[i * n + j]! - factor * LU[k * n + j]!;
    }
  }
  const dA = new Float64Array(n * n);
  for (let k = n - 1; k >= 0; k--) {
    const diagonal = LU[k * n + k]!;
    let dDiagonal = dA[k * n + k]! + 1 / diagonal;
    for (let i = k + 1; i < n; i++) {
      const factor = LU[i * n + k]!;
      let dFactor = dA[i * n + k]!;
      for (let j = k + 1; j < n; j++) {
        const d = dA[i * n + j]!;
        dFactor -= d * LU[k * n + j]!;
        dA[k * n + j] = dA[k * n + j]! - d * factor;
      }
      dFactor /= diagonal;
      dA[i * n + k] = dFactor;
      dDiagonal -= dFactor * factor;
    }
    dA[k * n + k] = dDiagonal;
    const pivot = pivots[k]!;
    if (pivot !== k) {
      swapRows(LU, n, k, pivot);
      swapRows(dA, n, k, pivot);
    }
  }
  return [dA];
}

/** The factor holds all that the reverse sweep reads; the cotangent of a row of L turns into that of A in its place. */
export function choleskyLogDeterminantAdjoint(A: Float64Array, n: number): [Float64Array] {
  const L = scratch;
  for (let j = 0; j < n; j++) {
    let s = A[j * n + j]!;
    for (let k = 0; k < j; k++) s -= L[j * n + k]! * L[j * n + k]!;
    const diagonal = Math.sqrt(s);
    L[j * n + j] = diagonal;
    for (let i = j + 1; i < n; i++) {
      let t = A[i * n + j]!;
      for (let k = 0; k < j; k++) t -= L[i * n + k]! * L[j * n + k]!;
      L[i * n + j] = t / diagonal;
    }
  }
  const dA = new Float64Array(n * n);
  for (let j = n - 1; j >= 0; j--) {
    const diagonal = L[j * n + j]!;
    let dDiagonal = dA[j * n + j]! + 2 / diagonal;
    for (let i = j + 1; i < n; i++) {
      const d = dA[i * n + j]! / diagonal;
      dA[i * n + j] = d;
      dDiagonal -= d * L[i * n + j]!;
      for (let k = 0; k < j; k++) {
        dA[i * n + k] = dA[i * n + k]! - d * L[j * n + k]!;
        dA[j * n + k] = dA[j * n + k]! - d * L[i * n + k]!;
      }
    }
    const ds = dDiagonal / (2 * diagonal);
    dA[j * n + j] = ds;
    for (let k = 0; k < j; k++) dA[j * n + k] = dA[j * n + k]! - 2 * ds * L[j * n + k]!;
  }
  return [dA];
}
