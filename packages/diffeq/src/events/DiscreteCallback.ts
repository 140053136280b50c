import { constantCall } from '../algorithm/constantCall.js';
import type { Integrator } from '../solve/Integrator.js';
import type { Affect, Callback } from './Callback.js';
import type { CallbackOptions } from './callbackOptions.js';
import { commonOptions, requireFunction } from './callbackOptions.js';

/**
 * An event that happens at the end of a step whenever `condition(u, t, integrator)` is true there.
 *
 * @throws DIFF5005 unknown option, DIFF5019 other values
 *
 * @example
 * const stop = DiscreteCallback((u) => u[0] > 100, (integrator) => integrator.terminate());
 */
export function DiscreteCallback(
  condition: (u: any, t: number, integrator: Integrator) => boolean, // eslint-disable-line @typescript-eslint/no-explicit-any -- the state of the problem it will be given with
  affect: Affect,
  options: CallbackOptions = {},
): Callback {
  requireFunction(condition, 'DiscreteCallback', 'the condition');
  requireFunction(affect, 'DiscreteCallback', 'affect');
  return {
    kind: 'discrete',
    condition: (u, t, integrator) => Boolean(condition(u, t, integrator)),
    affect,
    changes: true,
    ...commonOptions(options, 'DiscreteCallback'),
  };
}

constantCall(DiscreteCallback);
