/** Matrices as arrays of arrays. */

/** A row of numbers through two dense layers kept as arrays of arrays. */
/* @differentiable */
export function arraysOfArrays(W: number[][], x: number[]): number {
  let total = 0;
  for (let i = 0; i < W.length; i++) {
    const row = W[i]!;
    let s = 0;
    for (let j = 0; j < row.length; j++) s += row[j]! * x[j]!;
    total += s * s;
  }
  return total;
}

/** Sum of squares of the product of two square matrices. */
/* @differentiable */
export function nestedProduct(A: number[][], B: number[][]): number {
  const n = A.length;
  const C: number[][] = [];
  for (let i = 0; i < n; i++) {
    const row: number[] = [];
    for (let j = 0; j < n; j++) {
      let s = 0;
      for (let k = 0; k < n; k++) s += A[i]![k]! * B[k]![j]!;
      row.push(s);
    }
    C.push(row);
  }
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) total += C[i]![j]! * C[i]![j]!;
  }
  return total;
}
