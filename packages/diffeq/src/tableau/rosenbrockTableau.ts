import { solverError } from '../diagnostics/solverError.js';
import type { StageInterpolant } from '../interpolation/stageInterpolant.js';
import { stageInterpolant } from '../interpolation/stageInterpolant.js';

/**
 * Coefficients of a Rosenbrock method in the form that needs no product with the Jacobian,
 *
 *   (M/(hγ) − J) U_i = f(u + Σ_{j<i} a_ij U_j, t + c_i h) + M Σ_{j<i} (C_ij/h) U_j + d_i h ∂f/∂t,   u₁ = u + Σ b_i U_i.
 *
 * Reference: Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed., §IV.7, (7.25).
 */
export interface RosenbrockCoefficients {
  readonly name: string;
  /** Order of the solution that is carried on. */
  readonly order: number;
  /** Order of the solution beside it. */
  readonly embeddedOrder: number;
  readonly gamma: number;
  /** Row i holds a_ij for j < i. */
  readonly a: readonly (readonly number[])[];
  /** Row i holds C_ij for j < i. */
  readonly C: readonly (readonly number[])[];
  readonly c: readonly number[];
  readonly d: readonly number[];
  readonly b: readonly number[];
  /** Weights of the error estimate Σ e_i U_i. */
  readonly e: readonly number[];
  /**
   * Weights of the vectors K₁, K₂, … of dense output, u(t + θh) = (1 − θ) u + θ (u₁ + (1 − θ)(K₁ + θ (K₂ + …))); default: one row, for
   * order 2.
   */
  readonly dense?: readonly (readonly number[])[];
  /** Order of dense output; default 2. */
  readonly denseOrder?: number;
  /**
   * Whether the solution beside it has the stability function of the method, so that the estimate is 0 for linear problems; then the step
   * is also judged by the trapezoidal rule over its ends; default false.
   */
  readonly checksEnds?: boolean;
  /** Whether the order does not depend on J, so that J can be old; default false. */
  readonly anyJacobian?: boolean;
  /** Whether it solves algebraic equations, of a singular mass matrix; default true. */
  readonly algebraic?: boolean;
}

/** A checked Rosenbrock method, flat, with what the stepper would otherwise work out again at every step. */
export interface RosenbrockTableau {
  readonly name: string;
  readonly stages: number;
  readonly order: number;
  readonly embeddedOrder: number;
  readonly denseOrder: number;
  readonly gamma: number;
  /** [s·s], row-major. */
  readonly a: Float64Array;
  readonly C: Float64Array;
  readonly c: Float64Array;
  readonly d: Float64Array;
  readonly b: Float64Array;
  readonly errorWeights: Float64Array;
  readonly checksEnds: boolean;
  /** [rows·s] of K₁, K₂, … */
  readonly dense: Float64Array;
  readonly interpolant: StageInterpolant;
  /** Whether stage i evaluates f where the stage before did. */
  readonly repeats: readonly boolean[];
  /** Whether u₁ is the argument of the last stage plus U_s, whose size is the error estimate. */
  readonly endsOnLast: boolean;
  /** Whether the last stage evaluates f at u₁. */
  readonly fsal: boolean;
  readonly anyJacobian: boolean;
  readonly algebraic: boolean;
}

/** The coefficients over k_i = f + …, of the textbook form: α, Γ, weights. */
interface Standard {
  /** Row sums of α and Γ. */
  readonly c: readonly number[];
  readonly d: readonly number[];
  /** Turns weights of the U_i into weights of the k_i. */
  readonly toK: (weights: readonly number[]) => number[];
  /** Turns weights of the k_i into weights of the U_i. */
  readonly toU: (weights: readonly number[]) => number[];
}

/**
 * Checks coefficients and makes a tableau of them.
 *
 * @throws DIFF5012 for shapes that do not fit, nodes other than the sums of a and C make them, weights that do not add up to 1
 */
