import { symplectic } from '../stepper/symplectic.js';
import { mcAte5Tableau } from '../tableau/symplectic.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = symplectic(mcAte5Tableau);

/**
 * McLachlan and Atela's method of order 5 for second-order problems. Symplectic, so that the energy of a long run
 * oscillates and does not drift; fixed steps only; cubic Hermite output.
 *
 * For u'' = f(u, p, t); a `SecondOrderODEProblem` is needed. Where f depends on u', it still runs, neither of its order nor symplectic.
 *
 * Cost: 6 evaluations of f1 and of f2 a step; where dense output is kept, one more of both.
 *
 * @example solve(secondOrder, McAte5(), { adaptive: false, dt: 0.01 })
 *
 * Reference: R. I. McLachlan & P. Atela, The accuracy of symplectic integrators, Nonlinearity 5, 1992, pp. 541–562.
 */
export function McAte5(): Algorithm {
  return algorithm;
}

constantCall(McAte5);
