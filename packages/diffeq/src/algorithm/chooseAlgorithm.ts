import type { StartedProblem } from '../problem/InitialValueProblem.js';
import type { SolveOptions } from '../solve/SolveOptions.js';
import type { Algorithm } from './Algorithm.js';
import { AutoSwitch } from './AutoSwitch.js';
import { DFBDF } from './DFBDF.js';
import { FBDF } from './FBDF.js';
import { KenCarp4 } from './KenCarp4.js';
import { Rodas5P } from './Rodas5P.js';
import { Rosenbrock23 } from './Rosenbrock23.js';
import { Tsit5 } from './Tsit5.js';
import { Vern7 } from './Vern7.js';
import { Vern9 } from './Vern9.js';

/** From so many equations on, factoring a matrix at each step costs more than the many steps of a multistep method. */
const LARGE = 50;
/** Up to this tolerance low order pays for stiff problems, */
const LOOSE = 1e-4;
/** below these higher order pays for others. */
const TIGHT = 1e-6;
const TIGHTEST = 1e-11;

/**
 * The method that `solve` takes if it is given none: explicit until the problem turns stiff, of an order that suits the tolerance; implicit for
 * mass matrices and F(du/dt, u, t) = 0, implicit in the stiff part of a split problem.
 */
export function chooseAlgorithm({ system }: StartedProblem, options: SolveOptions): Algorithm {
  const { n, mass, parts } = system;
  const { rtol = 1e-3, adaptive = true } = options;
  if (parts?.kind === 'implicit') return DFBDF();
  if (parts?.kind === 'split') return KenCarp4();
  if (mass !== undefined) return n > LARGE ? FBDF() : Rodas5P();
  if (!adaptive) return Tsit5();
  const stiff = n > LARGE ? FBDF() : rtol < LOOSE ? Rodas5P() : Rosenbrock23();
  return AutoSwitch(rtol > TIGHT ? Tsit5() : rtol > TIGHTEST ? Vern7() : Vern9(), stiff);
}
