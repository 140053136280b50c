import { DiffError } from '../errors/DiffError.js';
import { describe, functionName } from '../errors/describe.js';
import { nativeConstructor, nativeRecord } from '../natives/nativeRecord.js';
import { carriedRecord, carryRecord } from '../records/attach.js';
import { bypassedRules } from '../records/bypassedRules.js';
import { isNative } from '../records/isNative.js';
import type { AnyFunction } from '../records/Companions.js';
import { ruleRecord } from '../records/ruleRecord.js';
import { flatFunctions } from '../rules/math.js';
import { tracedNative, tracedNativeConstructor } from '../trace/natives/tracedNatives.js';

/** A derivative rule: `partials`, or one of `vjp` and `jvp`, or both. */
export interface Rule<A extends readonly unknown[], R> {
  /**
   * The value and the function that pulls a cotangent of it back to one cotangent per argument (null or missing: zero). A cotangent can be
   * given as a function without parameters, which is called only if its argument is differentiated.
   * `back` must be pure: it can be called several times, or never.
   */
  readonly vjp?: (...args: A) => readonly [value: R, back: (cotangent: Cotangent<R>) => readonly unknown[]];
  /**
   * The value and its tangent, given one tangent per argument (a number for a number, null for an inactive argument). A rule without it
   * serves forward mode through `vjp` where the value is a number.
   */
  readonly jvp?: (
    args: A,
    tangents: { readonly [I in keyof A]: RuleTangent<A[I]> },
  ) => readonly [value: R, tangent: TangentFromRule<R>];
  /**
   * For functions of numbers that give a number: the partial derivatives, one for each argument, from the list of the arguments and the
   * value `out`. A partial can be given as a function too; null says that there is no derivative. Stands alone: both modes come from it.
   */
  readonly partials?: (args: A, out: R) => readonly (number | null | (() => number))[];
  /** true: the receiver is differentiated too; it comes first among the arguments, tangents and cotangents. Default false. */
  readonly method?: boolean;
  /**
   * true: the rule is not meant to be the derivative (gradients that are clipped, reversed or passed straight through a step), so that
   * differentiating it once more has no meaning and is refused. Default false.
   */
  readonly surrogate?: boolean;
}

/** What a rule's `back` receives: a tree that mirrors the value. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a rule's author knows the shape better than the type can say
export type Cotangent<R> = R extends number ? number : any;

/** What a rule's `jvp` receives for an argument. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- likewise; null stands for an inactive argument
export type RuleTangent<T> = T extends number ? number : any;

/** What a rule's `jvp` gives as the tangent of its value: a tree of the value's shape, null for zero. */
export type TangentFromRule<R> = R extends number ? number | null | undefined : unknown;

type Constructor<A extends readonly unknown[], R> = new (...args: A) => R;

/**
 * Gives a function a derivative rule, which takes the place of its source wherever it is called by compiled code or handed to
 * `gradient` and the others.
 *
 * The rule is looked up when the function is called, so it can be given to functions of any library, to constructors (for
 * `new C(…)`) and to methods (`defineRule(C.prototype.m, …)`). A function that changes one of its arguments must also return it.
 * A later rule replaces an earlier one.
 *
 * Give a rule to a compiled function in its own file, where the compiler sees it. Built-in functions, and functions compiled in other files, can
 * have rules as well, but from then on compiled functions run as traced code, which looks every function up, and are slower. Built-ins that
 * never carry a derivative (`Math.floor`) cannot.
 *
 * @param f  the function; it carries the rule under a symbol property, or is left untouched if it is frozen
 * @param rule  `{ vjp, jvp }` or `{ partials }`, see `Rule`; a part that is missing makes its mode an error
 * @returns `f`
 * @throws DIFF3003 for a rule without parts, with unknown ones or with ones that do not go together, and for built-in functions that never
 *   carry a derivative
 * @example
 * const cube = (x) => x ** 3;
 * defineRule(cube, {
 *   vjp: (x) => [x ** 3, (d) => [3 * x * x * d]],
 *   jvp: ([x], [dx]) => [x ** 3, 3 * x * x * dx],
 * });
 * gradient(cube, 2)   // [12]
 * const logistic = (x) => 1 / (1 + Math.exp(-x));
 * defineRule(logistic, { partials: ([x], out) => [out * (1 - out)] });
 * gradient(logistic, 0)   // [0.25]
 */
