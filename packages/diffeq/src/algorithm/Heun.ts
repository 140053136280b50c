import { explicitRK } from '../stepper/explicitRK.js';
import { heunTableau } from '../tableau/heun.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: heunTableau });

/**
 * Heun's method, order 2 with an Euler estimate of the error, cubic Hermite output.
 *
 * Cost: 2 evaluations of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, Heun(), { rtol: 1e-2 })
 *
 * Reference: K. Heun, Zeitschrift für Mathematik und Physik 45, 1900, pp. 23–38.
 */
export function Heun(): Algorithm {
  return algorithm;
}

constantCall(Heun);
