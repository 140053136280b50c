import { solverError } from '../diagnostics/solverError.js';

/**
 * The coefficients of an explicit Nyström method for u'' = f(u', u, t), as a paper prints them:
 * kᵢ = f(v + h Σ ā_ij kⱼ, u + cᵢ h v + h² Σ a_ij kⱼ, t + cᵢ h), u + h v + h² Σ bᵢ kᵢ, v + h Σ b̄ᵢ kᵢ.
 */
export interface NystromCoefficients {
  readonly name: string;
  readonly order: number;
  /** Nodes, one per stage, `c[0] = 0`. */
  readonly c: readonly number[];
  /** Strictly lower triangle, for positions. */
  readonly a: readonly (readonly number[])[];
  /** The same for velocities; absent for methods whose f does not depend on them. */
  readonly aVelocity?: readonly (readonly number[])[];
  /** Weights of the position and of the velocity. */
  readonly b: readonly number[];
  readonly bVelocity: readonly number[];
  /** Embedded weights; without them the method runs with fixed steps only, without those of the velocity positions alone are judged. */
  readonly bHat?: readonly number[];
  readonly bVelocityHat?: readonly number[];
  /**
   * The method's own dense output: row i holds the coefficients of 1, θ, θ², … in βᵢ with u(θ) = u + θ h v + θ² h² Σ βᵢ(θ) kᵢ and
   * v(θ) = v + θ h Σ β̄ᵢ(θ) kᵢ. Default: quintic Hermite interpolation of u, and its derivative for v.
   */
  readonly dense?: {
    readonly order: number;
    readonly position: readonly (readonly number[])[];
    readonly velocity: readonly (readonly number[])[];
  };
}

