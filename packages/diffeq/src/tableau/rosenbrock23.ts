import type { StandardRosenbrockCoefficients } from './rosenbrockTableau.js';
import { rosenbrockTableau, transformed } from './rosenbrockTableau.js';

const gamma = 1 / (2 + Math.SQRT2);
const c32 = 6 + Math.SQRT2;

/** The stages of ode23s, of which both methods are made. */
const stages: Omit<StandardRosenbrockCoefficients, 'b'> = {
  gamma,
  alpha: [[], [1 / 2], [0, 1]],
  gammas: [[], [-gamma], [(c32 - 2) * gamma, -c32 * gamma]],
  e: [1 / 6, -2 / 6, 1 / 6],
};
/** h (k₁ − k₂)/(1 − 2γ) over the U_i. */
const dense = [transformed({ ...stages, b: [1 / (1 - 2 * gamma), -1 / (1 - 2 * gamma), 0] }).b];

/**
 * Rosenbrock 2(3): 3 stages, order 2 with any Jacobian, L-stable, FSAL.
 *
 * Reference: L. F. Shampine & M. W. Reichelt, The MATLAB ODE suite, SIAM J. Sci. Comput. 18(1), 1997, pp. 1–22, §3.
 */
export const rosenbrock23Tableau = rosenbrockTableau({
  name: 'Rosenbrock23',
  order: 2,
  embeddedOrder: 3,
  anyJacobian: true,
  ...transformed({ ...stages, b: [0, 1, 0] }),
  dense,
});

/**
 * Rosenbrock 3(2): the same stages, carried on with the solution of order 3, which is A-stable and needs the exact Jacobian.
 *
 * Reference: Shampine & Reichelt 1997, §3.
 */
export const rosenbrock32Tableau = rosenbrockTableau({
  name: 'Rosenbrock32',
  order: 3,
  embeddedOrder: 2,
  algebraic: false,
  ...transformed({ ...stages, b: [1 / 6, 4 / 6, 1 / 6] }),
  dense,
});
