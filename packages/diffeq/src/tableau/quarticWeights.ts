/**
 * Weights w of a term θ² (1 − θ)² h Σ w_i k_i that lifts the cubic Hermite interpolant of a method with stage order 2 to order 4:
 * Σ w_i = Σ w_i c_i = Σ w_i c_i² = 0, Σ w_i c_i³ = 1/4, Σ w_i a_ij c_j² = 1/12, which is what the cubic leaves of the conditions of order 4.
 * Of all such weights the smallest; undefined if there are none.
 *
 * @param a  [s·s], row-major, the strictly lower triangle
 * @param c  [s]
 * @param gamma  the diagonal of every stage but the first
 */
export function quarticWeights(a: Float64Array, c: Float64Array, gamma: number): Float64Array | undefined {
  const stages = c.length;
  const rows = [0, 1, 2, 3].map((power) => Array.from(c, (x) => x ** power));
  rows.push(
    Array.from(c, (x, i) => {
      let total = i === 0 ? 0 : gamma * x * x;
      for (let j = 0; j < i; j++) total += a[i * stages + j] * c[j] ** 2;
      return total;
    }),
  );
  const wanted = [0, 0, 0, 1 / 4, 1 / 12];
  const multipliers = solveSmall(
    rows.map((row) => rows.map((other) => dot(row, other))),
    wanted,
  );
  if (multipliers === undefined) return undefined;
  const weights = Float64Array.from(c, (_, i) =>
    dot(
      multipliers,
      rows.map((row) => row[i]),
    ),
  );
  return rows.every((row, k) => Math.abs(dot(row, weights) - wanted[k]) < 1e-10) ? weights : undefined;
}

function dot(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += x[i] * y[i];
  return total;
}

/** Solves A x = b by elimination with partial pivoting; undefined if A is singular but for rounding. */
function solveSmall(A: number[][], b: readonly number[]): number[] | undefined {
  const n = b.length;
  const rows = A.map((row, i) => [...row, b[i]]);
  for (let k = 0; k < n; k++) {
    let at = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[at][k])) at = i;
    [rows[k], rows[at]] = [rows[at], rows[k]];
    if (Math.abs(rows[k][k]) < 1e-13) return undefined;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j <= n; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  return rows.map((row, k) => row[n] / row[k]);
}
