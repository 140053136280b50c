import { shown, solverError } from '../diagnostics/solverError.js';
import type { OtherProblem } from '../solve/OtherAlgorithm.js';
import type { InitialValueProblem } from './InitialValueProblem.js';
import { fieldNamesOf } from './problemCompanions.js';

/**
 * A problem like another one, but for some of its fields.
 *
 * @param problem  any problem
 * @param fields  the constructor's arguments that are other, by name: `{ u0, tspan, p }`; `options` replaces all options
 * @throws DIFF5008 for a name that the problem does not have, and what its constructor throws
 *
 * @example
 * const faster = remake(problem, { p: [2, 1, 3, 1], tspan: [0, 5] });
 */
export function remake<T extends InitialValueProblem | OtherProblem>(
  problem: T,
  fields: Readonly<Record<string, unknown>>,
): T {
  const names = fieldNamesOf(problem);
  for (const name of Object.keys(fields)) {
    if (names.includes(name) || name === 'options') continue;
    throw solverError(
      'DIFF5008',
      `remake: the problem has no ${shown(name)}`,
      `It has ${[...names, 'options'].join(', ')}.`,
    );
  }
  const own = problem as unknown as Record<string, unknown>;
  const Problem = problem.constructor as new (...args: unknown[]) => T;
  const given = names.map((name) => (name in fields ? fields[name] : own[name]));
  return new Problem(...given, fields.options ?? own.options);
}
