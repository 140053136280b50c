import { describe } from '../errors/describe.js';
import type { Tape } from '../tape/Tape.js';
import type { AnyFunction, CompanionFunctions } from './Companions.js';
import { wrongResult } from './ruleErrors.js';
import { holdsActive } from './holdsActive.js';

/** What an argument is to the rule: nothing that is differentiated, a number that may be, or an object that is. */
type Kind = 'constant' | 'number' | 'object';

/** What the forward sweep keeps of one call. */
interface ScalarCall {
  readonly self: unknown;
  readonly kinds: readonly Kind[];
  readonly args: readonly unknown[];
  readonly out: number;
}

/**
 * The companions of a function of numbers that gives a number, from its partial derivatives: ȳ·∂ᵢ in reverse, Σ ∂ᵢ·ẋᵢ forward. The value
 * is the function's own.
 */
export function scalarCompanions(
  fn: AnyFunction,
  name: string,
  partials: AnyFunction,
): Pick<CompanionFunctions, 'forward' | 'reverse' | 'tangent'> {
  const valueOf = (self: unknown, args: readonly unknown[]): number => {
    const out: unknown = Reflect.apply(fn, self, args);
    if (typeof out === 'number') return out;
    throw wrongResult(
      name,
      `it has partials, which are those of a number, and the function gave ${describe(out)}`,
    );
  };

  const partialsOf = (self: unknown, args: readonly unknown[], out: number): readonly unknown[] => {
    const all: unknown = Reflect.apply(partials, self, [args, out]);
    if (Array.isArray(all)) return all;
    throw wrongResult(
      name,
      `partials gave ${describe(all)} where an array with one number per argument is needed`,
    );
  };

  const partialAt = (all: readonly unknown[], i: number, kind: Kind): number => {
    let p = all[i];
    if (typeof p === 'function') p = (p as () => unknown)();
    // Callbacks are given more arguments than they take.
    if (p === null || (p === undefined && i >= fn.length)) return 0;
    if (kind === 'object') {
      throw wrongResult(
        name,
        `argument ${i} is no number, but holds some that are differentiated, and partials are those of numbers. Write { vjp, jvp } instead`,
      );
    }
    if (typeof p === 'number') return p;
    throw wrongResult(
      name,
      `partials gave ${describe(p)} for argument ${i}, which is differentiated; give a number, or null where there is no derivative`,
    );
  };

  return {
    forward(t: Tape, self: unknown, _self$: unknown, ...pairs: unknown[]): unknown {
      const count = pairs.length >> 1;
      const args = new Array<unknown>(count);
      const kinds = new Array<Kind>(count);
      for (let i = 0; i < count; i++) {
        const x = (args[i] = pairs[2 * i]);
        const x$ = pairs[2 * i + 1];
        // null says that a number is a constant.
        if (typeof x === 'number') kinds[i] = x$ === null ? 'constant' : 'number';
        else kinds[i] = isActive(x, t.late$(x, x$), t.map) ? 'object' : 'constant';
      }
      const out = valueOf(self, args);
      const call: ScalarCall = { self, kinds, args, out };
      t.o[t.m++] = call;
      t.ret = undefined;
      return out;
    },
    reverse(t: Tape, dy: number): number {
      const { self, kinds, args, out } = t.o[--t.m] as ScalarCall;
      t.clearRegisters(kinds.length);
      // A zero cotangent contributes zero, even where a partial is infinite.
      if (dy === 0) return 0;
      let first = 0;
      let all: readonly unknown[] | undefined;
      for (let i = 0; i < kinds.length; i++) {
        if (kinds[i] === 'constant') continue;
        const d = dy * partialAt((all ??= partialsOf(self, args, out)), i, kinds[i]);
        if (i === 0) first = d;
        else t.r[i] = d;
      }
      return first;
    },
    tangent(t: Tape, self: unknown, _self_: unknown, ...pairs: unknown[]): unknown {
      const count = pairs.length >> 1;
      const args = new Array<unknown>(count);
      for (let i = 0; i < count; i++) args[i] = pairs[2 * i];
      const out = valueOf(self, args);
      let tangent = 0;
      let all: readonly unknown[] | undefined;
      for (let i = 0; i < count; i++) {
        const x_ = pairs[2 * i + 1];
        const isObject = typeof args[i] !== 'number';
        if (
          isObject ? !isActive(args[i], t.late_(args[i], x_), t.mirrors) : typeof x_ !== 'number' || x_ === 0
        )
          continue;
        const p = partialAt((all ??= partialsOf(self, args, out)), i, isObject ? 'object' : 'number');
        if (!isObject) tangent += (x_ as number) * p;
      }
      t.ret_ = tangent;
      return out;
    },
  };
}

/** Whether an argument that is no number holds some that are differentiated. */
function isActive(x: unknown, shadow: unknown, shadows: Pick<Tape['map'], 'has' | 'size'>): boolean {
  if (typeof x !== 'object' || x === null) return false;
  if (shadow !== undefined && shadow !== null) return true;
  return shadows.size > 0 && holdsActive(x, { hasShadow: (o) => shadows.has(o), isCompiled: () => false });
}
