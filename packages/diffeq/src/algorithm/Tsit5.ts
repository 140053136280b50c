import { explicitRK } from '../stepper/explicitRK.js';
import { tsit5Interpolant, tsit5Tableau } from '../tableau/tsit5.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: tsit5Tableau, interpolant: tsit5Interpolant, denseOrder: 4 });

/**
 * Tsitouras' 5(4) pair with its free interpolant of order 4: the first choice for non-stiff problems at tolerances from 1e-2 to
 * about 1e-9.
 *
 * Cost: 6 evaluations of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, Tsit5(), { rtol: 1e-6 })
 *
 * Reference: Ch. Tsitouras, Computers & Mathematics with Applications 62 (2011), pp. 770–775.
 */
export function Tsit5(): Algorithm {
  return algorithm;
}

constantCall(Tsit5);
