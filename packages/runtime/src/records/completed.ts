import { type ArrayCheck, arrayChecks, isPlainTyped } from './arrayChecks.js';
import { isIterableArray } from '../compiled/expectIterableArray.js';
import { isComplex } from '../complex/protocol.js';
import { SpeculationError } from '../errors/DiffError.js';
import { registers } from '../trace/registers.js';
import { tracedCompanions } from '../trace/tracedRecord.js';
import { stamp, stampOf, ON_ENTRY } from '../trace/stamps.js';
import type { Tape } from '../tape/Tape.js';
import { bypassedRules } from './bypassedRules.js';
import { isKnownProxy } from './knownProxies.js';
import { withoutDerivative } from './nondifferentiable.js';
import type { AnyFunction, CompanionFunctions, DirectCompanions, EmittedCompanions } from './Companions.js';

/**
 * The three companions of a function, whatever emitted code gives of them: its own, those of its traced form, or both. Where there
 * are both, the traced form takes over when an argument is not what the companions were compiled for.
 */
export function completed(f: AnyFunction, name: string, emitted: EmittedCompanions): CompanionFunctions {
  const { forward, reverse, tangent, traced, numbers, lists, arrays, complexes, ...flags } = emitted;
  const { restartable, assumptions, plain, ...rest } = flags;
  const { lanes: run, lanesInRegisters: inRegisters = false, second: emittedSecond, ...others } = rest;
  if (traced !== undefined && stampOf(traced) === 0) stamp(traced, ON_ENTRY);
  if (traced !== undefined && isGenerator(f)) (traced as { prototype: unknown }).prototype = f.prototype;
  const own =
    forward !== undefined && reverse !== undefined && tangent !== undefined
      ? { forward, reverse, tangent }
      : undefined;
  const slow = traced === undefined ? undefined : tracedCompanions(traced, name);
  if (own === undefined) return { ...others, traced, ...(slow ?? withoutDerivative(f)) };
  const accepts = new Acceptance(
    numbers ?? [],
    lists ?? [],
    arrayChecks(arrays ?? []),
    complexes ?? [],
    assumptions ?? 0,
  );
  const takes = (t: Tape, args: readonly unknown[]): boolean => accepts.takesLanes(t, args);
  const second = emittedSecond && { ...emittedSecond, accepts: takes };
  const several = run && {
    accepts: takes,
    run,
    inRegisters,
    restartable: restartable === true,
  };
  if (slow === undefined) return { ...others, restartable, traced, several, second, ...own };
  const chosen = guarded(own, slow, accepts, restartable === true, plain === true);
  // What may give up halfway needs somebody who begins anew.
  const direct = restartable === true && plain !== true ? undefined : directly(own, accepts);
  return { ...others, restartable, traced, slow, several, second, direct, ...chosen };
}

