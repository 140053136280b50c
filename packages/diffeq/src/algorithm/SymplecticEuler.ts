import { symplectic } from '../stepper/symplectic.js';
import { symplecticEulerTableau } from '../tableau/symplectic.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = symplectic(symplecticEulerTableau);

/**
 * The symplectic Euler method, order 1: a kick with the old positions, then a drift with the new velocities. Symplectic, so that the energy of a long run
 * oscillates and does not drift; fixed steps only; cubic Hermite output.
 *
 * For dv/dt = f1(u, p, t), du/dt = f2(v, p, t). Where f1 depends on v or f2 on u, it still runs, neither of its order nor symplectic.
 *
 * Cost: 1 evaluation of f1 and of f2 a step; where dense output is kept, one more of both.
 *
 * @example solve(hamiltonian, SymplecticEuler(), { adaptive: false, dt: 0.01 })
 *
 * Reference: R. de Vogelaere, Methods of integration which preserve the contact transformation property of the Hamilton equations,
 * Report 4, University of Notre Dame, 1956.
 */
export function SymplecticEuler(): Algorithm {
  return algorithm;
}

constantCall(SymplecticEuler);
