import type { AnyFunction, Companions } from '../records/Companions.js';
import { inactiveFunctions } from '../rules/manifest/inactiveFunctions.js';
import { lookingFunctions } from './lookingFunctions.js';
import { argumentsOf, callNative, native } from './native.js';

/** Records of the inactive functions: they are called, and that is all. */
export function inactiveRecords(): Companions[] {
  const records: Companions[] = [];
  for (const path of inactiveFunctions) {
    const fn = lookUp(path);
    if (fn !== undefined) records.push(inactiveRecord(fn, path));
  }
  for (const fn of lookingFunctions()) records.push(inactiveRecord(fn, fn.name));
  return records;
}

/** A record that calls the function and carries no derivative. */
export function inactiveRecord(fn: AnyFunction, name: string): Companions {
  return native(fn, name, {
    arity: 0,
    inactive: true,
    forward(t, self, _self$, ...pairs) {
      const value = callNative(fn, self, argumentsOf(pairs));
      t.ret = undefined;
      return value;
    },
    reverse: () => 0,
    tangent(t, self, _self_, ...pairs) {
      const value = callNative(fn, self, argumentsOf(pairs));
      t.ret_ = undefined;
      return value;
    },
  });
}

/** Whether `f` is what an inactive path leads to now: programs and test runners replace `console.log` and the like. */
export function inactivePathOf(f: AnyFunction): string | undefined {
  for (let i = 0; i < paths.length; i++) if (lookUpKeys(keys[i]) === f) return paths[i];
  return undefined;
}

const paths = inactiveFunctions;
const keys = paths.map((path) => path.split('.'));

function lookUp(path: string): AnyFunction | undefined {
  return lookUpKeys(path.split('.'));
}

/** No iteration: programs may have changed how arrays are iterated. */
function lookUpKeys(path: readonly string[]): AnyFunction | undefined {
  let value: unknown = globalThis;
  for (let i = 0; i < path.length; i++) {
    if (value === undefined || value === null) return undefined;
    value = (value as Record<string, unknown>)[path[i]];
  }
  return typeof value === 'function' ? value : undefined;
}
