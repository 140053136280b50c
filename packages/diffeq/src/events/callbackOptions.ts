import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';
import type { Affect } from './Callback.js';

/** Options that all events have. */
export interface CallbackOptions {
  /** Whether the state is saved before and after the event; default both. */
  savePositions?: readonly [before: boolean, after: boolean];
  /** Called before the first step. */
  initialize?: Affect;
  /** Called after the last step. */
  finalize?: Affect;
}

export const callbackOptionNames = ['savePositions', 'initialize', 'finalize'] as const;

const BOTH: readonly [boolean, boolean] = [true, true];

/**
 * The options of an event, checked.
 *
 * @param more  names of options that it has besides the common ones
 * @throws DIFF5005, DIFF5019
 */
export function commonOptions(
  options: CallbackOptions,
  where: string,
  more: readonly string[] = [],
): { savePositions: readonly [boolean, boolean]; initialize?: Affect; finalize?: Affect } {
  checkKeys(options, [...callbackOptionNames, ...more], where);
  const { savePositions = BOTH, initialize, finalize } = options;
  if (
    !Array.isArray(savePositions) ||
    savePositions.length !== 2 ||
    savePositions.some((x) => typeof x !== 'boolean')
  ) {
    throw badOption(where, 'savePositions', savePositions, 'It is [before, after], both true or false.');
  }
  if (initialize !== undefined) requireFunction(initialize, where, 'initialize');
  if (finalize !== undefined) requireFunction(finalize, where, 'finalize');
  return { savePositions, initialize, finalize };
}

/** @throws DIFF5019 */
export function requireFunction(f: unknown, where: string, name: string): void {
  if (typeof f !== 'function') throw badOption(where, name, f, 'It is a function.');
}

/** @throws DIFF5019 */
export function requireChoice(
  value: unknown,
  choices: readonly unknown[],
  where: string,
  name: string,
): void {
  if (choices.includes(value)) return;
  throw badOption(where, name, value, `It is one of ${choices.map(shown).join(', ')}.`);
}

export function badOption(where: string, name: string, value: unknown, advice: string): Error {
  return solverError('DIFF5019', `${where}: ${name} is ${shown(value)}`, advice);
}