function directly({ forward, reverse }: Sweeps, accepts: Acceptance): DirectCompanions {
  return {
    takes: (args) => accepts.takesArrays(args),
    takesCall: (t) => accepts.takesCall(t, Infinity),
    forward,
    reverse,
  };
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
  private readonly arrays: number;
  private readonly complexes: number;
  /** How many arguments there have to be. */
  private readonly required: number;

  constructor(
    private readonly numberPositions: readonly number[],
    private readonly listPositions: readonly number[],
    private readonly arrayChecks: readonly ArrayCheck[],
    private readonly complexPositions: readonly number[],
    /** Kinds of values that must not come with the arguments, since it cannot be tried whether they matter. */
    private readonly assumptions: number,
  ) {
    this.numbers = bitsOf(numberPositions);
    this.lists = bitsOf(listPositions);
    const positions = arrayChecks.map(({ position }) => position);
    this.arrays = bitsOf(positions);
    this.complexes = bitsOf(complexPositions);
    this.required = Math.max(-1, ...positions, ...complexPositions) + 1;
  }

  /** Does a call with so many arguments fit, whatever they are? */
  takesCall(t: Tape, count: number): boolean {
    return count >= this.required && (this.assumptions & t.unusualKinds) === 0 && !bypassedRules.any;
  }

  /** Does one of the first arguments fit? */
  takes(t: Tape, position: number, x: unknown): boolean {
    if (typeof x === 'number') return (((this.lists | this.arrays | this.complexes) >> position) & 1) === 0;
    if (((this.numbers >> position) & 1) === 1 && !isNumeric(x)) return false;
    if (((this.lists >> position) & 1) === 1 && !isIterableArray(x)) return false;
    if (((this.arrays >> position) & 1) === 1 && !this.takesArray(position, x)) return false;
    if (((this.complexes >> position) & 1) === 1 && !isComplex(x)) return false;
    return !t.isUnusual(x);
  }

  private takesArray(position: number, x: unknown): boolean {
    for (const check of this.arrayChecks) if (check.position === position) return isPlainTyped(x, check);
    return true;
  }

  /** Do arguments that are numbers and arrays, of which that stays so whatever happens to them? */
  takesArrays(args: readonly unknown[]): boolean {
    if (this.listPositions.length > 0 || this.complexPositions.length > 0 || args.length < this.required)
      return false;
    for (const check of this.arrayChecks) if (!isPlainTyped(args[check.position], check)) return false;
    for (let i = 0; i < args.length; i++) {
      const x = args[i];
      if (typeof x === 'number') continue;
      if (this.numberPositions.includes(i) || isKnownProxy(x)) return false;
      if (!Array.isArray(x) && !ArrayBuffer.isView(x)) return false;
    }
    return true;
  }

  /** Do all that a companion is given, the first three of which are tape and receiver? */
  takesAll(t: Tape, given: ArrayLike<unknown>): boolean {
    const { numberPositions, listPositions, arrayChecks, complexPositions } = this;
    for (const check of arrayChecks) if (!isPlainTyped(given[3 + 2 * check.position], check)) return false;
    for (let i = 0; i < complexPositions.length; i++)
      if (!isComplex(given[3 + 2 * complexPositions[i]])) return false;
    for (let i = 0; i < numberPositions.length; i++)
      if (!isNumeric(given[3 + 2 * numberPositions[i]])) return false;
    for (let i = 0; i < listPositions.length; i++)
      if (!isIterableArray(given[3 + 2 * listPositions[i]])) return false;
    for (let i = 3; i < given.length; i += 2) if (t.isUnusual(given[i])) return false;
    return true;
  }

  /** Does a call for several tangents fit? Nothing stands in for a number there. */
  takesLanes(t: Tape, args: readonly unknown[]): boolean {
    const { numberPositions, listPositions, arrayChecks, complexPositions } = this;
    for (const check of arrayChecks) if (!isPlainTyped(args[check.position], check)) return false;
    for (let i = 0; i < complexPositions.length; i++) if (!isComplex(args[complexPositions[i]])) return false;
    for (let i = 0; i < numberPositions.length; i++)
      if (typeof args[numberPositions[i]] !== 'number') return false;
    for (let i = 0; i < listPositions.length; i++) if (!isIterableArray(args[listPositions[i]])) return false;
    for (let i = 0; i < args.length; i++) if (t.isUnusual(args[i])) return false;
    return this.takesCall(t, args.length);
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
function guarded(
  own: Sweeps,
  slow: Sweeps,
  accepts: Acceptance,
  restartable: boolean,
  plain: boolean,
): Sweeps {
  const choose = plain ? choosingPlain : choosing;
  return {
    forward: choose(own, slow, 'forward', accepts, restartable),
    reverse: (t, dy) => (t.o[--t.m] as Sweeps).reverse(t, dy),
    tangent: choose(own, slow, 'tangent', accepts, restartable),
  };
}

/* eslint-disable prefer-rest-params -- see above */

function takesArguments(
  accepts: Acceptance,
  t: Tape,
  given: ArrayLike<unknown>,
  a: unknown,
  b: unknown,
  c: unknown,
  d: unknown,
): boolean {
  const count = given.length;
  return (
    accepts.takesCall(t, (count - 3) / 2) &&
    (count > MOST
      ? accepts.takesAll(t, given)
      : (count < 5 || accepts.takes(t, 0, a)) &&
        (count < 7 || accepts.takes(t, 1, b)) &&
        (count < 9 || accepts.takes(t, 2, c)) &&
        (count < 11 || accepts.takes(t, 3, d)))
  );
}

/** Companions that meet nothing unexpected. */
function choosingPlain(own: Sweeps, slow: Sweeps, kind: 'forward' | 'tangent', accepts: Acceptance): Run {
  const fast = own[kind];
  const isForward = kind === 'forward';
  return function (t, self, self$, a?, a$?, b?, b$?, c?, c$?, d?, d$?): unknown {
    const count = arguments.length;
    if (!takesArguments(accepts, t, arguments, a, b, c, d)) return runSlow(t, slow, kind, arguments);
    t.mixed = true;
    let value: unknown;
    if (count < 5) value = fast(t, self, self$);
    else if (count < 7) value = fast(t, self, self$, a, a$);
    else if (count < 9) value = fast(t, self, self$, a, a$, b, b$);
    else if (count < 11) value = fast(t, self, self$, a, a$, b, b$, c, c$);
    else if (count <= MOST) value = fast(t, self, self$, a, a$, b, b$, c, c$, d, d$);
    else value = Reflect.apply(fast, undefined, arguments);
    if (isForward) t.o[t.m++] = own;
    return value;
  };
}

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
    const { n, m, effects } = t;
    if (takesArguments(accepts, t, arguments, a, b, c, d)) {
      t.mixed = true;
      try {
        let value: unknown;
        const count = arguments.length;
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
    return runSlow(t, slow, kind, arguments);
  };
}
/* eslint-enable prefer-rest-params */

function runSlow(t: Tape, slow: Sweeps, kind: 'forward' | 'tangent', given: ArrayLike<unknown>): unknown {
  t.hadEffect();
  t.isStable = false;
  const value: unknown = Reflect.apply(slow[kind], undefined, given);
  if (kind === 'forward') t.o[t.m++] = slow;
  return value;
}

function isGenerator(f: AnyFunction): boolean {
  return /Generator/.test(Object.prototype.toString.call(f));
}
