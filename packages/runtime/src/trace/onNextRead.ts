import { carriedRecord } from '../records/attach.js';
import { hasProxies, proxyOf } from '../records/knownProxies.js';
import { DiffError } from '../errors/DiffError.js';
import { get } from './members.js';
import { registers as r } from './registers.js';
import { stampOf } from './stamps.js';
import { expectRead } from './tracedHandler.js';

/**
 * Has something else run in the place of a getter, where the language is about to read a property by itself: it would run the getter as it
 * was written. The object has an accessor of its own until then, which takes itself away when it is read; between the two no code of the
 * program runs.
 *
 * @returns what to call where the language may not have read it after all
 * @throws DIFF3101 if that is impossible, and the getter is compiled code
 */
export function onNextRead(o: object, k: PropertyKey, read: () => unknown): () => void {
  if (hasProxies() && proxyOf(o) !== undefined) {
    return expectRead(o, k, () => apart(read));
  }
  const own = Object.getOwnPropertyDescriptor(o, k);
  const isFree = own === undefined ? Object.isExtensible(o) : own.configurable === true;
  if (!isFree) {
    if (isCompiled(getterOf(o, k))) throw lostInRead(k);
    return () => undefined;
  }
  let isThere = true;
  const restore = (): void => {
    if (!isThere) return;
    isThere = false;
    if (own === undefined) Reflect.deleteProperty(o, k);
    else Object.defineProperty(o, k, own);
  };
  Object.defineProperty(o, k, {
    get() {
      restore();
      return apart(read);
    },
    enumerable: own?.enumerable ?? false,
    configurable: true,
  });
  return restore;
}

/** Runs something native that may read properties of an object, whose getters run as traced code. */
export function withGetters<T>(o: object, keys: readonly PropertyKey[], run: () => T): T {
  const undo = keys.flatMap((k) => (isCompiled(getterOf(o, k)) ? [onNextRead(o, k, () => get(o, k))] : []));
  try {
    return run();
  } finally {
    for (let i = 0; i < undo.length; i++) undo[i]();
  }
}

/** Runs something in the middle of what the language does: a call that is about to end has left its activation in the register. */
export function apart<T>(run: () => T): T {
  const { task, m } = r;
  r.task = undefined;
  try {
    return run();
  } finally {
    r.task = task;
    r.m = m;
  }
}

export function getterOf(o: object, k: PropertyKey): unknown {
  for (let p: object | null = o; p !== null; p = Object.getPrototypeOf(p) as object | null) {
    if (hasProxies() && proxyOf(p) !== undefined) return undefined;
    const property = Object.getOwnPropertyDescriptor(p, k);
    if (property !== undefined) return property.get;
  }
  return undefined;
}

export function isCompiled(f: unknown): boolean {
  return typeof f === 'function' && (stampOf(f) !== 0 || carriedRecord(f) !== undefined);
}

function lostInRead(k: PropertyKey): DiffError {
  return new DiffError(
    'DIFF3101',
    `the derivative of what the getter \`${String(k)}\` does is lost: the language reads it itself, of an object that cannot be extended. ` +
      'Make it a method, or do not freeze the object.',
  );
}
