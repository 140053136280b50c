import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';

/** @throws DIFF3003 for what is no function */
export function expectFunction(api: string, what: string, f: unknown): void {
  if (typeof f === 'function') return;
  throw new DiffError('DIFF3003', `the ${what} of ${api} is ${describe(f)}, where a function is needed.`);
}
