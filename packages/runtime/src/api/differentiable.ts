import { DiffError } from '../errors/DiffError.js';
import { describe, functionName } from '../errors/describe.js';
import type { Companions } from '../records/Companions.js';
import { findRecord } from '../records/findRecord.js';

/**
 * The companions of the function handed to `api`.
 * @throws DIFF3003 if `f` is no function; DIFF3001 if it was never compiled
 */
export function companionsOf(f: unknown, api: string): Companions {
  const record = findRecord(f);
  if (record !== undefined) return record;
  if (typeof f !== 'function') {
    throw new DiffError('DIFF3003', `${api} was given ${describe(f)} where a function is needed.`);
  }
  throw new DiffError(
    'DIFF3001',
    `${api} cannot differentiate \`${functionName(f)}\`: it was never compiled. ` +
      'Put /* @differentiable */ before it, or include its file or package in the options of babel-plugin-diff (include, packages), ' +
      'or give it a rule with defineRule(f, { vjp, jvp }).',
  );
}

/**
 * Whether `f` can be differentiated: it was compiled, has a rule, or is a native that the runtime knows.
 *
 * @example
 * isDifferentiable(Math.sin)   // true
 * isDifferentiable(setTimeout) // false
 */
export function isDifferentiable(f: unknown): boolean {
  return findRecord(f) !== undefined;
}
