import { symplectic } from '../stepper/symplectic.js';
import { mcAte2Tableau } from '../tableau/symplectic.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = symplectic(mcAte2Tableau);

/**
 * McLachlan and Atela's method of order 2 with the least error. Symplectic, so that the energy of a long run
 * oscillates and does not drift; fixed steps only; cubic Hermite output.
 *
 * For dv/dt = f1(u, p, t), du/dt = f2(v, p, t). Where f1 depends on v or f2 on u, it still runs, neither of its order nor symplectic.
 *
 * Cost: 2 evaluations of f1 and of f2 a step; where dense output is kept, one more of both.
 *
 * @example solve(hamiltonian, McAte2(), { adaptive: false, dt: 0.01 })
 *
 * Reference: R. I. McLachlan & P. Atela, The accuracy of symplectic integrators, Nonlinearity 5, 1992, pp. 541–562.
 */
export function McAte2(): Algorithm {
  return algorithm;
}

constantCall(McAte2);
