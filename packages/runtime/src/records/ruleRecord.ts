import { describe } from '../errors/describe.js';
import { knownShadow } from '../shadow/knownShadow.js';
import { addTree } from '../shadow/addTree.js';
import { clearShadow } from '../shadow/clearShadow.js';
import { projectPlan } from '../shadow/projectPlan.js';
import type { PlanEntry } from '../shadow/ShadowPlan.js';
import { ShadowPlan, shadowOfEntry } from '../shadow/ShadowPlan.js';
import { shadowOfResult } from '../shadow/shadowOfResult.js';
import type { Tape } from '../tape/Tape.js';
import { treeMap } from '../tree/treeMap.js';
import type { AnyFunction, Companions, RuleParts } from './Companions.js';
import { PROTOCOL_VERSION } from './Companions.js';
import { holdsActive } from './holdsActive.js';
import { missingPart, wrongResult } from './ruleErrors.js';
import { scalarCompanions } from './scalarRule.js';

/** `back` of a rule: one cotangent per argument; null or missing means zero. */
export type RuleBack = (cotangent: never) => ArrayLike<unknown>;

/** What the forward sweep keeps for the reverse sweep of one call of a rule. */
interface RuleCall {
  readonly back: AnyFunction;
  readonly isNumber: boolean;
  readonly plan: ShadowPlan;
  readonly result: PlanEntry;
  readonly args: readonly PlanEntry[];
}

const numberPlan = new ShadowPlan(undefined, 'a number');

/**
 * Makes the record of a rule: calls `vjp` forward and its `back` in reverse, or `jvp` in the tangent sweep. Of a rule without `jvp` whose
 * value is a number the gradient that `back(1)` gives serves the tangent sweep.
 */
export function ruleRecord(fn: AnyFunction, name: string, rule: RuleParts): Companions {
  const common = { version: PROTOCOL_VERSION, fn, name, rule, repeatable: true };
  return rule.partials === undefined
    ? { ...common, constructs: true, ...treeCompanions(name, rule) }
    : { ...common, ...scalarCompanions(fn, name, rule.partials) };
}

function treeCompanions(
  name: string,
  { vjp, jvp, method, surrogate }: RuleParts,
): Pick<Companions, 'forward' | 'reverse' | 'tangent'> {
  return {
    forward(t: Tape, self: unknown, self$: unknown, ...pairs: unknown[]): unknown {
      if (vjp === undefined) throw missingPart(name, 'vjp', 'reverse');
      const given = method ? [self, self$, ...pairs] : pairs;
      const args = everySecond(given, 0);
      const pair: unknown = Reflect.apply(vjp, self, args);
      const [value, back] = checkPair(pair, name, 'vjp', 'back');
      if (typeof back !== 'function') throw wrongResult(name, `vjp gave ${describe(back)} for its \`back\``);
      const shadows = everySecond(given, 1);
      for (let i = 0; i < args.length; i++) shadows[i] = shadowOfArgument(t, args[i], shadows[i]);
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
      for (let i = 0; i < args.length; i++) mirrors[i] = mirrorOfArgument(t, args[i], mirrors[i]);
      const isDerived = jvp === undefined;
      if (isDerived && (vjp === undefined || surrogate)) throw missingPart(name, 'jvp', 'forward');
      const plan = new ShadowPlan(undefined, name, (o) => knownShadow(o, t.mirrorShadows));
      const entries = args.map((x, i) => (mirrors[i] === undefined ? null : plan.adopt(x, mirrors[i], i)));
      const tangents = new Array<unknown>(args.length).fill(null);
      projectPlan(plan, entries, tangents, true);
      for (let i = 0; i < args.length; i++)
        if (typeof args[i] === 'number') tangents[i] = (mirrors[i] as number | undefined) ?? 0;
      if (isDerived) {
        const [value, tangent] = alongGradient(name, vjp as AnyFunction, self, args, tangents);
        t.ret_ = tangent;
        return value;
      }
      const pair: unknown = Reflect.apply(jvp, self, [args, tangents]);
      const [value, tangent] = checkPair(pair, name, 'jvp', 'tangent');
      t.ret_ = mirrorOfResult(t, name, value, tangent, args, mirrors);
      return value;
    },
  };
}

/**
 * The shadow of an argument. An object that has none yet may hold some that have, put into it by code that notes only numbers: it is
 * given one then, in which theirs are found.
 */
function shadowOfArgument(t: Tape, x: unknown, x$: unknown): unknown {
  if (x$ === null) return null;
  const known = t.late$(x, x$);
  if (known !== undefined || t.map.size === 0 || typeof x !== 'object' || x === null) return known;
  return holdsActive(x, { hasShadow: (o) => t.map.has(o), isCompiled: () => false })
    ? t.activate(x)
    : undefined;
}

/** The same for mirrors. */
function mirrorOfArgument(t: Tape, x: unknown, x_: unknown): unknown {
  const known = t.late_(x, x_);
  if (known !== undefined || t.mirrors.size === 0 || typeof x !== 'object' || x === null) return known;
  const state = { hasShadow: (o: object) => t.mirrors.has(o), isCompiled: () => false };
  return holdsActive(x, state) ? t.activateMirror(x) : undefined;
}

