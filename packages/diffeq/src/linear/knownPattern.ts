import type { SparsityPattern } from '@diffjs/runtime';
import { solverError } from '../diagnostics/solverError.js';
import type { Linearised } from './Linearised.js';

/** Numbers of diagonals below and above the main one. */
export type Bandwidth = readonly [lower: number, upper: number];

/**
 * Where J, M and the diagonal can be other than 0, as the hints of the problem tell it; undefined if they do not.
 */
export function knownPattern(of: Linearised): SparsityPattern | undefined {
  const { pattern, bandwidth } = of.hints;
  if (pattern === undefined) return bandwidth && bandPattern(of.n, widened(of, bandwidth));
  const rows = Array.from({ length: of.n }, (_, i) => new Set([i]));
  for (const [i, j] of pattern) rows[i].add(j);
  for (const [i, j] of massPlaces(of)) rows[i].add(j);
  return compressed(rows.map((row) => [...row].sort((a, b) => a - b)));
}

/** The pattern of a banded matrix. */
export function bandPattern(n: number, [lower, upper]: Bandwidth): SparsityPattern {
  return compressed(
    Array.from({ length: n }, (_, i) => {
      const first = Math.max(0, i - lower);
      return Array.from({ length: Math.min(n - 1, i + upper) - first + 1 }, (_unused, k) => first + k);
    }),
  );
}

/**
 * The bandwidth of J and M as the hints tell it, by a pattern too.
 *
 * @throws DIFF5050 if they do not
 */
export function requireBandwidth(of: Linearised): Bandwidth {
  const { bandwidth, pattern } = of.hints;
  if (bandwidth !== undefined) return widened(of, bandwidth);
  return widened(of, spread(pattern ?? missing('Banded', 'bandwidth: [lower, upper]')));
}

/**
 * The pattern of J and M.
 *
 * @throws DIFF5050 if the hints do not tell it
 */
export function requirePattern(of: Linearised): SparsityPattern {
  return knownPattern(of) ?? missing('SparseLU', 'jacPattern');
}

function missing(solver: string, option: string): never {
  throw solverError(
    'DIFF5050',
    `${solver}: the problem does not say where its Jacobian is other than 0`,
    `Give the problem the option ${option}, or use DenseLU().`,
  );
}

function widened(of: Linearised, [lower, upper]: Bandwidth): Bandwidth {
  const [below, above] = spread(massPlaces(of));
  return [Math.min(of.n - 1, Math.max(lower, below)), Math.min(of.n - 1, Math.max(upper, above))];
}

function spread(places: readonly (readonly [number, number])[]): Bandwidth {
  let lower = 0;
  let upper = 0;
  for (const [i, j] of places) {
    lower = Math.max(lower, i - j);
    upper = Math.max(upper, j - i);
  }
  return [lower, upper];
}

function massPlaces({ n, mass }: Linearised): [number, number][] {
  const places: [number, number][] = [];
  mass?.dense?.forEach((x, at) => {
    if (x !== 0) places.push([Math.floor(at / n), at % n]);
  });
  return places;
}

function compressed(rows: readonly (readonly number[])[]): SparsityPattern {
  const rowPointers = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => (rowPointers[i + 1] = rowPointers[i] + row.length));
  return { rowPointers, columns: Int32Array.from(rows.flat()) };
}
