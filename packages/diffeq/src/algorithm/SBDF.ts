import { imexMultistep } from '../stepper/imexMultistep.js';
import { cnab2Method, cnlf2Method, sbdf2Method, sbdf3Method, sbdf4Method } from '../tableau/imexMultistep.js';
import type { ImexMultistep } from '../tableau/imexMultistep.js';
import type { Algorithm } from './Algorithm.js';
import { bdfOptions } from './bdfOptions.js';
import { constantCall } from './constantCall.js';
import type { FixedOrderBdfOptions } from './QNDF.js';

/**
 * Semi-implicit BDF of order 2 for split problems du/dt = f1 + f2: BDF for the stiff f1, extrapolation for f2; fixed steps only. Its first
 * step, and one of another size, is made by extrapolating implicit–explicit Euler steps. Dense output is cubic.
 *
 * Cost: 1 evaluation of f2 a step, 1 or 2 of f1; one factorisation for as long as f1 is linear or its Jacobian serves.
 *
 * @throws DIFF5005 for an unknown option, DIFF5008 for a value that it cannot have
 * @example solve(splitProblem, SBDF2(), { adaptive: false, dt: 0.01 })
 *
 * Reference: U. M. Ascher, S. J. Ruuth & B. T. R. Wetton, SIAM J. Numer. Anal. 32(3), 1995, pp. 797–823.
 */
export function SBDF2(options: FixedOrderBdfOptions = {}): Algorithm {
  return imex(sbdf2Method, options);
}

/**
 * As `SBDF2()`, of order 3.
 *
 * @example solve(splitProblem, SBDF3(), { adaptive: false, dt: 0.01 })
 */
export function SBDF3(options: FixedOrderBdfOptions = {}): Algorithm {
  return imex(sbdf3Method, options);
}

/**
 * As `SBDF2()`, of order 4.
 *
 * @example solve(splitProblem, SBDF4(), { adaptive: false, dt: 0.01 })
 */
export function SBDF4(options: FixedOrderBdfOptions = {}): Algorithm {
  return imex(sbdf4Method, options);
}

/**
 * Crank–Nicolson for f1 and Adams–Bashforth of order 2 for f2; otherwise as `SBDF2()`, which damps stiff components better.
 *
 * @example solve(splitProblem, CNAB2(), { adaptive: false, dt: 0.01 })
 */
export function CNAB2(options: FixedOrderBdfOptions = {}): Algorithm {
  return imex(cnab2Method, options);
}

/**
 * Crank–Nicolson over two steps for f1 and leapfrog for f2, order 2: for f2 that oscillates without damping; otherwise as `SBDF2()`.
 *
 * @example solve(splitProblem, CNLF2(), { adaptive: false, dt: 0.01 })
 */
export function CNLF2(options: FixedOrderBdfOptions = {}): Algorithm {
  return imex(cnlf2Method, options);
}

function imex(method: ImexMultistep, options: FixedOrderBdfOptions): Algorithm {
  return imexMultistep(method, bdfOptions(method.name, options, undefined).linearSolver);
}

for (const make of [SBDF2, SBDF3, SBDF4, CNAB2, CNLF2]) constantCall(make);
