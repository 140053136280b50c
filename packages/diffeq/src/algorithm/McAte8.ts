import { symplectic } from '../stepper/symplectic.js';
import { mcAte8Tableau } from '../tableau/symplectic.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = symplectic(mcAte8Tableau);

/**
 * McLachlan's symmetric composition of order 8. Symplectic, so that the energy of a long run
 * oscillates and does not drift; fixed steps only; cubic Hermite output.
 *
 * For dv/dt = f1(u, p, t), du/dt = f2(v, p, t). Where f1 depends on v or f2 on u, it still runs, neither of its order nor symplectic.
 *
 * Cost: 15 evaluations of f1 and of f2 a step; where dense output is kept, one more of both.
 *
 * @example solve(hamiltonian, McAte8(), { adaptive: false, dt: 0.01 })
 *
 * Reference: R. I. McLachlan, SIAM Journal on Scientific Computing 16, 1995, pp. 151–168.
 */
export function McAte8(): Algorithm {
  return algorithm;
}

constantCall(McAte8);
