import { isIterableArray } from '../compiled/expectIterableArray.js';
import { SpeculationError } from '../errors/DiffError.js';
import { inactiveRecord } from '../natives/inactiveRecords.js';
import { tracedCompanions } from '../trace/tracedRecord.js';
import { stamp, stampOf, ON_ENTRY } from '../trace/stamps.js';
import type { Tape } from '../tape/Tape.js';
import type { AnyFunction, CompanionFunctions, EmittedCompanions } from './Companions.js';

/**
 * The three companions of a function, whatever emitted code gives of them: its own, those of its traced form, or both. Where there
 * are both, the traced form takes over when an argument is not what the companions were compiled for.
 */
export function completed(f: AnyFunction, name: string, emitted: EmittedCompanions): CompanionFunctions {
  const { forward, reverse, tangent, traced, numbers, lists, restartable, ...others } = emitted;
  if (traced !== undefined && stampOf(traced) === 0) stamp(traced, ON_ENTRY);
  if (traced !== undefined && isGenerator(f)) (traced as { prototype: unknown }).prototype = f.prototype;
  const own =
    forward !== undefined && reverse !== undefined && tangent !== undefined
      ? { forward, reverse, tangent }
      : undefined;
  const slow = traced === undefined ? undefined : tracedCompanions(traced, name);
  if (own === undefined) return { ...others, traced, ...(slow ?? inactive(f)) };
  if (slow === undefined) return { ...others, traced, ...own };
  const chosen = guarded(own, slow, acceptance(numbers ?? [], lists ?? []), restartable === true);
  return { ...others, traced, slow, ...chosen };
}

/** A function that is called as it is, and carries no derivative. */
function inactive(f: AnyFunction): CompanionFunctions {
  const { forward, reverse, tangent } = inactiveRecord(f, f.name);
  return { arity: 0, forward, reverse, tangent };
}

type Sweeps = Pick<CompanionFunctions, 'forward' | 'reverse' | 'tangent'>;

/** Whether a call has the arguments that the companions were compiled for. */
type Accepts = (t: Tape, pairs: readonly unknown[]) => boolean;

function acceptance(numbers: readonly number[], lists: readonly number[]): Accepts {
  return (t, pairs) => {
    if (!areNumbers(pairs, numbers)) return false;
    for (let i = 0; i < lists.length; i++) if (!isIterableArray(pairs[2 * lists[i]])) return false;
    for (let i = 0; i < pairs.length; i += 2) if (t.accessors.on(pairs[i])) return false;
    return true;
  };
}

function guarded(own: Sweeps, slow: Sweeps, accepts: Accepts, restartable: boolean): Sweeps {
  return {
    forward(t, self, self$, ...pairs) {
      let chosen = accepts(t, pairs) ? own : slow;
      const { n, m } = t;
      let value: unknown;
      try {
        value = chosen.forward(t, self, self$, ...pairs);
      } catch (error) {
        if (!restartable || chosen === slow || !(error instanceof SpeculationError)) throw error;
        t.n = n;
        t.m = m;
        chosen = slow;
        value = slow.forward(t, self, self$, ...pairs);
      }
      t.o[t.m++] = chosen;
      return value;
    },
    reverse: (t, dy) => (t.o[--t.m] as Sweeps).reverse(t, dy),
    tangent(t, self, self_, ...pairs) {
      if (!accepts(t, pairs)) return slow.tangent(t, self, self_, ...pairs);
      try {
        return own.tangent(t, self, self_, ...pairs);
      } catch (error) {
        if (!restartable || !(error instanceof SpeculationError)) throw error;
        return slow.tangent(t, self, self_, ...pairs);
      }
    },
  };
}

/** Whether the language takes these arguments for numbers without loss: undefined, null and booleans too. */
function areNumbers(pairs: readonly unknown[], numbers: readonly number[]): boolean {
  for (const i of numbers) {
    const x = pairs[2 * i];
    const type = typeof x;
    if (type === 'string' || type === 'bigint' || type === 'symbol' || type === 'function') return false;
    if (type === 'object' && x !== null) return false;
  }
  return true;
}

function isGenerator(f: AnyFunction): boolean {
  return /Generator/.test(Object.prototype.toString.call(f));
}
