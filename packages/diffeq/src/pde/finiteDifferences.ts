import type { DifferenceOperator } from './DifferenceOperator.js';
import { operatorOf, operatorRow } from './DifferenceOperator.js';
import type { GridOptions, ResolvedGrid } from './gridOptions.js';
import { badGrid, gridOptions, pointsOf, spacingOf } from './gridOptions.js';
import { stencilWeights } from './stencilWeights.js';

/** Options of `finiteDifferences`. */
export interface DifferenceOptions extends Omit<GridOptions, 'order'> {
  /** Which derivative, 1 or 2. */
  derivative: 1 | 2;
  /** Order of the differences: 2 (default) or 4, and 1 or 2 of one-sided ones. */
  order?: 1 | 2 | 4;
  /** Where the points lie: on both sides (default), or those upwind of a flow to the right (`'left'`) or to the left (`'right'`). */
  side?: 'both' | 'left' | 'right';
}

/** A derivative on a grid. */
export interface FiniteDifferences {
  /** The grid points, [n]. */
  readonly x: Float64Array;
  readonly spacing: number;
  readonly operator: DifferenceOperator;
  /** Writes the derivative of the values u [n] into `out` [n]. */
  apply(out: Float64Array, u: ArrayLike<number>): void;
}

/**
 * The first or second derivative on an equally spaced grid, by differences of order 2 or 4, with the boundary conditions built in. Near a boundary with given
 * values or slopes the points lie to one side, at one order less, which leaves the order of the solution what it is.
 *
 * @throws DIFF5005 unknown option, DIFF5069 other values
 * @example
 * const d = finiteDifferences({ n: 99, derivative: 2, boundary: 'dirichlet' });
 * const out = new Float64Array(99);
 * d.apply(out, d.x.map((x) => Math.sin(Math.PI * x)));
 * out[49];   // ≈ −π²
 */
export function finiteDifferences(options: DifferenceOptions): FiniteDifferences {
  const where = 'finiteDifferences';
  const { derivative, order = 2, side = 'both', ...rest } = options;
  const grid = gridOptions(rest, where, []);
  if (derivative !== 1 && derivative !== 2) throw badGrid(where, 'derivative', derivative, 'It is 1 or 2.');
  if (!['both', 'left', 'right'].includes(side))
    throw badGrid(where, 'side', side, "It is 'both', 'left' or 'right'.");
  const orders = side === 'both' ? [2, 4] : [1, 2];
  if (!orders.includes(order)) throw badGrid(where, 'order', order, `It is ${orders.join(' or ')}.`);
  const operator = differenceOperator(grid, derivative, order, side);
  return {
    x: pointsOf(grid),
    spacing: spacingOf(grid),
    operator,
    apply(out, u) {
      const values = Float64Array.from(u);
      for (let i = 0; i < operator.n; i++) out[i] = operatorRow(operator, values, i, 0, 1);
    },
  };
}

/** The operator of a derivative on a grid. */
export function differenceOperator(
  grid: ResolvedGrid,
  derivative: 1 | 2,
  order: number,
  side: 'both' | 'left' | 'right' = 'both',
): DifferenceOperator {
  const { n } = grid;
  const h = spacingOf(grid);
  const scale = h ** -derivative;
  const boundary = new Float64Array(n);
  const [before, after] = reach(derivative, order, side);
  const rows = Array.from({ length: n }, (_, i) =>
    grid.boundary === 'periodic'
      ? periodicRow(n, i, derivative, before, after, scale)
      : boundedRow(grid, i, { derivative, before, after, scale, h }, boundary),
  );
  return operatorOf(rows, boundary);
}

/** How many points before and after are used away from boundaries. */
function reach(derivative: number, order: number, side: string): [number, number] {
  if (side === 'both') return [order / 2, order / 2];
  const points = derivative + order - 1;
  return side === 'left' ? [points, 0] : [0, points];
}

function periodicRow(
  n: number,
  i: number,
  derivative: number,
  before: number,
  after: number,
  scale: number,
): (readonly [number, number])[] {
  const offsets = range(-before, after);
  return stencilWeights(derivative, offsets).map((w, k) => [(i + offsets[k] + n) % n, w * scale] as const);
}

interface Stencil {
  readonly derivative: number;
  readonly before: number;
  readonly after: number;
  readonly scale: number;
  readonly h: number;
}

/** A row on a grid with ends; what is given there goes to `boundary`. Point −1 is the left end of given values, point 0 that of given slopes. */
function boundedRow(
  grid: ResolvedGrid,
  i: number,
  stencil: Stencil,
  boundary: Float64Array,
): (readonly [number, number])[] {
  const { n, values } = grid;
  const { derivative, before, after, scale, h } = stencil;
  const ends: readonly [number, number] = grid.boundary === 'dirichlet' ? [-1, n] : [0, n - 1];
  const [low, high] = [i - before, i + after];
  const isNear = low < ends[0] || high > ends[1];
  const hasSlope = grid.boundary === 'neumann' && (low < ends[0] || high > ends[1]);
  // As many points as away from the boundary, moved inside; a slope stands for one of them.
  const count = before + after + 1 - (hasSlope ? 1 : 0);
  const first = !isNear ? low : Math.min(Math.max(low, ends[0]), ends[1] - count + 1);
  const offsets = range(first - i, first - i + count - 1);
  const end = low < ends[0] ? 0 : 1;
  const weights = stencilWeights(derivative, offsets, hasSlope ? ends[end] - i : undefined);
  const row: (readonly [number, number])[] = [];
  offsets.forEach((offset, k) => {
    const at = i + offset;
    if (at === -1) boundary[i] += weights[k] * scale * values[0];
    else if (at === n) boundary[i] += weights[k] * scale * values[1];
    else row.push([at, weights[k] * scale]);
  });
  if (hasSlope) boundary[i] += weights[count] * scale * h * values[end];
  return row;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, k) => from + k);
}
