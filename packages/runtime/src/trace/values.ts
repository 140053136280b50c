import { DiffError } from '../errors/DiffError.js';
import { failed } from './invoke.js';
import type { Lane } from './Lane.js';
import { getFrom, setThrough } from './members.js';
import { registers as r } from './registers.js';
import { deliver } from './tasks.js';
import { findThrown, noteThrown } from './thrown.js';
import { toKey } from './toPrimitive.js';

/** A value with its lane left in the register. */
export function v(x: unknown, lane: Lane): unknown {
  r.m = lane;
  return x;
}

/** A value; the second operand puts its lane into a variable. */
export function n(x: unknown, _lane: Lane): unknown {
  return x;
}

/** A number in a variable of ordinary code, as traced code left it there. */
interface Kept {
  readonly value: unknown;
  readonly lane: Lane;
}

/**
 * What stands beside a variable of ordinary code that traced code assigns.
 * @param exported  name of a variable that other modules can see
 */
export function keep(x: unknown, lane: Lane, exported?: string): Kept | undefined {
  if (exported !== undefined && lane !== undefined && r.trace?.owns(lane) === true) {
    throw new DiffError(
      'DIFF3107',
      `the exported variable \`${exported}\` is assigned a number that depends on an input; modules that import it could not ` +
        'see that. Export an object and store into a property of it.',
    );
  }
  return lane !== undefined && r.trace?.owns(lane) === true ? { value: x, lane } : undefined;
}

/** The lane of such a variable, if nobody else has assigned it since. */
export function kept(x: unknown, beside: Kept | undefined): Lane {
  return beside !== undefined && Object.is(beside.value, x) ? beside.lane : undefined;
}

/** The lane of a global variable. */
export function globalLane(name: string): Lane {
  return r.trace?.asideOf(globalThis, name);
}

export function keepGlobal(name: string, lane?: Lane): void {
  r.trace?.keepAside(globalThis, name, lane);
}

/** The operand of `throw`. */
export function thrown(x: unknown, lane: Lane): unknown {
  noteThrown(x, lane);
  return x;
}

/** The zero of `x || 0`. Near 0 that is `x` too, so the zero that a number gives has its derivative. */
export function zeroOf(x: unknown, lane: Lane): number {
  r.m = x === 0 ? lane : undefined;
  return 0;
}

/** Lane of what a `catch` caught. */
export function caught(x: unknown): Lane {
  // A call may have failed before it took its lanes.
  failed();
  const { rejected, trace } = r;
  r.rejected = undefined;
  trace?.refuseToGoOn();
  if (typeof x !== 'number') return undefined;
  const last = findThrown(r.thrown, x);
  if (last !== undefined) {
    r.thrown = last.before;
    return last.lane;
  }
  if (rejected === undefined || trace === null) return undefined;
  deliver(trace, rejected, x);
  return r.m;
}

/** Lane of a private field. */
export function privateLane(o: object, key: string): Lane {
  return r.trace?.asideOf(o, key);
}

/** Notes what a private field holds; gives the value. */
export function keepPrivate(o: object, key: string, x: unknown, lane: Lane): unknown {
  r.trace?.keepAside(o, key, typeof x === 'number' ? lane : undefined);
  r.m = lane;
  return x;
}

/** Notes what a public field is initialised with. */
export function field(o: object, key: PropertyKey, x: unknown, lane: Lane): unknown {
  if (typeof x === 'number') r.trace?.store(o, key, x, lane);
  return x;
}

/** super[k] in code whose home object is `home`. */
export function superGet(home: object, k: PropertyKey, self: unknown): unknown {
  const parent = Object.getPrototypeOf(home) as object | null;
  const { trace } = r;
  if (trace !== null && parent !== null) return getFrom(trace, parent, k, self);
  r.m = undefined;
  return Reflect.get(parent as object, k, self);
}

/** super[property] = x */
export function superSet(
  home: object,
  property: unknown,
  self: unknown,
  x: unknown,
  lane: Lane,
  strict: boolean,
): unknown {
  const k = toKey(property);
  const parent = Object.getPrototypeOf(home) as object;
  const { trace } = r;
  const done = trace === null ? Reflect.set(parent, k, x, self) : setThrough(trace, parent, k, x, lane, self);
  if (!done && strict) throw new TypeError(`Cannot assign to read only property '${String(k)}' of object`);
  r.m = lane;
  return x;
}

/** The strings of a tagged template, one object per place. */
export function strings(template: TemplateStringsArray): TemplateStringsArray {
  return template;
}

/** What an object pattern takes apart: anything but null and undefined. */
export function coercible(x: unknown, text: string): unknown {
  if (x !== undefined && x !== null) return x;
  throw new TypeError(`Cannot destructure ${text} as it is ${String(x)}.`);
}

/** Assigning a constant. */
export function constant(name: string): never {
  throw new TypeError(`Assignment to constant variable.${name === '' ? '' : ` (${name})`}`);
}
