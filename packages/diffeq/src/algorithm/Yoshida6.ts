import { symplectic } from '../stepper/symplectic.js';
import { yoshida6Tableau } from '../tableau/symplectic.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = symplectic(yoshida6Tableau);

/**
 * Yoshida's symmetric composition of order 6. Symplectic, so that the energy of a long run
 * oscillates and does not drift; fixed steps only; cubic Hermite output.
 *
 * For dv/dt = f1(u, p, t), du/dt = f2(v, p, t). Where f1 depends on v or f2 on u, it still runs, neither of its order nor symplectic.
 *
 * Cost: 7 evaluations of f1 and of f2 a step; where dense output is kept, one more of both.
 *
 * @example solve(hamiltonian, Yoshida6(), { adaptive: false, dt: 0.01 })
 *
 * Reference: H. Yoshida, Construction of higher order symplectic integrators, Physics Letters A 150, 1990, pp. 262–268.
 */
export function Yoshida6(): Algorithm {
  return algorithm;
}

constantCall(Yoshida6);