export function rosenbrockTableau(coefficients: RosenbrockCoefficients): RosenbrockTableau {
  const {
    name,
    gamma,
    a,
    C,
    b,
    e,
    order,
    embeddedOrder,
    denseOrder = 2,
    anyJacobian = false,
    algebraic = true,
  } = coefficients;
  checkShapes(coefficients);
  const s = b.length;
  const standard = standardForm(coefficients);
  checkSums(coefficients, standard);
  const dense = coefficients.dense ?? [secondOrderRow(coefficients, standard)];
  const last = s - 1;
  const isUnit = (weights: readonly number[]): boolean => weights.every((x, i) => x === (i === last ? 1 : 0));
  const isSame = (x: readonly number[], y: readonly number[]): boolean =>
    x.every((value, i) => value === (y[i] ?? 0));
  return {
    name,
    stages: s,
    order,
    embeddedOrder,
    denseOrder,
    gamma,
    a: flat(a, s),
    C: flat(C, s),
    c: Float64Array.from(coefficients.c),
    d: Float64Array.from(coefficients.d),
    b: Float64Array.from(b),
    errorWeights: Float64Array.from(e),
    checksEnds: coefficients.checksEnds === true,
    dense: Float64Array.from(dense.flat()),
    interpolant: denseInterpolant(dense.length),
    repeats: a.map((row, i) => i > 0 && coefficients.c[i] === coefficients.c[i - 1] && isSame(row, a[i - 1])),
    endsOnLast: isUnit(e) && b[last] === 1 && isSame(b.slice(0, last), a[last]),
    fsal: coefficients.c[last] === 1 && isSame(b, a[last]),
    anyJacobian,
    algebraic,
  };
}

function flat(rows: readonly (readonly number[])[], s: number): Float64Array {
  const out = new Float64Array(s * s);
  rows.forEach((row, i) => out.set(row, i * s));
  return out;
}

/** Rows: (u₁ − u)/h with weight θ, then K_m/h with weight θ^m (1 − θ). */
function denseInterpolant(count: number): StageInterpolant {
  const rows = [[1, ...new Array<number>(count).fill(0)]];
  for (let m = 0; m < count; m++) {
    const row = new Array<number>(count + 1).fill(0);
    row[m] = 1;
    row[m + 1] = -1;
    rows.push(row);
  }
  return stageInterpolant(rows);
}

function checkShapes({ name, a, C, c, d, b, e, dense }: RosenbrockCoefficients): void {
  const s = b.length;
  const isTriangular = (rows: readonly (readonly number[])[]): boolean =>
    rows.length === s && rows.every((row, i) => row.length === i);
  const fits =
    isTriangular(a) &&
    isTriangular(C) &&
    [c, d, e].every((list) => list.length === s) &&
    (dense ?? []).every((row) => row.length === s);
  if (!fits) throw contradiction(name, `a, C, c, d, b, e and dense do not all fit ${s} stages`);
}

/** Γ = (1/γ − C)⁻¹ lower triangular, U = Γ h k. */
function standardForm({ gamma, a, C, b }: RosenbrockCoefficients): Standard {
  const s = b.length;
  const toK = (weights: readonly number[]): number[] => {
    const out = Array.from({ length: s }, (_, i) => weights[i] ?? 0);
    for (let i = s - 1; i >= 0; i--) {
      for (let j = i + 1; j < s; j++) out[i] += C[j][i] * out[j];
      out[i] *= gamma;
    }
    return out;
  };
  const toU = (weights: readonly number[]): number[] =>
    Array.from({ length: s }, (_, i) => {
      let sum = weights[i] / gamma;
      for (let j = i + 1; j < s; j++) sum -= weights[j] * C[j][i];
      return sum;
    });
  const sumOf = (weights: readonly number[]): number => toK(weights).reduce((sum, x) => sum + x, 0);
  const unit = (i: number): number[] => Array.from({ length: s }, (_, j) => (j === i ? 1 : 0));
  return { c: a.map(sumOf), d: a.map((_, i) => sumOf(unit(i))), toK, toU };
}

function checkSums({ name, c, d, b, e }: RosenbrockCoefficients, standard: Standard): void {
  const differs = (x: number, y: number): boolean => !(Math.abs(x - y) <= 1e-9 * (1 + Math.abs(y)));
  const total = (weights: readonly number[]): number => standard.toK(weights).reduce((sum, x) => sum + x, 0);
  b.forEach((_, i) => {
    if (differs(c[i], standard.c[i]))
      throw contradiction(name, `c[${i}] is ${c[i]}, and a and C make it ${standard.c[i]}`);
    if (differs(d[i], standard.d[i]))
      throw contradiction(name, `d[${i}] is ${d[i]}, and C makes it ${standard.d[i]}`);
  });
  if (differs(total(b), 1)) throw contradiction(name, `the weights add up to ${total(b)}, where 1 is needed`);
  if (differs(total(e), 0))
    throw contradiction(name, `the weights of the error add up to ${total(e)}, where 0 is needed`);
}

