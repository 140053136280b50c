import { DiffError } from '../errors/DiffError.js';
import { argumentsOf } from '../natives/native.js';
import { isRevoke } from '../trace/proxies.js';
import { stampOf } from '../trace/stamps.js';
import type { Tape } from '../tape/Tape.js';
import type { AnyFunction, Companions } from './Companions.js';
import { findRecord } from './findRecord.js';
import { type ActiveState, holdsActive } from './holdsActive.js';
import { PROTOCOL_VERSION } from './Companions.js';

/**
 * The record of a function of which nothing is known: it is called if no derivative can be lost, else the call is an error.
 *
 * A derivative can be lost in a number (unless its shadow is given as null, which says that it is a constant), in an object with a
 * shadow or from which one is reached, and in a function with companions, since it may see anything.
 *
 * @param where  callee and place, for the message
 * @param construct  for `new f(…)`
 */
export function opaqueRecord(f: AnyFunction, where: string, construct: boolean): Companions {
  const run = (self: unknown, pairs: readonly unknown[]): unknown =>
    construct ? Reflect.construct(f, argumentsOf(pairs)) : Reflect.apply(f, self, argumentsOf(pairs));
  return {
    version: PROTOCOL_VERSION,
    fn: f,
    name: f.name,
    arity: 0,
    opaque: true,
    forward(t, self, self$, ...pairs) {
      const state = stateOf(t.map);
      const active = (x: unknown, x$: unknown): boolean =>
        typeof x === 'number' ? x$ === undefined : x$ !== null && (x$ !== undefined || holdsActive(x, state));
      refuseActive(active, f, where, self, self$, pairs);
      const value = run(self, pairs);
      t.ret = undefined;
      return value;
    },
    reverse: () => 0,
    tangent(t: Tape, self, self_, ...pairs) {
      const state = stateOf(t.mirrors);
      const active = (x: unknown, x_: unknown): boolean =>
        typeof x === 'number'
          ? typeof x_ === 'number' && x_ !== 0
          : x_ !== null && (x_ !== undefined || holdsActive(x, state));
      refuseActive(active, f, where, self, self_, pairs);
      const value = run(self, pairs);
      t.ret_ = undefined;
      return value;
    },
  };
}

function refuseActive(
  active: (x: unknown, companion: unknown) => boolean,
  f: AnyFunction,
  where: string,
  self: unknown,
  self$: unknown,
  pairs: readonly unknown[],
): void {
  if (isRevoke(f)) return;
  if (typeof self !== 'number' && active(self, self$)) throw lostIn(f, where, 'the object it is called on');
  for (let i = 0; i < pairs.length; i += 2)
    if (active(pairs[i], pairs[i + 1])) throw lostIn(f, where, `argument ${i / 2}`);
}

function stateOf(shadows: Pick<ReadonlyMap<object, unknown>, 'has'>): ActiveState {
  return {
    hasShadow: (o) => shadows.has(o),
    isCompiled: (each) => stampOf(each) !== 0 || findRecord(each) !== undefined,
  };
}

/** `'f'` of `'f (model.ts:12:5)'`. */
export function calleeOf(where: string): string {
  const end = where.lastIndexOf(' (');
  return end > 0 ? where.slice(0, end) : where;
}

/**
 * The error for a call in which a derivative would be lost.
 * @param what  the argument that carries it
 */
export function lostIn(f: AnyFunction, where: string, what: string): DiffError {
  const name = calleeOf(where);
  const place = where.slice(name.length).trim();
  const library = libraryHint(f.name);
  if (library !== undefined)
    return new DiffError(
      'DIFF3101',
      `the derivative of ${what} is lost in \`${name}(…)\` ${place}`.trimEnd() + `: ${library}`,
    );
  return new DiffError(
    'DIFF3101',
    `the derivative of ${what} is lost in \`${name}(…)\` ${place}`.trimEnd() +
      `: ${f.name === '' ? 'the function' : `\`${f.name}\``} has no rule and no differentiable source. ` +
      'Compile it (/* @differentiable */ where it is written, or the option `include` or `packages` for code that is not yours), ' +
      `give it a rule with defineRule(${name}, { vjp, jvp }), or pass it stopGradient(x) to treat x as constant.`,
  );
}

/** What to do about functions that well-known libraries make from texts, which no compiler sees. */
function libraryHint(name: string): string | undefined {
  if (name.endsWith('_ndarrayops'))
    return "it is one of ndarray-ops. Import '@diffjs/runtime/ndarray-ops' once, or use `ops` of @diffjs/runtime.";
  if (name.endsWith('_cwise_thunk'))
    return (
      'cwise made it from a text, which is not compiled. If it is one of ndarray-ops, import @diffjs/runtime/ndarray-ops once; else write the loop out, with get and set, ' +
      'or give it a rule with defineRule.'
    );
  return undefined;
}
