import { symplectic } from '../stepper/symplectic.js';
import { pseudoVerletLeapfrogTableau } from '../tableau/symplectic.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = symplectic(pseudoVerletLeapfrogTableau);

/**
 * The leapfrog method, order 2; the same steps as `VelocityVerlet`, under the name that OrdinaryDiffEq.jl has for it. Symplectic, so that the energy of a long run
 * oscillates and does not drift; fixed steps only; cubic Hermite output.
 *
 * For dv/dt = f1(u, p, t), du/dt = f2(v, p, t). Where f1 depends on v or f2 on u, it still runs, neither of its order nor symplectic.
 *
 * Cost: 1 evaluation of f1 and of f2 a step; where dense output is kept, one more of both.
 *
 * @example solve(hamiltonian, PseudoVerletLeapfrog(), { adaptive: false, dt: 0.01 })
 *
 * Reference: L. Verlet, Physical Review 159, 1967, pp. 98–103.
 */
export function PseudoVerletLeapfrog(): Algorithm {
  return algorithm;
}

constantCall(PseudoVerletLeapfrog);
