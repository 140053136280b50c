import type { InPlaceRightHandSide } from '../problem/ODEProblem.js';
import type { DifferenceOperator } from './DifferenceOperator.js';
import { operatorRow, placesOf } from './DifferenceOperator.js';
import type { LineProblem, PlaneProblem } from './discretisedProblem.js';
import { discretisedProblem } from './discretisedProblem.js';
import { differenceOperator } from './finiteDifferences.js';
import { gridOptions, pointsOf, valuesOn, valuesOnPlane } from './gridOptions.js';
import type { LineOptions, PlaneOptions } from './heat.js';
import { planeGrid } from './heat.js';

/** Point by point u and ∂u/∂t, so that the Jacobian has a narrow band. */
/* @differentiable */
function waveEquation(laplacian: DifferenceOperator): InPlaceRightHandSide<number> {
  return (du: Float64Array, u: Float64Array, p: number, _t: number): void => {
    for (let i = 0; i < laplacian.n; i++) {
      du[2 * i] = u[2 * i + 1];
      du[2 * i + 1] = p * p * operatorRow(laplacian, u, i, 0, 2);
    }
  };
}

/**
 * The wave equation ∂²u/∂t² = c² ∂²u/∂x² on a grid, the parameter p of the problem being c. The state has u and ∂u/∂t in turn, point by point.
 *
 * @param options  grid, boundary conditions, `u0` and the initial velocity `v0` (default 0), `tspan`, and `speed` c in length over time, default 1
 * @throws DIFF5005 unknown option, DIFF5069 other values
 * @example
 * const { problem } = wave1d({ n: 200, boundary: 'periodic', u0: (x) => Math.exp(-100 * (x - 0.5) ** 2), tspan: [0, 1] });
 */
export function wave1d(
  options: LineOptions & { v0?: LineOptions['u0']; speed?: number },
): LineProblem<number> {
  const grid = gridOptions(options, 'wave1d', ['u0', 'v0', 'tspan', 'speed']);
  const x = pointsOf(grid);
  const laplacian = differenceOperator(grid, 2, grid.order);
  const { tspan, speed = 1, v0 = () => 0 } = options;
  const start = inTurn(valuesOn(options.u0, x, 'wave1d'), valuesOn(v0, x, 'wave1d', 'v0'));
  return {
    problem: discretisedProblem(waveEquation(laplacian), start, tspan, speed, wavePlaces(laplacian)),
    x,
  };
}

/**
 * The wave equation ∂²u/∂t² = c² (∂²u/∂x² + ∂²u/∂y²) on a grid of n × n points, or n × y.n.
 *
 * @throws DIFF5005 unknown option, DIFF5069 other values
 */
export function wave2d(
  options: PlaneOptions & { v0?: PlaneOptions['u0']; speed?: number },
): PlaneProblem<number> {
  const { laplacian, x, y } = planeGrid(options, 'wave2d', ['v0', 'speed']);
  const { tspan, speed = 1, v0 = () => 0 } = options;
  const start = inTurn(valuesOnPlane(options.u0, x, y, 'wave2d'), valuesOnPlane(v0, x, y, 'wave2d', 'v0'));
  return {
    problem: discretisedProblem(waveEquation(laplacian), start, tspan, speed, wavePlaces(laplacian)),
    x,
    y,
  };
}

/** The rows of ∂u/∂t read ∂u/∂t, those of ∂²u/∂t² read u. */
function wavePlaces(laplacian: DifferenceOperator): [number, number][] {
  const places = placesOf(laplacian).map(([i, j]): [number, number] => [2 * i + 1, 2 * j]);
  for (let i = 0; i < laplacian.n; i++) places.push([2 * i, 2 * i + 1]);
  return places;
}

/** Two fields point by point. */
export function inTurn(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(2 * a.length);
  a.forEach((value, i) => {
    both[2 * i] = value;
    both[2 * i + 1] = b[i];
  });
  return both;
}