/** Rows of weights without their zeros. */
export interface SparseRows {
  /** Row i has the entries from starts[i] to starts[i + 1] − 1. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly weights: Float64Array;
}

/** A checked tableau in the form that the stepper reads. */
export interface NystromTableau {
  readonly name: string;
  readonly order: number;
  readonly stages: number;
  /** Whether the last stage is f at the end of the step, and so the first of the next. */
  readonly fsal: boolean;
  readonly c: Float64Array;
  /** A row per stage, and one of weights of the end of the step. */
  readonly position: SparseRows;
  /** The same for velocities; undefined if f does not depend on them, apart from its last row, `velocityEnd`. */
  readonly velocity: SparseRows | undefined;
  readonly velocityEnd: SparseRows;
  /** Weights of the error of position and velocity, b − b̂; undefined without an embedded solution. */
  readonly error: { readonly position: SparseRows; readonly velocity: SparseRows } | undefined;
  /** A row for each power of θ from 1 on; columns are the stages and f at the end. */
  readonly dense: {
    readonly order: number;
    readonly degree: number;
    readonly position: SparseRows;
    readonly velocity: SparseRows;
  };
}

/** Rounding left in sums of published decimals of 16 digits. */
const ROUNDING = 1e-13;

/**
 * Checks the coefficients of an explicit Nyström method and derives the form that the stepper reads.
 *
 * Checked: the shapes, Σⱼ a_ij = cᵢ²/2, Σⱼ ā_ij = cᵢ, Σ b = Σ b̂ = 1/2, Σ b̄ = 1.
 *
 * @throws DIFF5012 naming the first condition that fails
 */
export function nystromTableau(coefficients: NystromCoefficients): NystromTableau {
  const { name, order, c, a, aVelocity, b, bVelocity, bHat, bVelocityHat } = coefficients;
  const stages = b.length;
  const require = (holds: boolean, what: string): void => {
    if (!holds)
      throw solverError('DIFF5012', `the tableau of ${name} is wrong: ${what}`, 'Compare it with the paper.');
  };
  const sums = (row: readonly number[], value: number, what: string): void =>
    require(isNear(row, value), `${what} sums to ${sum(row)} and not to ${value}`);
  require(c.length === stages && bVelocity.length === stages, 'b, bVelocity and c differ in length');
  for (const [letter, rows] of Object.entries({ a, aVelocity: aVelocity ?? a })) {
    require(rows.length === stages &&
      rows.every((row, i) => row.length === i), `${letter} is no strictly lower triangle`);
  }
  a.forEach((row, i) => sums(row, (c[i] * c[i]) / 2, `row ${i} of a`));
  aVelocity?.forEach((row, i) => sums(row, c[i], `row ${i} of aVelocity`));
  sums(b, 1 / 2, 'b');
  sums(bVelocity, 1, 'bVelocity');
  if (bHat !== undefined) sums(bHat, 1 / 2, 'bHat');
  if (bVelocityHat !== undefined) sums(bVelocityHat, 1, 'bVelocityHat');

  const last = stages - 1;
  const isEnd = (row: readonly number[], end: readonly number[]): boolean =>
    end[last] === 0 && row.every((entry, j) => entry === end[j]);
  const fsal =
    c[last] === 1 && isEnd(a[last], b) && (aVelocity === undefined || isEnd(aVelocity[last], bVelocity));
  return {
    name,
    order,
    stages,
    fsal,
    c: Float64Array.from(c),
    position: sparseRows([...a, b]),
    velocity: aVelocity && sparseRows(aVelocity),
    velocityEnd: sparseRows([bVelocity]),
    error: bHat && {
      position: sparseRows([difference(b, bHat)]),
      velocity: sparseRows([bVelocityHat === undefined ? [] : difference(bVelocity, bVelocityHat)]),
    },
    dense:
      coefficients.dense === undefined
        ? quinticHermite(b, bVelocity, order, fsal)
        : ownDense(coefficients.dense),
  };
}

/** Powers of θ out of a method's own polynomials, shifted by those that stand before them. */
function ownDense({
  order,
  position,
  velocity,
}: NonNullable<NystromCoefficients['dense']>): NystromTableau['dense'] {
  const degree = Math.max(position[0].length + 1, velocity[0].length);
  const byPower = (rows: readonly (readonly number[])[], shift: number): SparseRows =>
    sparseRows(Array.from({ length: degree }, (_, q) => rows.map((row) => row[q + 1 - shift] ?? 0)));
  return { order, degree, position: byPower(position, 2), velocity: byPower(velocity, 1) };
}

/**
 * w(θ) = θ²/2 f₀ + A θ³ + B θ⁴ + C θ⁵ with u(θ) = u + θ h v + h² w(θ) meets u, v and f at both ends; v(θ) = v + h w'(θ).
 * w(1) = Σ b k and w'(1) = Σ b̄ k, so that A, B and C are combinations of stages and of f at the end.
 */
function quinticHermite(
  b: readonly number[],
  bVelocity: readonly number[],
  order: number,
  fsal: boolean,
): NystromTableau['dense'] {
  const columns = fsal ? b.length : b.length + 1;
  const end = columns - 1;
  const powers = [3, 4, 5].map((_, which) =>
    Array.from({ length: columns }, (_, i) => {
      const first = i === 0 ? 1 : 0;
      const d = (b[i] ?? 0) - first / 2;
      const w = (bVelocity[i] ?? 0) - first;
      const s = (i === end ? 1 : 0) - first;
      return [10 * d - 4 * w + s / 2, -15 * d + 7 * w - s, 6 * d - 3 * w + s / 2][which];
    }),
  );
  const start = (weight: number): number[] =>
    Array.from({ length: columns }, (_, i) => (i === 0 ? weight : 0));
  const scaled = (row: readonly number[], factor: number): number[] => row.map((x) => factor * x);
  const [A, B, C] = powers;
  return {
    order: Math.min(order, 4),
    degree: 5,
    position: sparseRows([start(0), start(1 / 2), A, B, C]),
    velocity: sparseRows([start(1), scaled(A, 3), scaled(B, 4), scaled(C, 5), start(0)]),
  };
}

function sparseRows(rows: readonly (readonly number[])[]): SparseRows {
  const starts = [0];
  const columns: number[] = [];
  const weights: number[] = [];
  for (const row of rows) {
    row.forEach((weight, column) => {
      if (weight === 0) return;
      columns.push(column);
      weights.push(weight);
    });
    starts.push(columns.length);
  }
  return {
    starts: Int32Array.from(starts),
    columns: Int32Array.from(columns),
    weights: Float64Array.from(weights),
  };
}

function difference(x: readonly number[], y: readonly number[]): number[] {
  return x.map((value, i) => value - y[i]);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, x) => total + x, 0);
}

/** Equal to rounding, relative to the size of the terms. */
function isNear(terms: readonly number[], value: number): boolean {
  const size = terms.reduce((total, x) => total + Math.abs(x), 1);
  return Math.abs(sum(terms) - value) <= ROUNDING * size;
}
