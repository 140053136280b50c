import type { Algorithm } from '../algorithm/Algorithm.js';
import { solverError } from '../diagnostics/solverError.js';
import type { ButcherTableau } from '../tableau/butcherTableau.js';

/**
 * The coefficients of an explicit Runge–Kutta method, whose steps can be differentiated one by one.
 *
 * @throws DIFF5016 for methods of other kinds
 */
export function requireTableau({ name, tableau }: Algorithm): ButcherTableau {
  if (tableau !== undefined) return tableau;
  throw solverError(
    'DIFF5016',
    `the steps of ${name} cannot be differentiated one by one, which the sensitivity method does`,
    'Give { sensitivity: InterpolatingAdjoint() }, or solve by an explicit Runge–Kutta method such as Tsit5().',
  );
}
