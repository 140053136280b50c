import { DiffError } from '../errors/DiffError.js';
import { describe, functionName } from '../errors/describe.js';
import { carryRecord } from '../records/attach.js';
import { ruleRecord } from '../records/ruleRecord.js';

/** A derivative rule: one of the two parts, or both. */
export interface Rule<A extends readonly unknown[], R> {
  /**
   * The value and the function that pulls a cotangent of it back to one cotangent per argument (null or missing: zero).
   * `back` must be pure: it can be called several times, or never.
   */
  readonly vjp?: (...args: A) => readonly [value: R, back: (cotangent: Cotangent<R>) => readonly unknown[]];
  /** The value and its tangent, given one tangent per argument (a number for a number, null for an inactive argument). */
  readonly jvp?: (
    args: A,
    tangents: { readonly [I in keyof A]: RuleTangent<A[I]> },
  ) => readonly [value: R, tangent: TangentFromRule<R>];
  /** true: the receiver is differentiated too; it comes first among the arguments, tangents and cotangents. Default false. */
  readonly method?: boolean;
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
 * @param f  the function; it carries the rule under a symbol property, or is left untouched if it is frozen
 * @param rule  `{ vjp, jvp }`; the part that is missing makes its mode an error
 * @returns `f`
 * @throws DIFF3003 for a rule without parts or with unknown ones
 * @example
 * const cube = (x) => x ** 3;
 * defineRule(cube, {
 *   vjp: (x) => [x ** 3, (d) => [3 * x * x * d]],
 *   jvp: ([x], [dx]) => [x ** 3, 3 * x * x * dx],
 * });
 * gradient(cube, 2)   // [12]
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
  const { vjp, jvp, method = false } = rule;
  carryRecord(ruleRecord(target, functionName(target), { vjp, jvp, method }));
  return f;
}

const parts = ['vjp', 'jvp', 'method'];

function checkRule(rule: unknown, name: string): void {
  if (typeof rule !== 'object' || rule === null) {
    throw new DiffError(
      'DIFF3003',
      `the rule for \`${name}\` is ${describe(rule)}, where { vjp, jvp } is needed.`,
    );
  }
  for (const key of Object.keys(rule)) {
    if (!parts.includes(key)) {
      throw new DiffError(
        'DIFF3003',
        `the rule for \`${name}\` has a part called \`${key}\`; the parts are ${parts.join(', ')}.`,
      );
    }
  }
  const { vjp, jvp } = rule as Record<string, unknown>;
  if (vjp === undefined && jvp === undefined) {
    throw new DiffError(
      'DIFF3003',
      `the rule for \`${name}\` has neither vjp nor jvp. Give at least one of them.`,
    );
  }
  for (const [part, given] of [
    ['vjp', vjp],
    ['jvp', jvp],
  ] as const) {
    if (given !== undefined && typeof given !== 'function') {
      throw new DiffError(
        'DIFF3003',
        `${part} of the rule for \`${name}\` is ${describe(given)}, where a function is needed.`,
      );
    }
  }
}
