import { DiffError } from '../errors/DiffError.js';
import { argumentsOf } from '../natives/native.js';
import type { Tape } from '../tape/Tape.js';
import type { AnyFunction, Companions } from './Companions.js';
import { findRecord } from './findRecord.js';
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
    forward(t, self, self$, ...pairs) {
      const active = (x: unknown, x$: unknown): boolean =>
        typeof x === 'number' ? x$ === undefined : holdsActive(x, x$, t.map);
      refuseActive(active, f, where, self, self$, pairs);
      const value = run(self, pairs);
      t.ret = undefined;
      return value;
    },
    reverse: () => 0,
    tangent(t: Tape, self, self_, ...pairs) {
      const active = (x: unknown, x_: unknown): boolean =>
        typeof x === 'number' ? typeof x_ === 'number' && x_ !== 0 : holdsActive(x, x_, t.mirrors);
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
  if (typeof self !== 'number' && active(self, self$)) throw opaque(f, where);
  for (let i = 0; i < pairs.length; i += 2) if (active(pairs[i], pairs[i + 1])) throw opaque(f, where);
}

function holdsActive(x: unknown, x$: unknown, shadows: ReadonlyMap<object, unknown>): boolean {
  if ((typeof x !== 'object' && typeof x !== 'function') || x === null || x$ === null) return false;
  if (x$ !== undefined) return true;
  if (typeof x === 'function') return findRecord(x) !== undefined;
  if (shadows.size === 0) return false;
  const seen = new Set<object>();
  const pending: object[] = [x];
  for (let o = pending.pop(); o !== undefined; o = pending.pop()) {
    if (seen.has(o)) continue;
    seen.add(o);
    if (shadows.has(o)) return true;
    if (ArrayBuffer.isView(o)) continue;
    const held: Iterable<unknown> = o instanceof Map || o instanceof Set ? o.values() : Object.values(o);
    for (const value of held) if (typeof value === 'object' && value !== null) pending.push(value);
  }
  return false;
}

/** `'f'` of `'f (model.ts:12:5)'`. */
export function calleeOf(where: string): string {
  const end = where.lastIndexOf(' (');
  return end > 0 ? where.slice(0, end) : where;
}

function opaque(f: AnyFunction, where: string): DiffError {
  const name = calleeOf(where);
  const place = where.slice(name.length).trim();
  return new DiffError(
    'DIFF3101',
    `the derivative is lost in \`${name}(…)\` ${place}`.trimEnd() +
      `: ${f.name === '' ? 'the function' : `\`${f.name}\``} has no rule and no differentiable source. ` +
      `Annotate it with /* @differentiable */ where it is written, give it a rule with defineRule(${name}, { vjp, jvp }), ` +
      'or pass it stopGradient(x) to treat x as constant.',
  );
}
