import vm from 'node:vm';
import {
  calleesFirst,
  countCalls,
  inlineCalls,
} from '../../../packages/babel-plugin-diff/dist/cjs/optimize/inlineCalls.cjs';
import { replaceAggregates } from '../../../packages/babel-plugin-diff/dist/cjs/optimize/replaceAggregates.cjs';
import type { HIRFunction, Operation } from '../../../packages/babel-plugin-diff/dist/cjs/hir/model.cjs';
import { forEachInstruction } from '../../../packages/babel-plugin-diff/dist/cjs/hir/visitors.cjs';
import { interpretHIR, type Outer } from '../../support/interpretHIR.js';
import { lowerSource } from '../../support/lowerSource.js';

/** Which of the passes to run. */
export interface Passes {
  readonly inline?: boolean;
  readonly replace?: boolean;
  /** Let callees that read outer names be inlined. */
  readonly sameOuter?: boolean;
}

/** Function `f` of the program after the passes. */
export function optimised(
  source: string,
  { inline = true, replace = true, sameOuter = true }: Passes = {},
): HIRFunction {
  const known = lowerSource(source).map((each) => each.known);
  const calls = countCalls(known);
  for (const each of calleesFirst(known)) {
    if (inline)
      inlineCalls(each, { sameOuter: () => sameOuter, callsOf: (callee) => calls.get(callee) ?? 0 });
    if (replace) replaceAggregates(each.hir);
  }
  return known.find(({ name }) => name === 'f')!.hir;
}

/** How many operations of a kind a function has. */
export function count(fn: HIRFunction, ...kinds: Operation['kind'][]): number {
  let found = 0;
  forEachInstruction(fn, ({ op }) => {
    if (kinds.includes(op.kind)) found++;
  });
  return found;
}

/** What a run gives: its result or what it throws, the calls of `log` in order, and the arguments afterwards. */
export function observe(
  run: (outer: Outer, args: unknown[]) => unknown,
  args: readonly unknown[],
  prepare: (own: unknown[]) => void = () => {},
): unknown {
  const trace: unknown[] = [];
  const log = (x: unknown): unknown => {
    trace.push(plain(x));
    if (trace.length > 400) throw new Error('too long');
    return x;
  };
  const own = structuredClone(args) as unknown[];
  prepare(own);
  const seen = (outcome: object): object => ({ ...outcome, trace, args: own.map(plain) });
  try {
    return seen({ result: run({ log, tick: () => log('tick') }, own) });
  } catch (error) {
    return seen({ thrown: error instanceof Error ? error.message : error });
  }
}

/** A copy of what is seen, functions left out. */
function plain(x: unknown): unknown {
  return typeof x === 'function' ? 'function' : (JSON.parse(JSON.stringify(x ?? null)) as unknown);
}

export function runOriginal(source: string, outer: Outer, args: unknown[]): unknown {
  const make = vm.runInThisContext(`(function ({ log, tick }) { ${source}\nreturn f; })`) as (
    outer: Outer,
  ) => (...args: unknown[]) => unknown;
  return make(outer)(...args);
}

/** What the program does, as it is written and after the passes. */
export function runBoth(
  source: string,
  fn: HIRFunction,
  args: readonly unknown[],
  prepare?: (own: unknown[]) => void,
): { readonly expected: unknown; readonly actual: unknown } {
  return {
    expected: observe((outer, own) => runOriginal(source, outer, own), args, prepare),
    actual: observe((outer, own) => interpretHIR(fn, own, outer), args, prepare),
  };
}
