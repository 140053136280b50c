import { constantCall } from '../algorithm/constantCall.js';
import type { BVPAlgorithm } from './BVPAlgorithm.js';
import { mirk } from './mirk.js';
import { mirk4Tableau, mirk6Tableau } from './mirkTableau.js';

const order4 = mirk(mirk4Tableau);
const order6 = mirk(mirk6Tableau);

/**
 * The first choice for boundary value problems: collocation of order 4 by a mono-implicit Runge–Kutta method, on a mesh that is refined where u' − f is
 * larger than the tolerance. Dense output is of order 4.
 *
 * Cost: an evaluation of f and a Jacobian for each node and each interval, and about 25 n³ operations a node, in each of Newton's steps.
 *
 * @example solve(problem, MIRK4(), { rtol: 1e-6 })
 *
 * Reference: J. R. Cash & A. Singhal, IMA J. Numer. Anal. 2(2), 1982, pp. 211–227; J. Kierzenka & L. F. Shampine, ACM Trans. Math. Softw. 27(3),
 * 2001, pp. 299–316.
 */
export function MIRK4(): BVPAlgorithm {
  return order4;
}

/**
 * As `MIRK4()`, of order 6, with three evaluations for each interval: for tight tolerances.
 *
 * @example solve(problem, MIRK6(), { rtol: 1e-10 })
 */
export function MIRK6(): BVPAlgorithm {
  return order6;
}

for (const make of [MIRK4, MIRK6]) constantCall(make);
