import type { InPlaceRightHandSide } from '../problem/ODEProblem.js';
import type { DifferenceOperator } from './DifferenceOperator.js';
import { operatorRow, placesOf } from './DifferenceOperator.js';
import type { LineProblem } from './discretisedProblem.js';
import { discretisedProblem } from './discretisedProblem.js';
import { differenceOperator } from './finiteDifferences.js';
import { badGrid, gridOptions, pointsOf, valuesOn } from './gridOptions.js';
import type { LineOptions } from './heat.js';

/* @differentiable */
function burgersCentral(
  slope: DifferenceOperator,
  laplacian: DifferenceOperator,
): InPlaceRightHandSide<number> {
  return (du: Float64Array, u: Float64Array, p: number, _t: number): void => {
    for (let i = 0; i < laplacian.n; i++)
      du[i] = p * operatorRow(laplacian, u, i, 0, 1) - u[i] * operatorRow(slope, u, i, 0, 1);
  };
}

/* @differentiable */
function burgersUpwind(
  left: DifferenceOperator,
  right: DifferenceOperator,
  laplacian: DifferenceOperator,
): InPlaceRightHandSide<number> {
  return (du: Float64Array, u: Float64Array, p: number, _t: number): void => {
    for (let i = 0; i < laplacian.n; i++) {
      const slope = u[i] > 0 ? operatorRow(left, u, i, 0, 1) : operatorRow(right, u, i, 0, 1);
      du[i] = p * operatorRow(laplacian, u, i, 0, 1) - u[i] * slope;
    }
  };
}

/**
 * Burgers' equation ∂u/∂t = ν ∂²u/∂x² − u ∂u/∂x on a grid, the parameter p of the problem being ν.
 *
 * @param options  grid, boundary conditions, `u0`, `tspan`, `viscosity` ν in length² over time (default 0.01), and `convection`: differences of u ∂u/∂x that are
 *   `'central'` (default), of the order of the grid, or `'upwind'`, of order 1, which do not oscillate where the grid does not resolve a front
 * @throws DIFF5005 unknown option, DIFF5069 other values
 * @example
 * const { problem } = burgers1d({ n: 200, viscosity: 0.02, u0: (x) => Math.sin(2 * Math.PI * x), tspan: [0, 1] });
 */
export function burgers1d(
  options: LineOptions & { viscosity?: number; convection?: 'central' | 'upwind' },
): LineProblem<number> {
  const where = 'burgers1d';
  const grid = gridOptions(options, where, ['u0', 'tspan', 'viscosity', 'convection']);
  const { tspan, viscosity = 0.01, convection = 'central' } = options;
  if (convection !== 'central' && convection !== 'upwind')
    throw badGrid(where, 'convection', convection, "It is 'central' or 'upwind'.");
  const x = pointsOf(grid);
  const laplacian = differenceOperator(grid, 2, grid.order);
  const slopes =
    convection === 'central'
      ? [differenceOperator(grid, 1, grid.order)]
      : [differenceOperator(grid, 1, 1, 'left'), differenceOperator(grid, 1, 1, 'right')];
  const f =
    convection === 'central'
      ? burgersCentral(slopes[0], laplacian)
      : burgersUpwind(slopes[0], slopes[1], laplacian);
  const u0 = valuesOn(options.u0, x, where);
  return { problem: discretisedProblem(f, u0, tspan, viscosity, union([laplacian, ...slopes])), x };
}

/** The places of several operators, each once. */
function union(operators: readonly DifferenceOperator[]): [number, number][] {
  const places = new Map<number, [number, number]>();
  for (const operator of operators)
    for (const [i, j] of placesOf(operator)) places.set(i * operator.n + j, [i, j]);
  return [...places.values()];
}
