import { symplectic } from '../stepper/symplectic.js';
import { verletLeapfrogTableau } from '../tableau/symplectic.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = symplectic(verletLeapfrogTableau);

/**
 * The leapfrog method in its form of kick, drift, kick, order 2; the same steps as `VelocityVerlet`. Symplectic, so that the energy of a long run
 * oscillates and does not drift; fixed steps only; cubic Hermite output.
 *
 * For dv/dt = f1(u, p, t), du/dt = f2(v, p, t). Where f1 depends on v or f2 on u, it still runs, neither of its order nor symplectic.
 *
 * Cost: 1 evaluation of f1 and of f2 a step; where dense output is kept, one more of both.
 *
 * @example solve(hamiltonian, VerletLeapfrog(), { adaptive: false, dt: 0.01 })
 *
 * Reference: J. J. Monaghan, Smoothed particle hydrodynamics, Reports on Progress in Physics 68, 2005, pp. 1703–1759, §6.
 */
export function VerletLeapfrog(): Algorithm {
  return algorithm;
}

constantCall(VerletLeapfrog);
