import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { addTree } from '../shadow/addTree.js';
import { clearShadow } from '../shadow/clearShadow.js';
import { projectPlan } from '../shadow/projectPlan.js';
import type { PlanEntry } from '../shadow/ShadowPlan.js';
import { ShadowPlan, shadowOfEntry } from '../shadow/ShadowPlan.js';
import { shadowOfResult } from '../shadow/shadowOfResult.js';
import type { Tape } from '../tape/Tape.js';
import type { AnyFunction, Companions } from './Companions.js';
import { PROTOCOL_VERSION } from './Companions.js';

/** `back` of a rule: one cotangent per argument; null or missing means zero. */
export type RuleBack = (cotangent: never) => ArrayLike<unknown>;

/** The two parts of a rule with their types erased. */
export interface AnyRule {
  readonly vjp?: AnyFunction;
  readonly jvp?: AnyFunction;
  readonly method: boolean;
}

/** What the forward sweep keeps for the reverse sweep of one call of a rule. */
interface RuleCall {
  readonly back: AnyFunction;
  readonly isNumber: boolean;
  readonly plan: ShadowPlan;
  readonly result: PlanEntry;
  readonly args: readonly PlanEntry[];
}

const numberPlan = new ShadowPlan(undefined, 'a number');

/** Makes the record of a rule: calls `vjp` forward and its `back` in reverse, or `jvp` in the tangent sweep. */
export function ruleRecord(fn: AnyFunction, name: string, rule: AnyRule): Companions {
  const { vjp, jvp, method } = rule;
  return {
    version: PROTOCOL_VERSION,
    fn,
    name,
    constructs: true,
    repeatable: true,
    forward(t: Tape, self: unknown, self$: unknown, ...pairs: unknown[]): unknown {
      if (vjp === undefined) throw missingPart(name, 'vjp', 'reverse');
      const given = method ? [self, self$, ...pairs] : pairs;
      const args = everySecond(given, 0);
      const pair: unknown = Reflect.apply(vjp, self, args);
      const [value, back] = checkPair(pair, name, 'vjp', 'back');
      if (typeof back !== 'function') throw wrongResult(name, `vjp gave ${describe(back)} for its \`back\``);
      const shadows = everySecond(given, 1);
      for (let i = 0; i < args.length; i++) shadows[i] = t.late$(args[i], shadows[i]);
      const call = prepareCall(t, name, back, value, args, shadows);
      t.o[t.m++] = call;
      t.ret = shadowOfEntry(call.result);
      return value;
    },
    reverse(t: Tape, dy: number): number {
      const call = t.o[--t.m] as RuleCall;
      return reverseCall(t, name, call, dy, method);
    },
    tangent(t: Tape, self: unknown, self_: unknown, ...pairs: unknown[]): unknown {
      const given = method ? [self, self_, ...pairs] : pairs;
      const args = everySecond(given, 0);
      const mirrors = everySecond(given, 1);
      for (let i = 0; i < args.length; i++) mirrors[i] = t.late_(args[i], mirrors[i]);
      if (jvp === undefined) throw missingPart(name, 'jvp', 'forward');
      const plan = new ShadowPlan(undefined, name, (o) => t.mirrors.get(o));
      const entries = args.map((x, i) => (mirrors[i] === undefined ? null : plan.adopt(x, mirrors[i], i)));
      const tangents = new Array<unknown>(args.length).fill(null);
      projectPlan(plan, entries, tangents, true);
      for (let i = 0; i < args.length; i++)
        if (typeof args[i] === 'number') tangents[i] = (mirrors[i] as number | undefined) ?? 0;
      const pair: unknown = Reflect.apply(jvp, self, [args, tangents]);
      const [value, tangent] = checkPair(pair, name, 'jvp', 'tangent');
      t.ret_ = mirrorOfResult(t, name, value, tangent, args, mirrors);
      return value;
    },
  };
}

function everySecond(pairs: readonly unknown[], start: 0 | 1): unknown[] {
  const half = new Array<unknown>(pairs.length >> 1);
  for (let i = 0; i < half.length; i++) half[i] = pairs[2 * i + start];
  return half;
}

/** Plans the result, whose shadow the reverse reads and clears, and the active arguments, into whose shadows it adds. */
function prepareCall(
  t: Tape,
  name: string,
  back: AnyFunction,
  value: unknown,
  args: readonly unknown[],
  shadows: readonly unknown[],
): RuleCall {
  const lookUp = (o: object): unknown => t.map.get(o);
  let inputs: ShadowPlan | undefined;
  const entries = args.map((x, i) => {
    if (typeof x === 'number') return 'number';
    if (shadows[i] === undefined) return null;
    inputs ??= new ShadowPlan(undefined, name, lookUp);
    return inputs.adopt(x, shadows[i], i);
  });
  if (typeof value === 'number')
    return { back, isNumber: true, plan: numberPlan, result: 'number', args: entries };
  const result$ = shadowOfResult(value, args, shadows, t.shadows, `the result of ${name}`);
  const plan = new ShadowPlan(undefined, `the result of ${name}`, lookUp);
  const result = plan.adopt(value, result$);
  return { back, isNumber: false, plan, result, args: entries };
}

