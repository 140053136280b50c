import type { AutoSwitchOptions } from './AutoSwitch.js';
import { AutoSwitch } from './AutoSwitch.js';
import type { Algorithm } from './Algorithm.js';
import { constantCall } from './constantCall.js';
import { Rodas5P } from './Rodas5P.js';
import { Vern6 } from './Vern6.js';
import { Vern7 } from './Vern7.js';
import { Vern8 } from './Vern8.js';
import { Vern9 } from './Vern9.js';

/**
 * `Vern6()` until the problem turns stiff, then another method; see `AutoSwitch`.
 *
 * @param stiff  default `Rodas5P()`
 */
export function AutoVern6(stiff: Algorithm = Rodas5P(), options?: AutoSwitchOptions): Algorithm {
  return AutoSwitch(Vern6(), stiff, options);
}

/**
 * `Vern7()` until the problem turns stiff, then another method; see `AutoSwitch`.
 *
 * @param stiff  default `Rodas5P()`
 */
export function AutoVern7(stiff: Algorithm = Rodas5P(), options?: AutoSwitchOptions): Algorithm {
  return AutoSwitch(Vern7(), stiff, options);
}

/**
 * `Vern8()` until the problem turns stiff, then another method; see `AutoSwitch`.
 *
 * @param stiff  default `Rodas5P()`
 */
export function AutoVern8(stiff: Algorithm = Rodas5P(), options?: AutoSwitchOptions): Algorithm {
  return AutoSwitch(Vern8(), stiff, options);
}

/**
 * `Vern9()` until the problem turns stiff, then another method; see `AutoSwitch`.
 *
 * @param stiff  default `Rodas5P()`
 */
export function AutoVern9(stiff: Algorithm = Rodas5P(), options?: AutoSwitchOptions): Algorithm {
  return AutoSwitch(Vern9(), stiff, options);
}

for (const make of [AutoVern6, AutoVern7, AutoVern8, AutoVern9]) constantCall(make);
