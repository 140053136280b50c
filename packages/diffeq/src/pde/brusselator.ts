import type { InPlaceRightHandSide } from '../problem/ODEProblem.js';
import type { DifferenceOperator } from './DifferenceOperator.js';
import { operatorRow } from './DifferenceOperator.js';
import type { LineProblem, PlaneProblem } from './discretisedProblem.js';
import { coupledPlaces, discretisedProblem } from './discretisedProblem.js';
import { differenceOperator } from './finiteDifferences.js';
import type { GridOptions } from './gridOptions.js';
import { gridOptions, pointsOf, valuesOn, valuesOnPlane } from './gridOptions.js';
import { planeGrid } from './heat.js';
import { inTurn } from './wave.js';

/** Parameters of the Brusselator: feeds a and b, and the diffusivity of both substances. */
export interface BrusselatorParameters {
  a: number;
  b: number;
  diffusivity: number;
}

/** u and v in turn, point by point; their operators differ by what is given at the boundary. */
/* @differentiable */
function brusselatorEquations(
  ofU: DifferenceOperator,
  ofV: DifferenceOperator,
  source: (i: number, t: number) => number,
): InPlaceRightHandSide<BrusselatorParameters> {
  return (du: Float64Array, u: Float64Array, p: BrusselatorParameters, t: number): void => {
    for (let i = 0; i < ofU.n; i++) {
      const x = u[2 * i];
      const y = u[2 * i + 1];
      const rate = x * x * y;
      du[2 * i] = p.a + rate - (p.b + 1) * x + p.diffusivity * operatorRow(ofU, u, i, 0, 2) + source(i, t);
      du[2 * i + 1] = p.b * x - rate + p.diffusivity * operatorRow(ofV, u, i, 1, 2);
    }
  };
}

/* @differentiable */
function noSource(_i: number, _t: number): number {
  return 0;
}

/**
 * The Brusselator with diffusion, ∂u/∂t = a + u²v − (b + 1)u + D ∂²u/∂x², ∂v/∂t = bu − u²v + D ∂²v/∂x²: two equations point by point, stiff by the diffusion. By default that of
 * the literature: a = 1, b = 3, D = 1/50 on [0, 1], u = 1 and v = 3 at the ends and u = 1 + sin 2πx, v = 3 at t = 0.
 *
 * @param options  grid; `u0` and `v0`; `tspan` (default [0, 10]); `a`, `b`, `diffusivity`
 * @throws DIFF5005 unknown option, DIFF5069 other values
 * @example solve(brusselator1d({ n: 40 }).problem, Rodas5P())
 *
 * Reference: E. Hairer & G. Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.1, (1.6').
 */
export function brusselator1d(
  options: Omit<GridOptions, 'values'> &
    Partial<BrusselatorParameters> & {
      u0?: ((x: number) => number) | ArrayLike<number>;
      v0?: ((x: number) => number) | ArrayLike<number>;
      tspan?: readonly [number, number];
    },
): LineProblem<BrusselatorParameters> {
  const where = 'brusselator1d';
  const own = ['u0', 'v0', 'tspan', 'a', 'b', 'diffusivity'];
  const grid = gridOptions(options, where, own);
  const x = pointsOf(grid);
  const { u0 = (s: number) => 1 + Math.sin(2 * Math.PI * s), v0 = () => 3, tspan = [0, 10] } = options;
  const { a = 1, b = 3, diffusivity = 0.02 } = options;
  const held = (value: number): DifferenceOperator =>
    differenceOperator(
      grid.boundary === 'dirichlet' ? { ...grid, values: [value, value] } : grid,
      2,
      grid.order,
    );
  const ofU = held(a);
  const ofV = held(b / a);
  const f = brusselatorEquations(ofU, ofV, noSource);
  const start = inTurn(valuesOn(u0, x, where), valuesOn(v0, x, where, 'v0'));
  return { problem: discretisedProblem(f, start, tspan, { a, b, diffusivity }, coupledPlaces(ofU, 2)), x };
}

/**
 * The Brusselator on a periodic square, with an inflow 5 of u within the circle (x − 0.3)² + (y − 0.6)² ≤ 0.1² from t = 1.1 on (give that time as `dStops`). By default
 * a = 1, b = 3.4, D = 0.1, u = 22 y (1 − y)^1.5 and v = 27 x (1 − x)^1.5 at t = 0.
 *
 * @param options  grid of n × n points; `u0` and `v0`; `tspan` (default [0, 11.5]); `a`, `b`, `diffusivity`
 * @throws DIFF5005 unknown option, DIFF5069 other values
 * @example solve(brusselator2d({ n: 16 }).problem, FBDF(), { dStops: [1.1] })
 *
 * Reference: E. Hairer & G. Wanner, Solving Ordinary Differential Equations II, 2nd ed. 1996, §IV.10, (10.10).
 */
export function brusselator2d(
  options: Pick<GridOptions, 'n' | 'order'> &
    Partial<BrusselatorParameters> & {
      u0?: ((x: number, y: number) => number) | ArrayLike<number>;
      v0?: ((x: number, y: number) => number) | ArrayLike<number>;
      tspan?: readonly [number, number];
    },
): PlaneProblem<BrusselatorParameters> {
  const where = 'brusselator2d';
  const { a = 1, b = 3.4, diffusivity = 0.1, tspan = [0, 11.5] } = options;
  const { laplacian, x, y } = planeGrid({ ...options, tspan, boundary: 'periodic' }, where, [
    'v0',
    'a',
    'b',
    'diffusivity',
  ]);
  const {
    u0 = (_x: number, s: number) => 22 * s * (1 - s) ** 1.5,
    v0 = (s: number) => 27 * s * (1 - s) ** 1.5,
  } = options;
  const f = brusselatorEquations(laplacian, laplacian, inflowOn(x, y));
  const start = inTurn(valuesOnPlane(u0, x, y, where), valuesOnPlane(v0, x, y, where, 'v0'));
  return {
    problem: discretisedProblem(f, start, tspan, { a, b, diffusivity }, coupledPlaces(laplacian, 2)),
    x,
    y,
  };
}

/* @differentiable */
function inflowOn(x: Float64Array, y: Float64Array): (i: number, t: number) => number {
  const inside = insideCircle(x, y);
  return (i: number, t: number): number => (t >= 1.1 && inside[i] === 1 ? 5 : 0);
}

/* @nondifferentiable */
function insideCircle(x: Float64Array, y: Float64Array): number[] {
  return Array.from({ length: x.length * y.length }, (_, at) =>
    (x[at % x.length] - 0.3) ** 2 + (y[Math.floor(at / x.length)] - 0.6) ** 2 <= 0.01 ? 1 : 0,
  );
}
