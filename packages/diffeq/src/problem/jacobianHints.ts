import { shown, solverError } from '../diagnostics/solverError.js';
import { noHints } from './ProblemSystem.js';
import type { JacobianHints } from './System.js';

/** What a problem may say of the derivatives of its right-hand side, over flat states. */
export interface JacobianOptions<P = unknown> {
  /**
   * Writes ∂fᵢ/∂uⱼ at (u, p, t) into `J[i·n + j]`, [n·n]; entries it leaves are 0. Default: exact derivatives if `f` is differentiable,
   * else finite differences.
   */
  jac?(J: Float64Array, u: Float64Array, p: P, t: number): void;
  /** Writes ∂f/∂t at (u, p, t) into `out`, [n]. */
  tgrad?(out: Float64Array, u: Float64Array, p: P, t: number): void;
  /** Where ∂f/∂u can be other than 0: pairs [row, column], or a matrix of n rows with entries other than 0 there. */
  jacPattern?: readonly (readonly number[])[];
  /** Numbers of diagonals below and above the main one that ∂f/∂u has. */
  bandwidth?: readonly [lower: number, upper: number];
}

export const jacobianOptionNames = ['jac', 'tgrad', 'jacPattern', 'bandwidth'] as const;

/**
 * The hints of a problem of n equations, checked.
 *
 * @throws DIFF5008
 */
export function jacobianHints(options: JacobianOptions, n: number, where: string): JacobianHints {
  const { jac, tgrad, jacPattern, bandwidth } = options;
  if (jac === undefined && tgrad === undefined && jacPattern === undefined && bandwidth === undefined) {
    return noHints;
  }
  for (const [name, value] of Object.entries({ jac, tgrad })) {
    if (value === undefined || typeof value === 'function') continue;
    throw solverError(
      'DIFF5008',
      `${where}: ${name} is ${shown(value)}`,
      'It is a function (out, u, p, t) that writes into out.',
    );
  }
  if (bandwidth !== undefined) {
    const isWidth = (w: unknown): boolean => Number.isInteger(w) && (w as number) >= 0;
    if (!Array.isArray(bandwidth) || bandwidth.length !== 2 || !bandwidth.every(isWidth)) {
      throw solverError(
        'DIFF5008',
        `${where}: bandwidth is ${shown(bandwidth)}`,
        'It is [lower, upper], two whole numbers ≥ 0.',
      );
    }
  }
  return {
    jac,
    tgrad,
    bandwidth,
    pattern: jacPattern === undefined ? undefined : places(jacPattern, n, where),
  };
}

function places(
  pattern: readonly (readonly number[])[],
  n: number,
  where: string,
): (readonly [number, number])[] {
  const isMatrix =
    Array.isArray(pattern) && pattern.length === n && pattern.every((row) => row.length === n) && n !== 2;
  const pairs = isMatrix
    ? pattern.flatMap((row: readonly number[], i) =>
        row.flatMap((x, j): [number, number][] => (x === 0 ? [] : [[i, j]])),
      )
    : (pattern as readonly (readonly [number, number])[]);
  for (const [i, j] of pairs) {
    const inside = Number.isInteger(i) && i >= 0 && i < n && Number.isInteger(j) && j >= 0 && j < n;
    if (inside) continue;
    throw solverError(
      'DIFF5008',
      `${where}: jacPattern has the place [${i}, ${j}]`,
      `Places are [row, column] from 0 to ${n - 1}.`,
    );
  }
  return pairs.map(([i, j]) => [i, j]);
}
