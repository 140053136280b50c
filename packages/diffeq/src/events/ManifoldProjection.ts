import { constantCall } from '../algorithm/constantCall.js';
import { checkKeys } from '../diagnostics/checkKeys.js';
import type { Integrator } from '../solve/Integrator.js';
import type { Callback } from './Callback.js';
import { badOption, requireFunction } from './callbackOptions.js';

/** Options of `ManifoldProjection`. */
export interface ManifoldProjectionOptions {
  /** Largest residual that is left, in the unit of the residuals; default 1e-12. */
  tolerance?: number;
  /** Most iterations a step; default 10. */
  maxIterations?: number;
}

/**
 * Moves the state back to the manifold g(u, p, t) = 0 after each step, on the shortest way: u −= Gᵀ (G Gᵀ)⁻¹ g with G = ∂g/∂u by differences.
 * For conserved quantities, which no method but a symplectic one keeps over long times.
 *
 * @param residual  writes g into `out`, [m]
 * @param length  number of residuals m, at most n
 * @throws DIFF5005 unknown option, DIFF5019 other values
 *
 * @example
 * const energy = ManifoldProjection((out, u) => { out[0] = u[0] ** 2 + u[1] ** 2 - 1; }, 1);
 *
 * Reference: E. Hairer, C. Lubich & G. Wanner, Geometric Numerical Integration, 2nd ed., §IV.4.
 */
export function ManifoldProjection(
  residual: (out: Float64Array, u: any, p: any, t: number) => void, // eslint-disable-line @typescript-eslint/no-explicit-any -- state and parameters of the problem it will be given with
  length: number,
  options: ManifoldProjectionOptions = {},
): Callback {
  const where = 'ManifoldProjection';
  requireFunction(residual, where, 'residual');
  if (!(Number.isInteger(length) && length >= 1))
    throw badOption(where, 'length', length, 'It is a whole number from 1.');
  checkKeys(options, ['tolerance', 'maxIterations'], where);
  const { tolerance = 1e-12, maxIterations = 10 } = options;
  if (!(tolerance > 0)) throw badOption(where, 'tolerance', tolerance, 'It is a positive number.');
  const project = (integrator: Integrator): void => {
    const u = integrator.flat;
    const evaluate = (out: Float64Array): void =>
      residual(out, integrator.view(u), integrator.p, integrator.t);
    projectOnto(evaluate, u, length, tolerance, maxIterations);
    const state = integrator.view(u);
    if (state !== u) integrator.u = state; // numbers and trees are copies
  };
  return {
    kind: 'discrete',
    condition: () => true,
    affect: project,
    changes: true,
    savePositions: [false, true],
    initialize: project,
  };
}

constantCall(ManifoldProjection);

function projectOnto(
  evaluate: (out: Float64Array) => void,
  u: Float64Array,
  m: number,
  tolerance: number,
  maxIterations: number,
): void {
  const n = u.length;
  const g = new Float64Array(m);
  const moved = new Float64Array(m);
  const rows = Array.from({ length: m }, () => new Float64Array(n));
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    evaluate(g);
    if (g.every((x) => Math.abs(x) <= tolerance)) return;
    for (let j = 0; j < n; j++) {
      const kept = u[j];
      const step = Math.cbrt(Number.EPSILON) * Math.max(Math.abs(kept), 1);
      u[j] = kept + step;
      evaluate(moved);
      for (let i = 0; i < m; i++) rows[i][j] = moved[i];
      u[j] = kept - step;
      evaluate(moved);
      for (let i = 0; i < m; i++) rows[i][j] = (rows[i][j] - moved[i]) / (2 * step);
      u[j] = kept;
    }
    const multipliers = solveGram(rows, g);
    for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) u[j] -= rows[i][j] * multipliers[i];
  }
}

/** (G Gᵀ)⁻¹ g by Cholesky's factorisation; directions without slope get 0. */
function solveGram(rows: readonly Float64Array[], g: Float64Array): Float64Array {
  const m = rows.length;
  const L = Array.from({ length: m }, () => new Float64Array(m));
  const x = Float64Array.from(g);
  for (let i = 0; i < m; i++) {
    for (let k = 0; k <= i; k++) {
      let sum = rows[i].reduce((total, value, j) => total + value * rows[k][j], 0);
      for (let l = 0; l < k; l++) sum -= L[i][l] * L[k][l];
      L[i][k] = i === k ? Math.sqrt(Math.max(sum, 0)) : L[k][k] === 0 ? 0 : sum / L[k][k];
    }
  }
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < i; k++) x[i] -= L[i][k] * x[k];
    x[i] = L[i][i] === 0 ? 0 : x[i] / L[i][i];
  }
  for (let i = m - 1; i >= 0; i--) {
    for (let k = i + 1; k < m; k++) x[i] -= L[k][i] * x[k];
    x[i] = L[i][i] === 0 ? 0 : x[i] / L[i][i];
  }
  return x;
}
