import { isIterableArray } from '../compiled/expectIterableArray.js';
import { SpeculationError } from '../errors/DiffError.js';
import { inactiveRecord } from '../natives/inactiveRecords.js';
import { registers } from '../trace/registers.js';
import { tracedCompanions } from '../trace/tracedRecord.js';
import { stamp, stampOf, ON_ENTRY } from '../trace/stamps.js';
import type { Tape } from '../tape/Tape.js';
import type { AnyFunction, CompanionFunctions, EmittedCompanions } from './Companions.js';

/**
 * The three companions of a function, whatever emitted code gives of them: its own, those of its traced form, or both. Where there
 * are both, the traced form takes over when an argument is not what the companions were compiled for.
 */
export function completed(f: AnyFunction, name: string, emitted: EmittedCompanions): CompanionFunctions {
  const { forward, reverse, tangent, traced, numbers, lists, restartable, assumptions, ...others } = emitted;
  if (traced !== undefined && stampOf(traced) === 0) stamp(traced, ON_ENTRY);
  if (traced !== undefined && isGenerator(f)) (traced as { prototype: unknown }).prototype = f.prototype;
  const own =
    forward !== undefined && reverse !== undefined && tangent !== undefined
      ? { forward, reverse, tangent }
      : undefined;
  const slow = traced === undefined ? undefined : tracedCompanions(traced, name);
  if (own === undefined) return { ...others, traced, ...(slow ?? inactive(f)) };
  if (slow === undefined) return { ...others, restartable, traced, ...own };
  const accepts = new Acceptance(numbers ?? [], lists ?? [], assumptions ?? 0);
  const chosen = guarded(own, slow, accepts, restartable === true);
  return { ...others, restartable, traced, slow, ...chosen };
}

/** A function that is called as it is, and carries no derivative. */
function inactive(f: AnyFunction): CompanionFunctions {
  const { forward, reverse, tangent } = inactiveRecord(f, f.name);
  return { arity: 0, forward, reverse, tangent };
}

type Sweeps = Pick<CompanionFunctions, 'forward' | 'reverse' | 'tangent'>;
type Run = CompanionFunctions['forward'];

/** Arguments of a companion called with its parameters written out: tape, receiver and four arguments with their shadows. */
const MOST = 11;

/** What the companions were compiled for. */
class Acceptance {
  /** Bit by position, for the first arguments. */
  private readonly numbers: number;
  private readonly lists: number;

  constructor(
    private readonly numberPositions: readonly number[],
    private readonly listPositions: readonly number[],
    /** Kinds of values that must not come with the arguments, since it cannot be tried whether they matter. */
    private readonly assumptions: number,
  ) {
    this.numbers = bitsOf(numberPositions);
    this.lists = bitsOf(listPositions);
  }

  /** Does the call fit, whatever its arguments are? */
  takesCall(t: Tape): boolean {
    return (this.assumptions & t.unusualKinds) === 0;
  }

  /** Does one of the first arguments fit? */
  takes(t: Tape, position: number, x: unknown): boolean {
    if (typeof x === 'number') return ((this.lists >> position) & 1) === 0;
    if (((this.numbers >> position) & 1) === 1 && !isNumeric(x)) return false;
    if (((this.lists >> position) & 1) === 1 && !isIterableArray(x)) return false;
    return !t.isUnusual(x);
  }

  /** Do all that a companion is given, the first three of which are tape and receiver? */
  takesAll(t: Tape, given: ArrayLike<unknown>): boolean {
    const { numberPositions, listPositions } = this;
    for (let i = 0; i < numberPositions.length; i++)
      if (!isNumeric(given[3 + 2 * numberPositions[i]])) return false;
    for (let i = 0; i < listPositions.length; i++)
      if (!isIterableArray(given[3 + 2 * listPositions[i]])) return false;
    for (let i = 3; i < given.length; i += 2) if (t.isUnusual(given[i])) return false;
    return true;
  }
}

function bitsOf(positions: readonly number[]): number {
  return positions.reduce((bits, i) => (i < 4 ? bits | (1 << i) : bits), 0);
}

/** Whether the language takes the value for a number without loss: undefined, null and booleans too. */
function isNumeric(x: unknown): boolean {
  const type = typeof x;
  return type === 'number' || type === 'undefined' || type === 'boolean' || x === null;
}

/**
 * Calls the compiled companions, or those of the traced form. Parameters are written out for up to four arguments, since a rest array
 * at each call costs more than many functions do.
 */
function guarded(own: Sweeps, slow: Sweeps, accepts: Acceptance, restartable: boolean): Sweeps {
  return {
    forward: choosing(own, slow, 'forward', accepts, restartable),
    reverse: (t, dy) => (t.o[--t.m] as Sweeps).reverse(t, dy),
    tangent: choosing(own, slow, 'tangent', accepts, restartable),
  };
}

/* eslint-disable prefer-rest-params -- see above */
function choosing(
  own: Sweeps,
  slow: Sweeps,
  kind: 'forward' | 'tangent',
  accepts: Acceptance,
  restartable: boolean,
): Run {
  const fast = own[kind];
  const isForward = kind === 'forward';
  return function (t, self, self$, a?, a$?, b?, b$?, c?, c$?, d?, d$?): unknown {
    const count = arguments.length;
    const { n, m, effects } = t;
    const fits =
      accepts.takesCall(t) &&
      (count > MOST
        ? accepts.takesAll(t, arguments)
        : (count < 5 || accepts.takes(t, 0, a)) &&
          (count < 7 || accepts.takes(t, 1, b)) &&
          (count < 9 || accepts.takes(t, 2, c)) &&
          (count < 11 || accepts.takes(t, 3, d)));
    if (fits) {
      t.mixed = true;
      try {
        let value: unknown;
        if (count < 5) value = fast(t, self, self$);
        else if (count < 7) value = fast(t, self, self$, a, a$);
        else if (count < 9) value = fast(t, self, self$, a, a$, b, b$);
        else if (count < 11) value = fast(t, self, self$, a, a$, b, b$, c, c$);
        else if (count <= MOST) value = fast(t, self, self$, a, a$, b, b$, c, c$, d, d$);
        else value = Reflect.apply(fast, undefined, arguments);
        if (isForward) t.o[t.m++] = own;
        return value;
      } catch (error) {
        if (!restartable || t.effects !== effects || !(error instanceof SpeculationError)) throw error;
        if (registers.trace?.refusal === error) registers.trace.refusal = undefined;
        t.n = n;
        t.m = m;
      }
    }
    t.hadEffect();
    const value: unknown = Reflect.apply(slow[kind], undefined, arguments);
    if (isForward) t.o[t.m++] = slow;
    return value;
  };
}
/* eslint-enable prefer-rest-params */

function isGenerator(f: AnyFunction): boolean {
  return /Generator/.test(Object.prototype.toString.call(f));
}
