import type { AnyFunction } from './Companions.js';

const verdicts = new WeakMap<AnyFunction, boolean>();
const textOf = Function.prototype.toString;

/** Whether the engine or the host implements the function: its text says so. */
export function isNative(f: AnyFunction): boolean {
  let verdict = verdicts.get(f);
  if (verdict === undefined) {
    verdict = /\{\s*\[native code\]\s*\}\s*$/.test(textOf.call(f));
    verdicts.set(f, verdict);
  }
  return verdict;
}
