import { denseFactor, denseSolve } from '../linear/factorDense.js';
import type { StageInterpolant } from '../interpolation/stageInterpolant.js';
import { stageInterpolant } from '../interpolation/stageInterpolant.js';

/**
 * A mono-implicit Runge–Kutta method: K_r = f(t + c_r h, (1 − v_r) y₀ + v_r y₁ + h Σ_{j<r} x_rj K_j) and y₁ = y₀ + h Σ b_r K_r. The first two stages
 * are f at both ends.
 */
export interface MirkTableau {
  readonly name: string;
  readonly order: number;
  readonly c: readonly number[];
  readonly v: readonly number[];
  /** Rows of the stages; those of the first two are empty. */
  readonly x: readonly (readonly number[])[];
  readonly b: readonly number[];
  /** The stages in the order of c, whose derivatives the dense output integrates. */
  readonly byTime: readonly number[];
  readonly interpolant: StageInterpolant;
  /** Whether inner derivatives are taken anew from the interpolant, for one order more. */
  readonly refines: boolean;
}

/**
 * The interpolant u(θ) = u₀ + h ∫₀^θ of the polynomial through derivatives at given places in [0, 1].
 *
 * @param places  increasing, the last is 1
 */
export function integratedInterpolant(places: readonly number[]): StageInterpolant {
  const d = places.length;
  const powers = Float64Array.from({ length: d * d }, (_, e) => places[Math.floor(e / d)] ** (e % d));
  const pivots = new Int32Array(d);
  denseFactor(powers, d, pivots);
  return stageInterpolant(
    places.map((_, row) => {
      const unit = new Float64Array(d);
      unit[row] = 1;
      denseSolve(powers, d, pivots, unit); // the polynomial that is 1 at this place
      return Array.from(unit, (coefficient, q) => coefficient / (q + 1));
    }),
  );
}

/**
 * Order 4, three stages: the Lobatto IIIA formula, whose dense output is the cubic through both ends.
 *
 * Reference: J. R. Cash & A. Singhal, Mono-implicit Runge–Kutta formulae for the numerical integration of stiff differential systems, IMA J.
 * Numer. Anal. 2(2), 1982, pp. 211–227.
 */
export const mirk4Tableau: MirkTableau = {
  name: 'MIRK4',
  order: 4,
  c: [0, 1, 1 / 2],
  v: [0, 1, 1 / 2],
  x: [[], [], [1 / 8, -1 / 8]],
  b: [1 / 6, 1 / 6, 2 / 3],
  byTime: [0, 2, 1],
  interpolant: integratedInterpolant([0, 1 / 2, 1]),
  refines: false,
};

/**
 * Order 6, five stages: Boole's rule; the quarters from the cubic Hermite interpolant, the middle so that their errors of order 4 cancel.
 *
 * Reference: J. R. Cash & A. Singhal, as above; J. R. Cash, On the numerical integration of nonlinear two-point boundary value problems using iterated
 * deferred corrections, SIAM J. Numer. Anal. 25(4), 1988, pp. 862–882.
 */
export const mirk6Tableau: MirkTableau = {
  name: 'MIRK6',
  order: 6,
  c: [0, 1, 1 / 4, 3 / 4, 1 / 2],
  v: [0, 1, 5 / 32, 27 / 32, 1 / 2],
  x: [[], [], [9 / 64, -3 / 64], [3 / 64, -9 / 64], [-5 / 24, 5 / 24, 2 / 3, -2 / 3]],
  b: [7 / 90, 7 / 90, 16 / 45, 16 / 45, 2 / 15],
  byTime: [0, 2, 4, 3, 1],
  interpolant: integratedInterpolant([0, 1 / 4, 1 / 2, 3 / 4, 1]),
  refines: true,
};
