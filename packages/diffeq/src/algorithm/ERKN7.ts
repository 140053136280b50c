import { nystrom } from '../stepper/nystrom.js';
import { erkn7Tableau } from '../tableau/erkn7.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = nystrom(erkn7Tableau);

/**
 * Simos and Tsitouras' 7(5) pair for u'' = f(u, p, t), tuned on the harmonic oscillator.
 *
 * Dense output: quintic Hermite interpolation of u, its derivative for u', order 4.
 * Cost: 6 evaluations of f a step.
 *
 * @throws DIFF5062 from `solve` for a `DynamicalODEProblem` or `HamiltonianProblem`
 * @throws DIFF5063 from `solve` if f depends on u'
 * @example solve(secondOrder, ERKN7(), { rtol: 1e-6 })
 *
 * Reference: T. E. Simos & Ch. Tsitouras, Journal of Computational and Applied Mathematics 400, 2022, 113753.
 */
export function ERKN7(): Algorithm {
  return algorithm;
}

constantCall(ERKN7);
