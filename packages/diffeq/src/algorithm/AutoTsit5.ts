import type { AutoSwitchOptions } from './AutoSwitch.js';
import { AutoSwitch } from './AutoSwitch.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import { Rosenbrock23 } from './Rosenbrock23.js';
import { Tsit5 } from './Tsit5.js';

/**
 * `Tsit5()` until the problem turns stiff, then another method; see `AutoSwitch`.
 *
 * @param stiff  default `Rosenbrock23()`
 */
export function AutoTsit5(stiff: Algorithm = Rosenbrock23(), options?: AutoSwitchOptions): Algorithm {
  return AutoSwitch(Tsit5(), stiff, options);
}

constantCall(AutoTsit5);
