import { solverError } from '../diagnostics/solverError.js';

/** weight · φ_k(c h L). */
export type PhiTerm = readonly [weight: number, k: number, c: number];

/**
 * The coefficients of an exponential Runge–Kutta method for u' = L u + N(u, t), as a paper prints them:
 * Uᵢ = exp(cᵢ h L) u + h Σ a_ij(h L) N(Uⱼ), and at the end exp(h L) u + h Σ bᵢ(h L) N(Uᵢ), each coefficient a sum of terms.
 */
export interface ExponentialCoefficients {
  readonly name: string;
  readonly order: number;
  /** Nodes, one per stage, `c[0] = 0`. */
  readonly c: readonly number[];
  /** Strictly lower triangle. */
  readonly a: readonly (readonly (readonly PhiTerm[])[])[];
  readonly b: readonly (readonly PhiTerm[])[];
}

/** Where a coefficient stands: of stage `row` (the number of stages for the end), on N of stage `column`. */
export interface ExponentialEntry {
  readonly row: number;
  readonly column: number;
  readonly terms: readonly PhiTerm[];
}

/** A checked tableau in the form that the stepper reads. */
export interface ExponentialTableau {
  readonly name: string;
  readonly order: number;
  readonly stages: number;
  readonly c: Float64Array;
  /** Coefficients other than 0, row by row. */
  readonly entries: readonly ExponentialEntry[];
  /** The last φ that occurs. */
  readonly last: number;
}

/** Rounding left in sums. */
const ROUNDING = 1e-13;

/**
 * Checks the coefficients of an exponential Runge–Kutta method: the shapes, and that for L = 0 the rows sum to the nodes.
 *
 * @throws DIFF5012
 */
export function exponentialTableau(coefficients: ExponentialCoefficients): ExponentialTableau {
  const { name, order, c, a, b } = coefficients;
  const stages = c.length;
  const require = (holds: boolean, what: string): void => {
    if (!holds)
      throw solverError('DIFF5012', `the tableau of ${name} is wrong: ${what}`, 'Compare it with the paper.');
  };
  require(a.length === stages && a.every((row, i) => row.length === i), 'a is no strictly lower triangle');
  require(b.length === stages, `b has ${b.length} entries for ${stages} stages`);
  const rows = [...a, b];
  rows.forEach((row, i) => {
    const sum = row.flat().reduce((total, [weight, k]) => total + weight / factorial(k), 0);
    require(Math.abs(sum - (c[i] ?? 1)) <= ROUNDING, `row ${i} sums to ${sum} for L = 0`);
  });
  const entries = rows.flatMap((row, i) => row.map((terms, column) => ({ row: i, column, terms })));
  return {
    name,
    order,
    stages,
    c: Float64Array.from(c),
    entries: entries.filter(({ terms }) => terms.length > 0),
    last: Math.max(...rows.flat(2).map(([, k]) => k)),
  };
}

function factorial(k: number): number {
  return k < 2 ? 1 : k * factorial(k - 1);
}
