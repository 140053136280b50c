import { symplectic } from '../stepper/symplectic.js';
import { candyRoz4Tableau } from '../tableau/symplectic.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = symplectic(candyRoz4Tableau);

/**
 * Candy and Rozmus' method of order 4, also known as that of Forest and Ruth. Symplectic, so that the energy of a long run
 * oscillates and does not drift; fixed steps only; cubic Hermite output.
 *
 * For dv/dt = f1(u, p, t), du/dt = f2(v, p, t). Where f1 depends on v or f2 on u, it still runs, neither of its order nor symplectic.
 *
 * Cost: 3 evaluations of f1 and of f2 a step; where dense output is kept, one more of both.
 *
 * @example solve(hamiltonian, CandyRoz4(), { adaptive: false, dt: 0.01 })
 *
 * Reference: J. Candy & W. Rozmus, Journal of Computational Physics 92, 1991, pp. 230–256.
 */
export function CandyRoz4(): Algorithm {
  return algorithm;
}

constantCall(CandyRoz4);
