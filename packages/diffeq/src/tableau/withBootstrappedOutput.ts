import { numbersOf } from './coefficientRow.js';
import type { TableauCoefficients } from './butcherTableau.js';

/**
 * Dense output of any order up to the method's for a method without an interpolant of its own, by bootstrapping.
 *
 * It begins with the cubic Hermite interpolant, whose error in a step is O(h⁴). The derivative f at a point of an interpolant with error
 * O(h^m) is known to O(h^m), so the polynomial of degree m through both ends, their derivatives and f at m − 3 such points has error
 * O(h^(m+1)): each round gains an order. Written as combinations of stage derivatives, the points are further stages, so nothing else
 * needs to know. Order q costs (q − 3)(q − 2)/2 evaluations, in steps that are read inside only.
 *
 * Reference: W. H. Enright, K. R. Jackson, S. P. Nørsett & P. G. Thomsen, Interpolants for Runge–Kutta formulas, ACM Transactions on
 * Mathematical Software 12(3), 1986, pp. 193–218.
 *
 * @param order  of the dense output, from 3 to `method.order`
 */
export function withBootstrappedOutput(order: number, method: TableauCoefficients): TableauCoefficients {
  const b = numbersOf(method.b);
  const end = b.length; // of a method that is not first-same-as-last
  const c: number[] = [];
  const a: number[][] = [];
  let points: number[] = [];
  let weights = hermiteWeights(b, points, end, end + 1);
  for (let degree = 4; degree <= order; degree++) {
    points = interiorPoints(degree - 3);
    const first = end + 1 + a.length;
    const before = weights;
    for (const theta of points) {
      c.push(theta);
      const row = before.map((polynomial) => evaluate(polynomial, theta));
      while (row.length < end + 1 + a.length) row.push(0);
      a.push(row);
    }
    weights = hermiteWeights(b, points, end, first);
  }
  return { ...method, dense: { order, c, a, b: weights } };
}

/** Chebyshev points inside (0, 1): they keep the interpolation well conditioned. */
function interiorPoints(count: number): number[] {
  return Array.from({ length: count }, (_, i) => (1 - Math.cos(((i + 1) * Math.PI) / (count + 1))) / 2);
}

/**
 * Per row the coefficients of θ, θ², … of the polynomial that takes u at 0, u + h Σ b_i k_i at 1, and the derivatives of row 0 at 0,
 * of row `end` at 1 and of the rows from `first` on at `points`.
 */
function hermiteWeights(
  b: readonly number[],
  points: readonly number[],
  end: number,
  first: number,
): number[][] {
  const degree = points.length + 3;
  // Conditions on the coefficients p_1 … p_degree: the value at 1, the slopes at 0, 1 and at the points.
  const slopesAt = [0, 1, ...points];
  const conditions = [
    new Array<number>(degree).fill(1),
    ...slopesAt.map((theta) => Array.from({ length: degree }, (_, q) => (q + 1) * theta ** q)),
  ];
  const inverse = inverted(conditions);
  const rowOfCondition = [-1, 0, end, ...points.map((_, i) => first + i)];
  const rows = Array.from({ length: first + points.length }, () => new Array<number>(degree).fill(0));
  for (let q = 0; q < degree; q++) {
    for (let i = 0; i < b.length; i++) rows[i][q] += inverse[q][0] * b[i];
    for (let m = 1; m <= degree - 1; m++) rows[rowOfCondition[m]][q] += inverse[q][m];
  }
  return rows;
}

/** θ p(θ) for the coefficients of θ, θ², …. */
function evaluate(polynomial: readonly number[], theta: number): number {
  let value = 0;
  for (let q = polynomial.length - 1; q >= 0; q--) value = (value + polynomial[q]) * theta;
  return value;
}

/** Gauss–Jordan with partial pivoting; the systems are small and regular. */
function inverted(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let k = 0; k < size; k++) {
    let pivot = k;
    for (let i = k + 1; i < size; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[pivot][k])) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    const scale = rows[k][k];
    rows[k] = rows[k].map((x) => x / scale);
    for (let i = 0; i < size; i++) {
      if (i === k) continue;
      const factor = rows[i][k];
      rows[i] = rows[i].map((x, j) => x - factor * rows[k][j]);
    }
  }
  return rows.map((row) => row.slice(size));
}