/** Value and tangent of a rule without `jvp`: ẏ = ⟨∇, ẋ⟩, where the value is a number. */
function alongGradient(
  name: string,
  vjp: AnyFunction,
  self: unknown,
  args: readonly unknown[],
  tangents: readonly unknown[],
): [value: number, tangent: number] {
  const pair: unknown = Reflect.apply(vjp, self, args);
  const [value, back] = checkPair(pair, name, 'vjp', 'back');
  if (typeof back !== 'function') throw wrongResult(name, `vjp gave ${describe(back)} for its \`back\``);
  if (typeof value !== 'number') throw missingPart(name, 'jvp', 'forward', true);
  let moves = false;
  treeMap((x_) => {
    moves ||= x_ !== 0;
    return 0;
  }, tangents);
  if (!moves) return [value, 0];
  const gradients = cotangentsOf(
    back(1),
    name,
    args.length,
    (i) => tangents[i] !== null && tangents[i] !== 0,
  );
  let tangent = 0;
  for (let i = 0; i < gradients.length; i++) {
    const what = `the cotangent of argument ${i} from the rule for ${name}`;
    const gradient = gradients[i];
    if (gradient === null || gradient === undefined || tangents[i] === null) continue;
    if ((typeof gradient === 'number') !== (typeof tangents[i] === 'number'))
      throw wrongResult(
        name,
        `${what} is ${describe(gradient)}, but its tangent is ${describe(tangents[i])}`,
      );
    treeMap(
      (x_, d) => {
        // A zero tangent contributes zero, whatever the derivative is.
        if (x_ !== 0) tangent += x_ * d;
        return 0;
      },
      tangents[i],
      gradient,
    );
  }
  return [value, tangent];
}

/**
 * What `back` gave, checked: one cotangent per argument, those that are functions called where they are needed.
 * @param isNeeded  whether the argument at a position is active
 */
function cotangentsOf(
  given: unknown,
  name: string,
  count: number,
  isNeeded: (position: number) => boolean,
): unknown[] {
  checkCotangents(given, name, count);
  const cotangents: unknown[] = [];
  for (let i = 0; i < Math.min(given.length, count); i++) {
    const d = given[i];
    if (!isNeeded(i)) cotangents.push(null);
    else cotangents.push(typeof d === 'function' ? (d as () => unknown)() : d);
  }
  return cotangents;
}

/** @throws DIFF3005 if that is no list with one cotangent for each of `count` arguments at most */
export function checkCotangents(
  given: unknown,
  name: string,
  count: number,
): asserts given is readonly unknown[] {
  if (!Array.isArray(given)) {
    throw wrongResult(
      name,
      `its \`back\` gave ${describe(given)} where an array with one cotangent per argument is needed`,
    );
  }
  for (let i = count; i < given.length; i++) {
    const d: unknown = given[i];
    // Optional arguments that were left out may still be answered, with nothing.
    if (d === null || d === undefined || typeof d === 'function') continue;
    throw wrongResult(name, `its \`back\` gave ${given.length} cotangents for ${count} arguments`);
  }
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
  const lookUp = (o: object): unknown => knownShadow(o, t.shadows);
  let inputs: ShadowPlan | undefined;
  const entries = args.map((x, i) => {
    // A constant number, as traced code says.
    if (shadows[i] === null) return null;
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
    if (dy === 0 || args.every(isConstant)) return 0;
  } else {
    const { nodes } = call.plan;
    if (call.result === null || !nodes.some(hasCotangent)) return 0;
    const results: unknown[] = [];
    projectPlan(call.plan, [call.result], results, true);
    for (const node of nodes) clearShadow(node.shadow);
    if (args.every(isConstant)) return 0;
    cotangent = results[0];
  }
  const given = cotangentsOf(call.back(cotangent), name, args.length, (i) => args[i] !== null);
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

function isConstant(entry: PlanEntry): boolean {
  return entry === null;
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
  const plan = new ShadowPlan(undefined, `the result of ${name}`, (o) => knownShadow(o, t.mirrorShadows));
  const entry = plan.adopt(value, value_);
  const what = `the tangent from the rule for ${name}`;
  addTree(entry, tangent, { what, code: 'DIFF3005', mode: 'check' });
  // In place: what the object's mirror held before the call is gone.
  for (const node of plan.nodes) clearShadow(node.shadow);
  addTree(entry, tangent, { what, code: 'DIFF3005', mode: 'set' });
  return shadowOfEntry(entry);
}

export function checkPair(
  pair: unknown,
  name: string,
  part: string,
  second: string,
): readonly [unknown, unknown] {
  if (Array.isArray(pair) && pair.length === 2) return [pair[0], pair[1]];
  throw wrongResult(name, `${part} gave ${describe(pair)} where [value, ${second}] is needed`);
}
