import { explicitRK } from '../stepper/explicitRK.js';
import { tsitPap8Tableau } from '../tableau/tsitPap8.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: tsitPap8Tableau });

/**
 * Tsitouras and Papakostas' 8(7) pair: for tight tolerances where states are saved at the ends of steps. It has no interpolant of
 * its own; its dense output, of order 7, is bootstrapped from a Hermite interpolant.
 *
 * Cost: 13 evaluations of the right-hand side a step, one more at the start. 10 further evaluations in steps that are read inside.
 *
 * @example solve(problem, TsitPap8(), { rtol: 1e-11, atol: 1e-11, saveat: [1] })
 *
 * Reference: Ch. Tsitouras & S. N. Papakostas, SIAM Journal on Scientific Computing 20(6), 1999, pp. 2067–2088.
 */
export function TsitPap8(): Algorithm {
  return algorithm;
}

constantCall(TsitPap8);
