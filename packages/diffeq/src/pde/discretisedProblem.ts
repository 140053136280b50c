import type { InPlaceRightHandSide } from '../problem/ODEProblem.js';
import { ODEProblem } from '../problem/ODEProblem.js';
import type { DifferenceOperator } from './DifferenceOperator.js';
import { placesOf } from './DifferenceOperator.js';

/** A problem over the values at grid points, whose fields are known to be of one form. */
export interface GridProblem<P> extends ODEProblem<Float64Array, P> {
  readonly f: InPlaceRightHandSide<P>;
  readonly u0: Float64Array;
  readonly tspan: readonly [number, number];
}

/** An equation on a grid in one dimension, as a problem that `solve` takes. */
export interface LineProblem<P> {
  readonly problem: GridProblem<P>;
  /** The grid points, [n]. */
  readonly x: Float64Array;
}

/** An equation on a grid in two dimensions. */
export interface PlaneProblem<P> {
  readonly problem: GridProblem<P>;
  /** The grid points along x, [nx], and along y, [ny]; point (i, j) is number i + nx j. */
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** A problem whose right-hand side says where its Jacobian has entries. */
export function discretisedProblem<P>(
  f: InPlaceRightHandSide<P>,
  u0: Float64Array,
  tspan: readonly [number, number],
  p: P,
  places: readonly (readonly [number, number])[],
): GridProblem<P> {
  return new ODEProblem<Float64Array, P>(f as InPlaceRightHandSide<P, Float64Array>, u0, tspan, p, {
    inPlace: true,
    jacPattern: places,
  }) as GridProblem<P>;
}

/** The places of several equations of which each reads all others at its own point, and itself at the neighbours; numbered point by point. */
export function coupledPlaces(operator: DifferenceOperator, equations: number): [number, number][] {
  const places = new Map<number, [number, number]>();
  const size = operator.n * equations;
  const add = (i: number, j: number): void => void places.set(i * size + j, [i, j]);
  for (const [i, j] of placesOf(operator))
    for (let k = 0; k < equations; k++) add(i * equations + k, j * equations + k);
  for (let i = 0; i < operator.n; i++)
    for (let k = 0; k < equations; k++)
      for (let l = 0; l < equations; l++) add(i * equations + k, i * equations + l);
  return [...places.values()];
}
