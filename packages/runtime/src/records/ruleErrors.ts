import { DiffError } from '../errors/DiffError.js';

/** The error for a rule that gave something wrong. */
export function wrongResult(name: string, what: string): DiffError {
  return new DiffError('DIFF3005', `the rule for \`${name}\` is wrong: ${what}.`);
}

/**
 * The error for a rule that was asked for the part that it does not have.
 * @param isTree  whether the other part could stand in for it, were the value a number
 */
export function missingPart(name: string, part: 'vjp' | 'jvp', mode: string, isTree = false): DiffError {
  const why = isTree ? ' for a value that is no number' : '';
  const instead =
    part === 'jvp' ? 'use gradient or pullback instead of jvp' : 'use jvp or derivative instead of gradient';
  return new DiffError(
    'DIFF3006',
    `the rule for \`${name}\` has no ${part}, which ${mode} mode needs${why}. ` +
      `Add it: defineRule(${name}, { vjp, jvp }), or ${instead}.`,
  );
}
