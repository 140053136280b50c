import type { InPlaceRightHandSide } from '../problem/ODEProblem.js';
import type { DifferenceOperator } from './DifferenceOperator.js';
import { operatorRow, placesOf, sumOfAxes } from './DifferenceOperator.js';
import type { LineProblem, PlaneProblem } from './discretisedProblem.js';
import { discretisedProblem } from './discretisedProblem.js';
import { differenceOperator } from './finiteDifferences.js';
import type { GridOptions } from './gridOptions.js';
import { gridOptions, pointsOf, valuesOn, valuesOnPlane } from './gridOptions.js';

/** Options of equations on a line. */
export interface LineOptions extends GridOptions {
  /** The initial values, as a function of x or [n]. */
  u0: ((x: number) => number) | ArrayLike<number>;
  tspan: readonly [number, number];
}

/** Options of equations on a rectangle; `x` and `y` say what differs along the two directions. */
export interface PlaneOptions extends GridOptions {
  /** The initial values, as a function of (x, y) or [nx·ny], x first. */
  u0: ((x: number, y: number) => number) | ArrayLike<number>;
  tspan: readonly [number, number];
  /** The grid along y where it is another than along x. */
  y?: Partial<GridOptions>;
}

/* @differentiable */
function heatEquation(laplacian: DifferenceOperator): InPlaceRightHandSide<number> {
  return (du: Float64Array, u: Float64Array, p: number, _t: number): void => {
    for (let i = 0; i < laplacian.n; i++) du[i] = p * operatorRow(laplacian, u, i, 0, 1);
  };
}

/**
 * The heat equation ∂u/∂t = D ∂²u/∂x² on a grid, the parameter p of the problem being D.
 *
 * @param options  grid, boundary conditions, `u0`, `tspan`, and `diffusivity` D in length² over time, default 1
 * @throws DIFF5005 unknown option, DIFF5069 other values
 * @example
 * const { problem, x } = heat1d({ n: 99, u0: (x) => Math.sin(Math.PI * x), tspan: [0, 0.1] });
 * solve(problem, Rodas5P()).u.at(-1);   // ≈ exp(−π²/10) sin πx at x
 */
export function heat1d(options: LineOptions & { diffusivity?: number }): LineProblem<number> {
  const grid = gridOptions(options, 'heat1d', ['u0', 'tspan', 'diffusivity']);
  const x = pointsOf(grid);
  const laplacian = differenceOperator(grid, 2, grid.order);
  const u0 = valuesOn(options.u0, x, 'heat1d');
  const { tspan, diffusivity = 1 } = options;
  return {
    problem: discretisedProblem(heatEquation(laplacian), u0, tspan, diffusivity, placesOf(laplacian)),
    x,
  };
}

/**
 * The heat equation ∂u/∂t = D (∂²u/∂x² + ∂²u/∂y²) on a grid of n × n points, or n × y.n.
 *
 * @throws DIFF5005 unknown option, DIFF5069 other values
 * @example
 * const { problem } = heat2d({ n: 30, boundary: 'periodic', u0: (x, y) => Math.sin(2 * Math.PI * (x + y)), tspan: [0, 0.1] });
 */
export function heat2d(options: PlaneOptions & { diffusivity?: number }): PlaneProblem<number> {
  const { laplacian, x, y } = planeGrid(options, 'heat2d', ['diffusivity']);
  const u0 = valuesOnPlane(options.u0, x, y, 'heat2d');
  const { tspan, diffusivity = 1 } = options;
  return {
    problem: discretisedProblem(heatEquation(laplacian), u0, tspan, diffusivity, placesOf(laplacian)),
    x,
    y,
  };
}

/** The Laplacian and the points of a rectangle. */
export function planeGrid(
  options: Omit<PlaneOptions, 'u0'>,
  where: string,
  more: readonly string[],
): { laplacian: DifferenceOperator; x: Float64Array; y: Float64Array } {
  const { y: other, ...own } = options;
  const alongX = gridOptions(own as GridOptions, where, ['u0', 'tspan', ...more]);
  const alongY = gridOptions({ ...onlyGrid(own), ...other }, where, []);
  return {
    laplacian: sumOfAxes(
      differenceOperator(alongX, 2, alongX.order),
      differenceOperator(alongY, 2, alongY.order),
    ),
    x: pointsOf(alongX),
    y: pointsOf(alongY),
  };
}

function onlyGrid({ n, domain, boundary, values, order }: GridOptions): GridOptions {
  return { n, domain, boundary, order, ...(values !== undefined && { values }) };
}
