import { symplectic } from '../stepper/symplectic.js';
import { sofSpa10Tableau } from '../tableau/symplectic.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = symplectic(sofSpa10Tableau);

/**
 * Sofroniou and Spaletta's symmetric composition of order 10. Symplectic, so that the energy of a long run
 * oscillates and does not drift; fixed steps only; cubic Hermite output.
 *
 * For dv/dt = f1(u, p, t), du/dt = f2(v, p, t). Where f1 depends on v or f2 on u, it still runs, neither of its order nor symplectic.
 *
 * Cost: 35 evaluations of f1 and of f2 a step; where dense output is kept, one more of both.
 *
 * @example solve(hamiltonian, SofSpa10(), { adaptive: false, dt: 0.01 })
 *
 * Reference: M. Sofroniou & G. Spaletta, Optimization Methods and Software 20, 2005, pp. 597–613.
 */
export function SofSpa10(): Algorithm {
  return algorithm;
}

constantCall(SofSpa10);