export function defineRule<
  A extends readonly unknown[],
  R,
  F extends ((...args: A) => R) | Constructor<A, R>,
>(f: F & (((...args: A) => R) | Constructor<A, R>), rule: Rule<A, R>): F {
  const target = f as unknown;
  if (typeof target !== 'function') {
    throw new DiffError('DIFF3003', `defineRule needs a function, and was given ${describe(target)}.`);
  }
  checkRule(rule, functionName(target));
  const { vjp, jvp, partials, method = false, surrogate = false } = rule;
  expectLookedUp(target as AnyFunction);
  carryRecord(
    ruleRecord(target as AnyFunction, functionName(target), { vjp, jvp, partials, method, surrogate }),
  );
  return f;
}

/** Sees to it that calls of the function find the rule. */
function expectLookedUp(f: AnyFunction): void {
  if (!isNative(f)) {
    if (carriedRecord(f)?.slow !== undefined) bypassedRules.any = true;
    return;
  }
  if (nativeRecord(f)?.inactive === true || flatFunctions.some((name) => Math[name] === f)) {
    throw new DiffError(
      'DIFF3003',
      `defineRule cannot give \`${functionName(f)}\` a derivative: compiled code takes what it gives for a constant. ` +
        `Wrap it and give the wrapper the rule: const own = (...args) => ${functionName(f)}(...args).`,
    );
  }
  if (isKnownNative(f)) bypassedRules.any = true;
}

function isKnownNative(f: AnyFunction): boolean {
  return (
    nativeRecord(f) !== undefined ||
    nativeConstructor(f) !== undefined ||
    tracedNative(f) !== undefined ||
    tracedNativeConstructor(f) !== undefined
  );
}

const functionParts = ['vjp', 'jvp', 'partials'] as const;
const switches = ['method', 'surrogate'] as const;
const parts: readonly string[] = [...functionParts, ...switches];

function checkRule(rule: unknown, name: string): void {
  const wrong = (what: string): DiffError => new DiffError('DIFF3003', what);
  if (typeof rule !== 'object' || rule === null)
    throw wrong(
      `the rule for \`${name}\` is ${describe(rule)}, where { vjp, jvp } or { partials } is needed.`,
    );
  for (const key of Object.keys(rule)) {
    if (!parts.includes(key))
      throw wrong(
        `the rule for \`${name}\` has a part called \`${key}\`; the parts are ${parts.join(', ')}.`,
      );
  }
  const given = rule as Record<string, unknown>;
  for (const part of functionParts) {
    if (given[part] !== undefined && typeof given[part] !== 'function')
      throw wrong(
        `${part} of the rule for \`${name}\` is ${describe(given[part])}, where a function is needed.`,
      );
  }
  for (const part of switches) {
    if (given[part] !== undefined && typeof given[part] !== 'boolean')
      throw wrong(
        `${part} of the rule for \`${name}\` is ${describe(given[part])}, where true or false is needed.`,
      );
  }
  const hasTrees = given.vjp !== undefined || given.jvp !== undefined;
  if (given.partials === undefined) {
    if (!hasTrees)
      throw wrong(
        `the rule for \`${name}\` has neither vjp nor jvp nor partials. Give at least one of them.`,
      );
  } else if (hasTrees) {
    throw wrong(
      `the rule for \`${name}\` has partials beside vjp or jvp, which come from them. Give one or the other.`,
    );
  } else if (given.method === true) {
    throw wrong(
      `the rule for \`${name}\` has partials and method: true, but the receiver of a method is no number. Give vjp and jvp instead.`,
    );
  }
}
