import { attach } from './attach.js';
import type { AnyFunction, EmittedCompanions } from './Companions.js';
import { tracedParent } from '../trace/invoke.js';
import { ON_ENTRY, stamp } from '../trace/stamps.js';
import { stampMember } from '../trace/functions.js';

/** The traced forms of methods and accessors, under the keys that the user's have. */
type Members = object;

interface ClassParts {
  /** Traced methods of instances and of the class itself. */
  readonly proto?: Members;
  readonly own?: Members;
  /** Makes instances as traced code; its parent is found when it is first used. */
  readonly construct?: AnyFunction;
  readonly branches?: boolean;
}

/**
 * Attaches the traced forms of what is written in an object literal; emitted code calls it.
 * @param make  gives them, from the object and its computed keys
 * @param written  keys of methods and accessors; what else the object holds is none of the literal's own
 */
export function attachMembers<O extends object>(
  o: O,
  name: string,
  version: number,
  make: (o: O, ...keys: unknown[]) => Members,
  written: readonly PropertyKey[],
  ...keys: unknown[]
): O {
  const parts = once(() => make(o, ...keys));
  for (let i = 0; i < written.length; i++) attachMember(o, written[i], name, version, parts);
  return o;
}

/** Attaches the traced forms of a class, before its static fields are there. */
export function attachClass(C: AnyFunction, name: string, version: number, make: () => ClassParts): void {
  const parts = once(make);
  const proto = C.prototype as object;
  const protoKeys = Reflect.ownKeys(proto);
  for (let i = 0; i < protoKeys.length; i++)
    if (protoKeys[i] !== 'constructor') attachMember(proto, protoKeys[i], name, version, () => parts().proto);
  const ownKeys = Reflect.ownKeys(C);
  for (let i = 0; i < ownKeys.length; i++)
    if (ownKeys[i] !== 'prototype') attachMember(C, ownKeys[i], name, version, () => parts().own);
  attach(C, name, version, () => {
    const { construct, branches } = parts();
    if (construct !== undefined) {
      stamp(construct, ON_ENTRY);
      const parent: unknown = Object.getPrototypeOf(C);
      Object.setPrototypeOf(construct, tracedParent(parent) as object);
    }
    return { construct, branches };
  });
}

function attachMember(
  o: object,
  key: PropertyKey,
  name: string,
  version: number,
  parts: () => Members | undefined,
): void {
  const property = Object.getOwnPropertyDescriptor(o, key);
  const attachTo = (kind: 'value' | 'get' | 'set'): void => {
    const f: unknown = property?.[kind];
    if (typeof f !== 'function') return;
    attach(f, `${name}.${String(key)}`, version, (): EmittedCompanions => {
      const members = parts();
      if (members === undefined || !Object.hasOwn(members, key)) return { inactive: true };
      stampMember(members, key);
      return { traced: Object.getOwnPropertyDescriptor(members, key)?.[kind] as AnyFunction | undefined };
    });
  };
  attachTo('value');
  attachTo('get');
  attachTo('set');
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
