import { solverError } from '../diagnostics/solverError.js';

/** The coefficients of a Radau IIA method of s stages. */
export interface RadauCoefficients {
  readonly name: string;
  /** Nodes, [s]; the last is 1. */
  readonly c: readonly number[];
  /** The real eigenvalue of A⁻¹; without one, a number of that size, by which the error estimate is filtered. */
  readonly gamma: number;
  /** Whether `gamma` is an eigenvalue. */
  readonly hasReal: boolean;
  /** Real and imaginary parts α, β of the pairs of complex eigenvalues. */
  readonly pairs: readonly (readonly [re: number, im: number])[];
  /** T with T⁻¹ A⁻¹ T = diag(γ, (α, −β; β, α), …), by rows. */
  readonly T: readonly (readonly number[])[];
  readonly inverseT: readonly (readonly number[])[];
  /** Weights e_i of the increments z_i in the error estimate (γ/h M − J)⁻¹ (f(u, t) + M Σ e_i z_i / h). */
  readonly errorWeights: readonly number[];
}

/** A checked method in the flat form that the stepper reads. */
export interface RadauTableau {
  readonly name: string;
  readonly order: number;
  /** Number of stages s. */
  readonly stages: number;
  readonly c: Float64Array;
  readonly gamma: number;
  readonly hasReal: boolean;
  readonly pairs: readonly (readonly [re: number, im: number])[];
  /** [s·s], row-major, as is the next. */
  readonly T: Float64Array;
  readonly inverseT: Float64Array;
  readonly errorWeights: Float64Array;
  /** [s·s], row-major: row q gives the coefficient of θ^(q+1) in the collocation polynomial u(t + θ h) − u from the increments z_i. */
  readonly powers: Float64Array;
}

/** Rounding left in the products of transformations. */
const ROUNDING = 1e-10;

/**
 * Checks a Radau IIA method: that its transformation is that of the collocation method with its nodes, and that its embedded method has order s.
 *
 * @throws DIFF5012 naming the condition that fails
 */
export function radauTableau(given: RadauCoefficients): RadauTableau {
  const { name, gamma, hasReal, pairs } = given;
  const stages = given.c.length;
  const require = (holds: boolean, what: string): void => {
    if (holds) return;
    throw solverError(
      'DIFF5012',
      `the coefficients of ${name} are wrong: ${what}`,
      'Compare them with the paper.',
    );
  };
  require(given.c[stages - 1] === 1, 'its last node is not 1');
  require((hasReal ? 1 : 0) + 2 * pairs.length ===
    stages, `it has ${pairs.length} pairs for ${stages} stages`);
  const tableau = {
    name,
    order: 2 * stages - 1,
    stages,
    c: Float64Array.from(given.c),
    gamma,
    hasReal,
    pairs,
    T: Float64Array.from(given.T.flat()),
    inverseT: Float64Array.from(given.inverseT.flat()),
    errorWeights: Float64Array.from(given.errorWeights),
    powers: inversePowers(given.c),
  };
  require(tableau.T.length === stages ** 2 && tableau.inverseT.length === stages ** 2, 'T is not square');
  require(transformationError(tableau) < ROUNDING, 'T does not diagonalise the collocation method');
  require(estimateError(tableau) < ROUNDING, 'its error estimate has not order s');
  return tableau;
}

/** The inverse of the matrix of c_i^(q+1), by the polynomials that are 1 at one node and 0 at 0 and the others. */
function inversePowers(c: readonly number[]): Float64Array {
  const stages = c.length;
  const powers = new Float64Array(stages * stages);
  c.forEach((node, i) => {
    let polynomial = [1 / node];
    c.forEach((other, l) => {
      if (l === i) return;
      const next = new Array<number>(polynomial.length + 1).fill(0);
      polynomial.forEach((x, q) => {
        next[q] -= (x * other) / (node - other);
        next[q + 1] += x / (node - other);
      });
      polynomial = next;
    });
    polynomial.forEach((x, q) => (powers[q * stages + i] = x));
  });
  return powers;
}

/** How far T Λ T⁻¹ Z is from h u′ at the nodes for the increments of u = θ, θ², …, θ^s. */
function transformationError({ stages, c, gamma, hasReal, pairs, T, inverseT }: RadauTableau): number {
  let worst = 0;
  for (let q = 1; q <= stages; q++) {
    const z = Array.from(c, (x) => x ** q);
    const w = multiply(inverseT, z, stages);
    const scaled = hasReal ? [gamma * w[0]] : [];
    pairs.forEach(([re, im], pair) => {
      const at = (hasReal ? 1 : 0) + 2 * pair;
      scaled.push(re * w[at] - im * w[at + 1], im * w[at] + re * w[at + 1]);
    });
    multiply(T, scaled, stages).forEach(
      (x, i) => (worst = Math.max(worst, Math.abs(x - q * c[i] ** (q - 1)))),
    );
  }
  return worst;
}

/** How far the estimate is from 0 where the embedded method is exact: f(u) + Σ e_i z_i / h for u = θ, …, θ^s, less γ times its error. */
function estimateError({ stages, c, gamma, errorWeights }: RadauTableau): number {
  // û = u + h (f(u)/γ + Σ b̂ k) with Σ e z = γ Σ (b̂ − b) h k, so that f(u) + Σ e z / h = γ (û − next)/h, which is 0 for polynomials
  let worst = 0;
  for (let q = 1; q <= stages; q++) {
    let total = q === 1 ? 1 : 0;
    for (let i = 0; i < stages; i++) total += errorWeights[i] * c[i] ** q;
    worst = Math.max(worst, Math.abs(total) / gamma);
  }
  return worst;
}

function multiply(A: Float64Array, x: readonly number[], n: number): number[] {
  return Array.from({ length: n }, (_, i) => x.reduce((total, value, j) => total + A[i * n + j] * value, 0));
}
