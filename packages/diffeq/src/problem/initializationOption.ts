import { shown, solverError } from '../diagnostics/solverError.js';
import type { Initialization } from '../initialization/Initialization.js';

const known: readonly unknown[] = ['fix', 'check', 'none'];

/**
 * The option with its default.
 *
 * @throws DIFF5008
 */
export function initializationOption(given: Initialization | undefined, where: string): Initialization {
  if (given === undefined) return 'fix';
  if (known.includes(given)) return given;
  throw solverError(
    'DIFF5008',
    `${where}: initialization is ${shown(given)}`,
    "It is 'fix', 'check' or 'none'.",
  );
}
