import { symplectic } from '../stepper/symplectic.js';
import { kahanLi6Tableau } from '../tableau/symplectic.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = symplectic(kahanLi6Tableau);

/**
 * Kahan and Li's symmetric composition of order 6, of small error. Symplectic, so that the energy of a long run
 * oscillates and does not drift; fixed steps only; cubic Hermite output.
 *
 * For dv/dt = f1(u, p, t), du/dt = f2(v, p, t). Where f1 depends on v or f2 on u, it still runs, neither of its order nor symplectic.
 *
 * Cost: 9 evaluations of f1 and of f2 a step; where dense output is kept, one more of both.
 *
 * @example solve(hamiltonian, KahanLi6(), { adaptive: false, dt: 0.01 })
 *
 * Reference: W. Kahan & R.-C. Li, Mathematics of Computation 66, 1997, pp. 1089–1099.
 */
export function KahanLi6(): Algorithm {
  return algorithm;
}

constantCall(KahanLi6);
