import { DiffError } from '../errors/DiffError.js';
import { calleeOf } from '../records/opaqueRecord.js';
import type { Tape } from '../tape/Tape.js';

/**
 * Calls a function that turns of a loop marked `@checkpoint` call, and that is going to be called again when they are reversed.
 * @param where  the callee's name as written, and its place
 * @param pairs  the arguments, each with null if it is a constant
 * @throws DIFF3108 if the call may have an effect
 */
export function callAgain(
  t: Tape,
  f: unknown,
  where: string,
  constructs: boolean,
  self: unknown,
  pairs: readonly unknown[],
): unknown {
  const { lasting, n, m } = t;
  const record = constructs ? t.resolveNew(f, where) : t.resolve(f, where);
  if (t.lasting !== lasting) throw effectOf(where);
  const value = record.forward(t, self, undefined, ...pairs);
  if (t.lasting !== lasting) throw effectOf(where);
  t.n = n;
  t.m = m;
  return value;
}

function effectOf(where: string): DiffError {
  const name = calleeOf(where);
  return new DiffError(
    'DIFF3108',
    `\`${name}\` is called ${where.slice(name.length).trim()} in a loop marked @checkpoint, whose turns are run again when they are reversed, and may have an effect. ` +
      'Mark it @differentiable if it only computes, and let it store into nothing but what it makes; call it before or behind the loop otherwise.',
  );
}
