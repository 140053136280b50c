import { explicitRK } from '../stepper/explicitRK.js';
import { ralston4Tableau } from '../tableau/ralston4.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

const algorithm = explicitRK({ tableau: ralston4Tableau });

/**
 * Ralston's method of order 4, of the least error bound among those with four stages, with cubic Hermite output; fixed steps only.
 *
 * Cost: 4 evaluations of the right-hand side a step, one more at the start.
 *
 * @example solve(problem, Ralston4(), { adaptive: false, dt: 0.01 })
 *
 * Reference: A. Ralston, Mathematics of Computation 16, 1962, pp. 431–437.
 */
export function Ralston4(): Algorithm {
  return algorithm;
}

constantCall(Ralston4);
