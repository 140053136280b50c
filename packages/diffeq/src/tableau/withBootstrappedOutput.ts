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
      row[0] += theta - sumOf(row); // rounding of the polynomials, whose coefficients are large
      while (row.length < end + 1 + a.length) row.push(0);
      a.push(row);
    }
    weights = hermiteWeights(b, points, end, first);
  }
  return { ...method, dense: { order, c, a, b: weights } };
}

/**
 * Chebyshev points inside (0, 1) without the last: they keep the interpolation well conditioned, and, unlike points that lie
 * symmetrically, determine it for every count. Rounded to 32nds, so that products of their differences are exact.
 */
function interiorPoints(count: number): number[] {
  return Array.from(
    { length: count },
    (_, i) => Math.round(16 - 16 * Math.cos(((i + 1) * Math.PI) / (count + 2))) / 32,
  );
}

/**
 * Per row the coefficients of θ, θ², … of the polynomial that takes u at 0, u + h Σ b_i k_i at 1, and the derivatives of row 0 at 0,
 * of row `end` at 1 and of the rows from `first` on at `points`.
 *
 * Its slope is Σ s_m L_m + κ W with the Lagrange polynomials L_m of the nodes, W = Π (θ − θ_m), and κ such that it integrates to Σ b_i k_i.
 */
function hermiteWeights(
  b: readonly number[],
  points: readonly number[],
  end: number,
  first: number,
): number[][] {
  const nodes = [0, 1, ...points];
  const rowOfNode = [0, end, ...points.map((_, i) => first + i)];
  const w = product(nodes);
  const bubble = integral(w);
  const whole = total(w);
  const rows = Array.from({ length: first + points.length }, (_, i) =>
    bubble.map((coefficient) => ((b[i] ?? 0) / whole) * coefficient),
  );
  nodes.forEach((node, m) => {
    const others = nodes.filter((_, l) => l !== m);
    const scale = others.reduce((factor, other) => factor * (node - other), 1);
    const numerator = product(others);
    const lagrange = integral(numerator).map((coefficient) => coefficient / scale);
    const share = total(numerator) / scale / whole;
    const row = rows[rowOfNode[m]];
    for (let q = 0; q < row.length; q++) row[q] += (lagrange[q] ?? 0) - share * bubble[q];
  });
  return rows;
}

/** Coefficients of 1, θ, … in Π (θ − root). */
function product(roots: readonly number[]): number[] {
  let coefficients = [1];
  for (const root of roots) {
    coefficients = [0, ...coefficients].map((below, q) => below - root * (coefficients[q] ?? 0));
  }
  return coefficients;
}

/** Coefficients of θ, θ², … in the integral from 0 of a polynomial given from its constant on. */
function integral(coefficients: readonly number[]): number[] {
  return coefficients.map((coefficient, q) => coefficient / (q + 1));
}

/** Integral from 0 to 1 of the same, for degrees below 10 without rounding until the end: the terms cancel. */
function total(coefficients: readonly number[]): number {
  return sumOf(coefficients.map((coefficient, q) => coefficient * (2520 / (q + 1)))) / 2520;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** θ p(θ) for the coefficients of θ, θ², …. */
function evaluate(polynomial: readonly number[], theta: number): number {
  let value = 0;
  for (let q = polynomial.length - 1; q >= 0; q--) value = (value + polynomial[q]) * theta;
  return value;
}