function reverseCall(t: Tape, name: string, call: RuleCall, dy: number, method: boolean): number {
  const { args } = call;
  const first = method ? 1 : 0;
  t.clearRegisters(args.length - first);
  let cotangent: unknown = dy;
  if (call.isNumber) {
    // A zero cotangent contributes zero, whatever the rule would make of it.
    if (dy === 0) return 0;
  } else {
    const { nodes } = call.plan;
    if (call.result === null || !nodes.some(hasCotangent)) return 0;
    const results: unknown[] = [];
    projectPlan(call.plan, [call.result], results, true);
    for (const node of nodes) clearShadow(node.shadow);
    cotangent = results[0];
  }
  const given: unknown = call.back(cotangent);
  if (!Array.isArray(given)) {
    throw wrongResult(
      name,
      `its \`back\` gave ${describe(given)} where an array with one cotangent per argument is needed`,
    );
  }
  for (let i = args.length; i < given.length; i++) {
    // Optional arguments that were left out may still be answered, with nothing.
    if (given[i] === null || given[i] === undefined) continue;
    throw wrongResult(name, `its \`back\` gave ${given.length} cotangents for ${args.length} arguments`);
  }
  let d0 = 0;
  for (let i = 0; i < given.length; i++) {
    const d: unknown = given[i];
    const entry = args[i];
    if (d === null || d === undefined || entry === null) continue;
    const what = `the cotangent of argument ${i - first} from the rule for ${name}`;
    if (entry !== 'number') {
      addTree(entry, d, { what, code: 'DIFF3005', mode: 'check' });
      addTree(entry, d, { what, code: 'DIFF3005', mode: 'add' });
    } else if (typeof d !== 'number') {
      throw wrongResult(name, `${what} is ${describe(d)}, but the argument is a number`);
    } else if (i === first) d0 = d;
    else t.r[i - first] = d;
  }
  return d0;
}

function hasCotangent(node: { readonly shadow: unknown }): boolean {
  const { shadow } = node;
  if (shadow instanceof Float64Array || Array.isArray(shadow)) return (shadow as unknown[]).some(isNonzero);
  if (shadow instanceof Map)
    return [...shadow.values()].some((slot) => Array.isArray(slot) && slot.some(isNonzero));
  return typeof shadow === 'object' && shadow !== null && Object.values(shadow).some(isNonzero);
}

function isNonzero(d: unknown): boolean {
  return typeof d === 'number' && d !== 0;
}

function mirrorOfResult(
  t: Tape,
  name: string,
  value: unknown,
  tangent: unknown,
  args: readonly unknown[],
  mirrors: readonly unknown[],
): unknown {
  if (typeof value === 'number') {
    if (tangent === null || tangent === undefined) return 0;
    if (typeof tangent !== 'number')
      throw wrongResult(name, `jvp gave ${describe(tangent)} for the tangent of a number`);
    return tangent;
  }
  const value_ = shadowOfResult(value, args, mirrors, t.mirrorShadows, `the result of ${name}`);
  const plan = new ShadowPlan(undefined, `the result of ${name}`, (o) => t.mirrors.get(o));
  const entry = plan.adopt(value, value_);
  const what = `the tangent from the rule for ${name}`;
  addTree(entry, tangent, { what, code: 'DIFF3005', mode: 'check' });
  // In place: what the object's mirror held before the call is gone.
  for (const node of plan.nodes) clearShadow(node.shadow);
  addTree(entry, tangent, { what, code: 'DIFF3005', mode: 'set' });
  return shadowOfEntry(entry);
}

function checkPair(pair: unknown, name: string, part: string, second: string): readonly [unknown, unknown] {
  if (Array.isArray(pair) && pair.length === 2) return [pair[0], pair[1]];
  throw wrongResult(name, `${part} gave ${describe(pair)} where [value, ${second}] is needed`);
}

function wrongResult(name: string, what: string): DiffError {
  return new DiffError('DIFF3005', `the rule for \`${name}\` is wrong: ${what}.`);
}

function missingPart(name: string, part: 'vjp' | 'jvp', mode: string): DiffError {
  return new DiffError(
    'DIFF3006',
    `the rule for \`${name}\` has no ${part}, which ${mode} mode needs. ` +
      `Add it: defineRule(${name}, { vjp, jvp })${part === 'jvp' ? ', or use gradient or pullback instead of jvp' : ', or use jvp or derivative instead of gradient'}.`,
  );
}
