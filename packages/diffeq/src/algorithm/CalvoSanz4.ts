import { symplectic } from '../stepper/symplectic.js';
import { calvoSanz4Tableau } from '../tableau/symplectic.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = symplectic(calvoSanz4Tableau);

/**
 * Calvo and Sanz-Serna's method of order 4 for second-order problems, of small error. Symplectic, so that the energy of a long run
 * oscillates and does not drift; fixed steps only; cubic Hermite output.
 *
 * For u'' = f(u, p, t); a `SecondOrderODEProblem` is needed. Where f depends on u', it still runs, neither of its order nor symplectic.
 *
 * Cost: 4 evaluations of f1 and of f2 a step; where dense output is kept, one more of both.
 *
 * @example solve(secondOrder, CalvoSanz4(), { adaptive: false, dt: 0.01 })
 *
 * Reference: J. M. Sanz-Serna & M. P. Calvo, International Journal of Modern Physics C 4, 1993, pp. 385–392.
 */
export function CalvoSanz4(): Algorithm {
  return algorithm;
}

constantCall(CalvoSanz4);
