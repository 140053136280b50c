/** Adjoints of the objectives on arrays of arrays as a person writes them, and the objectives on flat arrays. */

const scratch = new Float64Array(1 << 12);

export function arraysOfArraysAdjoint(W: number[][], x: number[]): [number[][], number[]] {
  const n = x.length;
  const dx = new Float64Array(n);
  const dW: number[][] = [];
  for (let i = 0; i < W.length; i++) {
    const row = W[i]!;
    let s = 0;
    for (let j = 0; j < n; j++) s += row[j]! * x[j]!;
    const ds = 2 * s;
    const dRow = new Array<number>(n);
    for (let j = 0; j < n; j++) {
      dRow[j] = ds * x[j]!;
      dx[j] = dx[j]! + ds * row[j]!;
    }
    dW.push(dRow);
  }
  return [dW, Array.from(dx)];
}

/** A row of C is finished before the next begins, so that one row of it is all that is kept. */
export function nestedProductAdjoint(A: number[][], B: number[][]): [number[][], number[][]] {
  const n = A.length;
  const dA: number[][] = [];
  const dB = B.map((row) => row.map(() => 0));
  for (let i = 0; i < n; i++) {
    const row = A[i]!;
    scratch.fill(0, 0, n);
    for (let k = 0; k < n; k++) {
      const a = row[k]!;
      const factors = B[k]!;
      for (let j = 0; j < n; j++) scratch[j] = scratch[j]! + a * factors[j]!;
    }
    const dRow = new Array<number>(n);
    for (let k = 0; k < n; k++) {
      const a = 2 * row[k]!;
      const factors = B[k]!;
      const dFactors = dB[k]!;
      let s = 0;
      for (let j = 0; j < n; j++) {
        const c = scratch[j]!;
        s += c * factors[j]!;
        dFactors[j] = dFactors[j]! + c * a;
      }
      dRow[k] = 2 * s;
    }
    dA.push(dRow);
  }
  return [dA, dB];
}

/** The product of a matrix and a vector, on flat arrays. */
export function arraysOfArraysInScalars(W: Float64Array, x: Float64Array): number {
  const n = x.length;
  let total = 0;
  for (let at = 0; at < W.length; at += n) {
    let s = 0;
    for (let j = 0; j < n; j++) s += W[at + j]! * x[j]!;
    total += s * s;
  }
  return total;
}

/** The product of two matrices, on flat arrays; nothing else is asked for than the sum of the squares. */
export function nestedProductInScalars(A: Float64Array, B: Float64Array, n: number): number {
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let s = 0;
      for (let k = 0; k < n; k++) s += A[i * n + k]! * B[k * n + j]!;
      total += s * s;
    }
  }
  return total;
}
