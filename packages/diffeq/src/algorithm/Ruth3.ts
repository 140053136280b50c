import { symplectic } from '../stepper/symplectic.js';
import { ruth3Tableau } from '../tableau/symplectic.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = symplectic(ruth3Tableau);

/**
 * Ruth's method of order 3. Symplectic, so that the energy of a long run
 * oscillates and does not drift; fixed steps only; cubic Hermite output.
 *
 * For dv/dt = f1(u, p, t), du/dt = f2(v, p, t). Where f1 depends on v or f2 on u, it still runs, neither of its order nor symplectic.
 *
 * Cost: 3 evaluations of f1 and of f2 a step; where dense output is kept, one more of both.
 *
 * @example solve(hamiltonian, Ruth3(), { adaptive: false, dt: 0.01 })
 *
 * Reference: R. D. Ruth, A canonical integration technique, IEEE Transactions on Nuclear Science 30, 1983, pp. 2669–2671.
 */
export function Ruth3(): Algorithm {
  return algorithm;
}

constantCall(Ruth3);
