import type { StartedProblem } from '../problem/InitialValueProblem.js';
import type { SolveOptions } from '../solve/SolveOptions.js';
import type { Algorithm } from './Algorithm.js';
import { AutoSwitch } from './AutoSwitch.js';
import { QNDF } from './QNDF.js';
import { Rodas5P } from './Rodas5P.js';
import { Rosenbrock23 } from './Rosenbrock23.js';
import { Tsit5 } from './Tsit5.js';

/** From so many equations on, factoring a matrix at each step costs more than the many steps of a multistep method. */
const LARGE = 50;
/** Up to this tolerance low order pays. */
const LOOSE = 1e-4;

/**
 * The method that `solve` takes if it is given none: explicit until the problem turns stiff, of an order that suits the tolerance.
 */
export function chooseAlgorithm({ system }: StartedProblem, options: SolveOptions): Algorithm {
  const { n, mass } = system;
  const { rtol = 1e-3, adaptive = true } = options;
  if (mass !== undefined) return n > LARGE ? QNDF() : Rodas5P();
  if (!adaptive) return Tsit5();
  const stiff = n > LARGE ? QNDF() : rtol < LOOSE ? Rodas5P() : Rosenbrock23();
  return AutoSwitch(Tsit5(), stiff);
}
