/** Functions of a package replaced by ones that call them through `pullback`. */
import { types } from 'node:util';
import { isDifferentiable, pullback } from '@diffjs/runtime';
import { attach, carriedRecord, PROTOCOL_VERSION } from '@diffjs/runtime/compiled';

/** What stands for a function or object, by what it stands for and by itself. */
const known = new WeakMap();
/** The functions that results of the package are, by what stands for them. */
const results = new WeakMap();
/** Objects that hold functions of the package. */
const groups = new WeakSet();
let calls;
let count = 0;

/** How many calls went through `pullback` so far. */
export function routedCalls() {
  return count;
}

/** Says how methods and constructors are called: by compiled code, so that what they are called on is differentiated too. */
export function routeThrough(compiled) {
  calls = compiled;
}

/** What a test gets in place of a value: a function that goes through `pullback`, or an object with such members. */
export function route(value) {
  if (!isReference(value) || (types.isProxy(value) && !known.has(value))) return value;
  const stands = known.get(value);
  if (stands !== undefined) return stands;
  if (typeof value === 'function') return routeFunction(value);
  if (types.isModuleNamespaceObject(value)) return routeNamespace(value);
  known.set(value, value);
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) {
    groups.add(value);
    routeMembers(value);
  } else if (!isBuiltIn(prototype)) {
    routeMembers(value);
    routePrototypes(prototype);
  }
  return value;
}

function routeFunction(f) {
  if (!isDifferentiable(f) || isNative(f)) return f;
  const stands = standInFor(f);
  known.set(f, stands);
  known.set(stands, stands);
  routeMembers(f);
  if (isReference(f.prototype)) routePrototypes(f.prototype);
  return stands;
}

/** A function like another in everything but its identity, which calls it through `pullback`. */
function standInFor(f) {
  const stands = new Proxy(f, {
    apply: (_, self, args) => through(f, self, args),
    construct: (_, args, target) => valueOf(pullback(calls.makeInstance, f, target, ...args)),
  });
  // Called by code that is being differentiated, it is the function itself.
  return attach(stands, f.name, PROTOCOL_VERSION, () => carriedRecord(f) ?? { traced: f });
}

function through(f, self, args) {
  // A function that a test hands in and gets back is its own.
  const given = args.flatMap((each) => (Array.isArray(each) && each.length < 1000 ? each : [each]));
  for (const each of given) if (typeof each === 'function' && !known.has(each)) known.set(each, each);
  return valueOf(call(f, resultOf(self), args.map(resultOf)));
}

function call(f, self, args) {
  if (self === undefined) return pullback(f, ...args);
  // What groups the functions of a package is not what they compute with.
  if (typeof self === 'function' || groups.has(self)) return pullback(calls.methodOf(f, self), ...args);
  return pullback(calls.callMethod, f, self, ...args);
}

/** A function that the package made is for the package itself what it was: it may keep notes on it. */
function resultOf(value) {
  return (typeof value === 'function' && results.get(value)) || value;
}

function valueOf(pair) {
  count++;
  if (!Array.isArray(pair)) return pair.then(([value]) => value);
  const [value, back] = pair;
  back.release();
  if (typeof value === 'function' && !known.has(value)) {
    const stands = route(value);
    if (stands !== value) results.set(stands, value);
    return stands;
  }
  return (isReference(value) && known.get(value)) || value;
}

/** Replaces the methods and accessors of an object where they are. */
function routeMembers(o) {
  for (const key of Reflect.ownKeys(o)) {
    if (key === 'prototype' || key === 'caller' || key === 'arguments') continue;
    const property = Object.getOwnPropertyDescriptor(o, key);
    if (!property.configurable) continue;
    if ('value' in property) {
      if (!property.writable || !isReference(property.value)) continue;
      const value = mayHoldMembers(property.value) ? route(property.value) : property.value;
      if (value !== property.value) Object.defineProperty(o, key, { ...property, value });
    } else {
      Object.defineProperty(o, key, {
        ...property,
        get: property.get && routeFunction(property.get),
        set: property.set && routeFunction(property.set),
      });
    }
  }
}

function routePrototypes(prototype) {
  for (let o = prototype; o !== null && !isBuiltIn(o); o = Object.getPrototypeOf(o)) {
    if (known.has(o)) return;
    known.set(o, o);
    routeMembers(o);
  }
}

function routeNamespace(namespace) {
  const members = Object.create(null);
  for (const key of Object.keys(namespace)) members[key] = route(namespace[key]);
  Object.defineProperty(members, Symbol.toStringTag, { value: 'Module' });
  known.set(namespace, members);
  known.set(members, members);
  return Object.freeze(members);
}

/** Functions, and objects that group functions. */
function mayHoldMembers(value) {
  if (typeof value === 'function') return true;
  if (types.isProxy(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isBuiltIn(prototype) {
  const { constructor } = prototype;
  return typeof constructor === 'function' && isNative(constructor);
}

function isNative(f) {
  return !known.has(f) && /\{\s*\[native code\]\s*\}$/.test(Function.prototype.toString.call(f));
}

function isReference(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
