import { attach, capturesTraced } from '@diffjs/runtime/compiled';
import { shown, solverError } from '../diagnostics/solverError.js';

/** Problems made in a reverse sweep from a closure over variables of that sweep. */
const fromClosures = new WeakSet<object>();

/**
 * Whether the right-hand side was made in the sweep that differentiates it and captures variables there. Each pullback of such a
 * function adds to the cotangents of what it captures at once, so only a method that applies exactly the pullbacks of
 * the result may use it.
 */
export function capturesVariables(problem: object): boolean {
  return fromClosures.has(problem);
}

/** Fields of each class of problems, in the order of its constructor's arguments. */
const fieldNames = new WeakMap<object, readonly string[]>();

/** What the arguments of a problem's constructor are called as its fields, all but the options. */
export function fieldNamesOf(problem: object): readonly string[] {
  return fieldNames.get(problem.constructor) ?? [];
}

/** Shadow or mirror of a problem: what stands for each of its differentiated arguments. */
type HeldCompanions = Record<string, unknown>;

/**
 * Companions of a problem's constructor. A problem holds what it is given, so its shadow holds the shadows of the arguments themselves:
 * an object that is both the state and part of the parameters stays one variable.
 *
 * @param functionNames  what the first arguments, which are functions, are called as fields
 * @param fields  names of the arguments behind them that derivatives are taken of, such as u0, tspan, p
 */
export function attachProblem(
  Problem: object,
  name: string,
  functionNames: readonly string[],
  fields: readonly string[],
): void {
  const construct = Problem as new (...args: unknown[]) => object;
  const functions = functionNames.length;
  const arity = functions + fields.length;
  fieldNames.set(Problem, [...functionNames, ...fields]);
  attach(Problem as new () => object, name, 1, () => ({
    constructs: true,
    arity,
    forward(t, _self, _shadow, ...pairs) {
      const problem = new construct(...arguments_(pairs));
      for (let i = 0; i < functions; i++) {
        const shadow = pairs[2 * i + 1];
        if (shadow !== undefined && !Array.isArray(shadow)) throw differentiatedFunction(name, pairs[2 * i]);
        if ((Array.isArray(shadow) && shadow.length > 0) || capturesTraced(pairs[2 * i]))
          fromClosures.add(problem);
      }
      refuseCaptures(pairs);
      const held = hold(pairs, () => 0);
      t.o[t.m++] = held;
      t.ret = held;
      return problem;
    },
    reverse(t) {
      const held = t.o[--t.m] as HeldCompanions;
      for (let i = 1; i < arity; i++) t.r[i] = i < functions ? 0 : takeNumber(held, fields[i - functions]);
      return 0;
    },
    tangent(t, _self, _mirror, ...pairs) {
      const problem = new construct(...arguments_(pairs));
      t.ret_ = hold(pairs, (tangent) => tangent ?? 0);
      return problem;
    },
  }));

  /** In reverse mode, fields that are functions are differentiated by the parameters alone. */
  function refuseCaptures(pairs: readonly unknown[]): void {
    fields.forEach((field, i) => {
      const [value, companion] = pairs.slice(2 * (functions + i));
      if (typeof value !== 'function') return;
      const captures = Array.isArray(companion)
        ? companion.some((c) => c !== undefined)
        : companion !== undefined;
      if (captures || capturesTraced(value)) throw capturingField(name, field);
    });
  }

  /** @param slot  what stands for a number, out of what came with it */
  function hold(pairs: readonly unknown[], slot: (companion: unknown) => unknown): HeldCompanions {
    const held: HeldCompanions = {};
    fields.forEach((field, i) => {
      const at = 2 * (functions + i);
      held[field] = typeof pairs[at] === 'number' ? slot(pairs[at + 1]) : pairs[at + 1];
    });
    return held;
  }
}

function capturingField(name: string, field: string): Error {
  return solverError(
    'DIFF5014',
    `${name}: the function ${field} captures what is being differentiated`,
    `Pass that as the parameters p, which ${field}(p, t0) is given.`,
  );
}

function differentiatedFunction(name: string, f: unknown): Error {
  return solverError(
    'DIFF5014',
    `${name}: ${shown(f)} is differentiated by its own properties, which do not reach the solver`,
    `Pass it as the parameters: new ${name}((u, p, t) => p(u), u0, tspan, f).`,
  );
}

/** The cotangent of an argument that is a number. */
function takeNumber(held: HeldCompanions, key: string): number {
  const d = held[key];
  if (typeof d !== 'number') return 0;
  held[key] = 0;
  return d;
}

function arguments_(pairs: readonly unknown[]): unknown[] {
  return pairs.filter((_, i) => i % 2 === 0);
}