function contradiction(name: string, what: string): Error {
  return solverError('DIFF5012', `${name}: ${what}`, 'Check the coefficients against their source.');
}

/**
 * The shortest K₁ of order 2: with weights η of the k_i, Σ η_i = 0 and Σ η_i (c_i + d_i) = −1/2; for methods of order 2 with any J also
 * Σ η_i c_i = −1/2; and of algebraic components, which follow f(u, t) = 0, where there are stages left, Σ η_i ω_ij c_j² = −1.
 *
 * Reference: Hairer & Wanner II, §VI.4, (4.15).
 */
function secondOrderRow(coefficients: RosenbrockCoefficients, { toK, toU }: Standard): number[] {
  const { a, c, d, C, gamma, b, anyJacobian } = coefficients;
  const s = b.length;
  // ω = β⁻¹ with β = α + Γ lower triangular, applied by forward substitution.
  const beta = a.map((row, i) => toK(Array.from({ length: s }, (_, j) => (row[j] ?? 0) + (j === i ? 1 : 0))));
  const algebraic: number[] = [];
  for (let i = 0; i < s; i++) {
    let sum = c[i] * c[i];
    for (let j = 0; j < i; j++) sum -= beta[i][j] * algebraic[j];
    algebraic.push(sum / gamma);
  }
  const conditions: (readonly [readonly number[], number])[] = [
    [c.map(() => 1), 0],
    [c.map((x, i) => x + d[i]), -1 / 2],
    ...(anyJacobian === true ? [[c, -1 / 2] as const] : []),
    ...(C.length > 3 ? [[algebraic, -1] as const] : []),
  ];
  return toU(shortest(conditions, s));
}

/** The shortest η that meets the conditions; one that depends on those before it is left out. */
function shortest(conditions: readonly (readonly [readonly number[], number])[], s: number): number[] {
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, i) => sum + value * y[i], 0);
  const basis: number[][] = [];
  let eta = new Array<number>(s).fill(0);
  for (const [row, value] of conditions) {
    let rest = [...row];
    for (let pass = 0; pass < 2; pass++) {
      for (const q of basis) {
        const along = dot(q, rest);
        rest = rest.map((x, i) => x - along * q[i]);
      }
    }
    const size = Math.sqrt(dot(rest, rest));
    if (size < 1e-8) continue;
    const q = rest.map((x) => x / size);
    const step = (value - dot(row, eta)) / size;
    eta = eta.map((x, i) => x + step * q[i]);
    basis.push(q);
  }
  return eta;
}

/** Coefficients of the textbook form, over k_i = f(u + h Σ α_ij k_j) + h J Σ Γ_ij k_j. */
export interface StandardRosenbrockCoefficients {
  readonly gamma: number;
  /** Rows j < i. */
  readonly alpha: readonly (readonly number[])[];
  /** Rows j < i of Γ; its diagonal is γ. */
  readonly gammas: readonly (readonly number[])[];
  readonly b: readonly number[];
  /** Weights of the error estimate h Σ e_i k_i. */
  readonly e: readonly number[];
}

/**
 * The same method over U = Γ h k: a = α Γ⁻¹, C = 1/γ − Γ⁻¹, b Γ⁻¹, e Γ⁻¹, and the row sums c and d.
 *
 * Reference: Hairer & Wanner II, §IV.7, (7.24).
 */
export function transformed(
  standard: StandardRosenbrockCoefficients,
): Pick<RosenbrockCoefficients, 'gamma' | 'a' | 'C' | 'c' | 'd' | 'b' | 'e'> {
  const { gamma, alpha, gammas, b, e } = standard;
  const s = b.length;
  // x Γ⁻¹, from the last column on.
  const over = (weights: readonly number[]): number[] => {
    const out = Array.from({ length: s }, (_, i) => weights[i] ?? 0);
    for (let i = s - 1; i >= 0; i--) {
      for (let j = i + 1; j < s; j++) out[i] -= out[j] * gammas[j][i];
      out[i] /= gamma;
    }
    return out;
  };
  const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);
  return {
    gamma,
    a: alpha.map((row, i) => over(row).slice(0, i)),
    C: gammas.map((_, i) => over(Array.from({ length: s }, (_unused, j) => (j === i ? -1 : 0))).slice(0, i)),
    c: alpha.map(sum),
    d: gammas.map((row) => sum(row) + gamma),
    b: over(b),
    e: over(e),
  };
}
