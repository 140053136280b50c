import assert from 'node:assert';
import { attach, PROTOCOL_VERSION } from '@diffjs/runtime/compiled';

let isWanted = false;

/** From here on assertions are marked as carrying no derivative, so that callbacks of tests can make them while they are differentiated. */
export function markAssertions() {
  isWanted = true;
  for (const holder of [assert, assert.strict]) {
    withoutDerivative(holder);
    withoutDerivativeIn(holder);
  }
}

/** Marks a function as carrying no derivative, as the comment `@nondifferentiable` before it would. */
export function withoutDerivative(f) {
  return isWanted ? attach(f, f.name, PROTOCOL_VERSION, () => ({ inactive: true })) : f;
}

/** The same for the functions in an object. */
export function withoutDerivativeIn(holder) {
  for (const key of Object.getOwnPropertyNames(holder)) {
    const value = Object.getOwnPropertyDescriptor(holder, key).value;
    if (typeof value === 'function' && !/^[A-Z]|^constructor$/.test(key)) withoutDerivative(value);
  }
  return holder;
}
