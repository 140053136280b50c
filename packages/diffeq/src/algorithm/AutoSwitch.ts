import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { SwitchSettings } from '../stepper/switching.js';
import { sideBySide, SwitchingStepper } from '../stepper/switching.js';
import { realStability } from '../tableau/realStability.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';

/** Options of `AutoSwitch`. */
export interface AutoSwitchOptions {
  /** |λ h| up to which the explicit method is stable on the negative real axis; default: worked out from its tableau. */
  stability?: number;
  /** Steps in a row at the bound of stability until it switches; default 10. */
  stiffSteps?: number;
  /** Steps in a row far from it until it switches back; default 5. */
  nonstiffSteps?: number;
  /** Whether to begin with the method for stiff problems; default false. */
  stiffFirst?: boolean;
}

/**
 * Steps with a method for non-stiff problems until the problem turns stiff, then with one for stiff problems until it no longer is.
 *
 * @param nonstiff  an explicit Runge–Kutta method with two stages at the end of a step, such as `Tsit5()`
 * @param stiff  a method for stiff problems, such as `Rosenbrock23()` or `FBDF()`
 * @throws DIFF5005, DIFF5008
 *
 * @example solve(problem, AutoSwitch(Tsit5(), FBDF()))
 *
 * Reference: L. F. Shampine, ACM Transactions on Mathematical Software 3, 1977, pp. 44–53.
 */
export function AutoSwitch(
  nonstiff: Algorithm,
  stiff: Algorithm,
  options: AutoSwitchOptions = {},
): Algorithm {
  checkKeys(options, ['stability', 'stiffSteps', 'nonstiffSteps', 'stiffFirst'], 'AutoSwitch');
  for (const [name, algorithm] of Object.entries({ nonstiff, stiff })) {
    if (typeof algorithm?.createStepper === 'function') continue;
    throw solverError(
      'DIFF5008',
      `AutoSwitch: ${name} is ${shown(algorithm)}`,
      'It is a method such as Tsit5() or Rodas5P().',
    );
  }
  const { tableau, massMatrix } = nonstiff;
  const {
    stability = tableau === undefined ? 3 : realStability(tableau),
    stiffSteps = 10,
    nonstiffSteps = 5,
    stiffFirst = false,
  } = options;
  for (const [name, value] of Object.entries({ stability, stiffSteps, nonstiffSteps })) {
    if (!(value > 0))
      throw solverError('DIFF5008', `AutoSwitch: ${name} is ${shown(value)}`, 'It is a positive number.');
  }
  const settings: SwitchSettings = { stability, stiffSteps, nonstiffSteps, stiffFirst };
  return {
    name: `AutoSwitch(${nonstiff.name}, ${stiff.name})`,
    order: Math.max(nonstiff.order, stiff.order),
    startOrder: nonstiff.startOrder ?? nonstiff.order,
    denseOrder: Math.min(nonstiff.denseOrder, stiff.denseOrder),
    adaptive: nonstiff.adaptive && stiff.adaptive,
    anyNorm: nonstiff.anyNorm === true && stiff.anyNorm === true,
    stiff: true,
    ...(massMatrix === undefined ? {} : { massMatrix }),
    tableau,
    interpolant: sideBySide(nonstiff.interpolant, stiff.interpolant),
    createStepper: (system, u0, tolerances) =>
      new SwitchingStepper(nonstiff, stiff, settings, system, u0, tolerances),
  };
}

constantCall(AutoSwitch);
