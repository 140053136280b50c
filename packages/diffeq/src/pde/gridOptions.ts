import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';

/** What holds at the ends of a domain: given values, given slopes du/dx, or that it begins anew. */
export type BoundaryKind = 'dirichlet' | 'neumann' | 'periodic';

/** A grid in one dimension and what holds at its ends. */
export interface GridOptions {
  /**
   * Number of unknowns, a whole number ≥ 5. With given values they are the inner points, spaced by L/(n + 1); with given slopes both ends are among them, L/(n − 1);
   * periodic ones leave the right end out, L/n.
   */
  n: number;
  /** Both ends; default [0, 1]. */
  domain?: readonly [number, number];
  /** Default `'dirichlet'`. */
  boundary?: BoundaryKind;
  /** Values or slopes at the left and the right end; default 0. Not for periodic ones. */
  values?: readonly [number, number];
  /** Order of the differences, 2 or 4; default 2. */
  order?: 2 | 4;
}

export const gridOptionNames: readonly (keyof GridOptions)[] = ['n', 'domain', 'boundary', 'values', 'order'];

export type ResolvedGrid = Readonly<Required<GridOptions>>;

const kinds: readonly BoundaryKind[] = ['dirichlet', 'neumann', 'periodic'];

/**
 * @param more  names of options that the caller has besides
 * @throws DIFF5005 unknown option, DIFF5069 other values
 */
export function gridOptions(options: GridOptions, where: string, more: readonly string[]): ResolvedGrid {
  checkKeys(options, [...gridOptionNames, ...more], where);
  const { n, domain = [0, 1], boundary = 'dirichlet', values = [0, 0], order = 2 } = options;
  if (!Number.isInteger(n) || n < 5)
    throw badGrid(where, 'n', n, 'It is a whole number of points, at least 5.');
  if (!isPair(domain) || !(domain[0] < domain[1]))
    throw badGrid(where, 'domain', domain, 'It is [left, right] with left < right.');
  if (!kinds.includes(boundary))
    throw badGrid(where, 'boundary', boundary, `It is one of ${kinds.join(', ')}.`);
  if (!isPair(values)) throw badGrid(where, 'values', values, 'It is [left, right], two numbers.');
  if (boundary === 'periodic' && options.values !== undefined)
    throw badGrid(where, 'values', values, 'A periodic domain has no ends.');
  if (order !== 2 && order !== 4) throw badGrid(where, 'order', order, 'It is 2 or 4.');
  return { n, domain, boundary, values, order };
}

function isPair(x: unknown): x is readonly [number, number] {
  return Array.isArray(x) && x.length === 2 && x.every(Number.isFinite);
}

/** @returns DIFF5069 */
export function badGrid(where: string, name: string, value: unknown, advice: string): Error {
  return solverError('DIFF5069', `${where}: ${name} is ${shown(value)}`, advice);
}

/** Spacing of a grid. */
export function spacingOf({ n, domain: [left, right], boundary }: ResolvedGrid): number {
  return (right - left) / (boundary === 'dirichlet' ? n + 1 : boundary === 'neumann' ? n - 1 : n);
}

/** Points of a grid, [n]. */
export function pointsOf(grid: ResolvedGrid): Float64Array {
  const h = spacingOf(grid);
  const first = grid.boundary === 'dirichlet' ? 1 : 0;
  return Float64Array.from({ length: grid.n }, (_, i) => grid.domain[0] + (i + first) * h);
}

/** Values on a grid: of a function, or given. */
export function valuesOn(
  given: unknown,
  points: ArrayLike<number>,
  where: string,
  name = 'u0',
): Float64Array {
  if (typeof given === 'function')
    return Float64Array.from(points, (x) => (given as (x: number) => number)(x));
  return givenValues(given, points.length, where, name);
}

/** Values on a grid of two dimensions, x first. */
export function valuesOnPlane(
  given: unknown,
  x: Float64Array,
  y: Float64Array,
  where: string,
  name = 'u0',
): Float64Array {
  const nx = x.length;
  if (typeof given !== 'function') return givenValues(given, nx * y.length, where, name);
  const f = given as (x: number, y: number) => number;
  return Float64Array.from({ length: nx * y.length }, (_, at) => f(x[at % nx], y[Math.floor(at / nx)]));
}

function givenValues(given: unknown, n: number, where: string, name: string): Float64Array {
  if (typeof given === 'object' && given !== null && (given as { length?: number }).length === n)
    return Float64Array.from(given as ArrayLike<number>);
  throw badGrid(where, name, given, `It is a function of the place, or ${n} values.`);
}
