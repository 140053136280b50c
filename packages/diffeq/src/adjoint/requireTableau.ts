import { solverError } from '../diagnostics/solverError.js';
import type { ButcherTableau } from '../tableau/butcherTableau.js';
import type { RecordedSolve } from './SensitivityMethod.js';

type TabulatedSolve = Pick<RecordedSolve, 'algorithm' | 'record'>;

/**
 * The coefficients of an explicit Runge–Kutta method, whose steps can be differentiated one by one.
 *
 * @throws DIFF5016 for methods of other kinds
 */
export function requireTableau({ algorithm, record }: TabulatedSolve): ButcherTableau {
  const { name, tableau } = algorithm;
  if (tableau !== undefined && !record.isOffTableau) return tableau;
  throw solverError(
    'DIFF5016',
    `the steps of ${tableau === undefined ? name : `the implicit part of ${name}`} cannot be differentiated one by one, which the sensitivity method does`,
    'Give { sensitivity: InterpolatingAdjoint() }, or solve by an explicit Runge–Kutta method such as Tsit5().',
  );
}
