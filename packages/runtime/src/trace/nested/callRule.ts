import { DiffError } from '../../errors/DiffError.js';
import { describe } from '../../errors/describe.js';
import type { AnyFunction, Companions, RuleParts } from '../../records/Companions.js';
import { missingPart, wrongResult } from '../../records/ruleErrors.js';
import { checkCotangents, checkPair } from '../../records/ruleRecord.js';
import { type PlanEntry, ShadowPlan } from '../../shadow/ShadowPlan.js';
import { invoke, isOpaque } from '../invoke.js';
import type { Lane } from '../Lane.js';
import { isActive } from '../opaque.js';
import { registers as r } from '../registers.js';
import type { Trace } from '../Trace.js';
import { fixed, isZero, laneAt, type Lifted, noteAt, ONE, plus, scaled, ZERO } from './Lifted.js';
import { NestedReverse } from './NestedReverse.js';
import type { NestedTangent } from './NestedTangent.js';
import type { NestedTrace } from './NestedTrace.js';
import { addLifted, clearLifted, dotLifted, projectLifted } from './trees.js';

/*
 * Rules where a derivative is differentiated again: their parts run as traced code of the trace below, so that what they compute has
 * derivatives.
 */

/** One call of a function with a rule. */
interface RuleCall {
  readonly name: string;
  readonly fn: AnyFunction;
  readonly rule: RuleParts;
  readonly self: unknown;
  /** What the rule is given; the receiver comes first for a method. */
  readonly given: readonly unknown[];
  /** Lanes of these in the trace that stands over another one, and in that. */
  readonly lanes: readonly Lane[];
  readonly outers: readonly Lane[];
}

export function callRule(
  trace: NestedTrace,
  { name, fn, rule }: Companions & { readonly rule: RuleParts },
  self: unknown,
  args: readonly unknown[],
  lanes: readonly Lane[],
): unknown {
  if (rule.nested !== undefined) return rule.nested(trace, args, lanes);
  const own = rule.method ? [undefined, ...lanes] : lanes;
  const given = rule.method ? [self, ...args] : args;
  const call = {
    name,
    fn,
    rule,
    self,
    given,
    lanes: own,
    outers: given.map((_, i) => trace.outward(own[i])),
  };
  if (rule.partials !== undefined) return callScalar(trace, call, rule.partials);
  return trace instanceof NestedReverse
    ? callReverse(trace, call)
    : callTangent(trace as NestedTangent, call);
}

/** Runs a part of a rule as code of the trace below; leaves the lane of a number. */
function runBelow(
  { below }: NestedTrace,
  call: RuleCall,
  part: AnyFunction,
  args: readonly unknown[],
  lanes: readonly Lane[],
): unknown {
  const { trace } = r;
  r.trace = below;
  try {
    if (isOpaque(part) && args.some((x, i) => isActive(below, x, lanes[i]))) throw notCompiled(call.name);
    return invoke(part, call.self, undefined, args, lanes, `the rule for ${call.name}`);
  } finally {
    r.trace = trace;
  }
}

function notCompiled(name: string): DiffError {
  return new DiffError(
    'DIFF3112',
    `the rule for \`${name}\` is differentiated again, and its parts were not compiled. Put /* @differentiable */ before them, if they are yours.`,
  );
}

function refuseSurrogate({ name, rule }: RuleCall): void {
  if (!rule.surrogate) return;
  throw new DiffError(
    'DIFF3112',
    `the rule for \`${name}\` is differentiated again, and it gives something else than the derivative (surrogate: true), which has no ` +
      'derivatives of its own. Use stopGradient around it, or a rule that is true.',
  );
}

/** A list that is handed to traced code, with the lanes of its numbers. */
function listOf(below: Trace, values: readonly unknown[], lanes: readonly Lane[]): unknown[] {
  const list = values.slice();
  list.forEach((x, i) => {
    if (typeof x === 'number') noteAt(below, list, i, x, lanes[i]);
  });
  return list;
}

function callScalar(trace: NestedTrace, call: RuleCall, partials: AnyFunction): unknown {
  const { name, fn, rule, given, lanes, outers } = call;
  const { below } = trace;
  const out = runBelow(trace, call, fn, given, outers);
  const outer = r.m;
  if (typeof out !== 'number')
    throw wrongResult(
      name,
      `it has partials, which are those of a number, and the function gave ${describe(out)}`,
    );
  const active = given.map((x, i) => typeof x === 'number' && trace.holds(lanes[i]));
  if (!active.includes(true)) {
    r.m = outer;
    return out;
  }
  if (rule.surrogate && (outer !== undefined || outers.some((lane) => below.owns(lane))))
    refuseSurrogate(call);
  const all = runBelow(trace, call, partials, [listOf(below, given, outers), out], [undefined, outer]);
  if (!Array.isArray(all))
    throw wrongResult(
      name,
      `partials gave ${describe(all)} where an array with one number per argument is needed`,
    );
  let sum: Lane;
  for (let i = 0; i < given.length; i++) {
    if (!active[i]) continue;
    const p = partialAt(trace, call, all, i, fn.length);
    if (p !== undefined) sum = trace.combined(sum, ONE, lanes[i], p, outer);
  }
  r.m = sum ?? outer;
  return out;
}

function partialAt(
  trace: NestedTrace,
  call: RuleCall,
  all: readonly unknown[],
  i: number,
  arity: number,
): Lifted | undefined {
  let p = all[i];
  let lane = laneAt(trace.below, all, i);
  if (typeof p === 'function') {
    p = runBelow(trace, call, p, [], []);
    lane = r.m;
  }
  if (p === null || (p === undefined && i >= arity)) return undefined;
  if (typeof p === 'number') return { value: p, lane };
  throw wrongResult(
    call.name,
    `partials gave ${describe(p)} for argument ${i}, which is differentiated; give a number, or null where there is no derivative`,
  );
}

/** The entries of what is active in the trace itself; null for the rest. */
function entriesOf(trace: NestedTrace, { name, given, lanes }: RuleCall): (PlanEntry | 'constant')[] {
  let plan: ShadowPlan | undefined;
  return given.map((x, i) => {
    if (typeof x === 'number') return trace.holds(lanes[i]) ? 'number' : 'constant';
    if (typeof x !== 'object' || x === null || !isActive(trace, x, undefined)) return 'constant';
    plan ??= new ShadowPlan(undefined, name, (o) => trace.slotsOf(o));
    return plan.adopt(x, trace.slotsOf(x) ?? trace.activate(x), i);
  });
}

function callReverse(trace: NestedReverse, call: RuleCall): unknown {
  const { name, rule, given, lanes, outers } = call;
  const { below } = trace;
  if (rule.vjp === undefined) throw missingPart(name, 'vjp', 'reverse');
  if (rule.surrogate && given.some((x, i) => isActive(below, x, outers[i]))) refuseSurrogate(call);
  const entries = entriesOf(trace, call);
  const pair = runBelow(trace, call, rule.vjp, given, outers);
  const [value, back] = checkPair(pair, name, 'vjp', 'back');
  if (typeof back !== 'function') throw wrongResult(name, `vjp gave ${describe(back)} for its \`back\``);
  const nodes = given.map((_, i) => trace.entryOf(lanes[i]));
  const first = rule.method ? 1 : 0;
  const distribute = (d: unknown, lane: Lane): void => {
    const now = r.trace;
    if (now !== null) {
      if (isActive(now, d, lane)) refuseSurrogate(call);
      if (isOpaque(back as AnyFunction) && isActive(now, d, lane)) throw notCompiled(name);
    }
    const cotangents: unknown = invoke(
      back,
      call.self,
      undefined,
      [d],
      [lane],
      `back of the rule for ${name}`,
    );
    checkCotangents(cotangents, name, given.length);
    for (let i = 0; i < Math.min(cotangents.length, entries.length); i++) {
      const entry = entries[i];
      if (entry === 'constant') continue;
      let part = cotangents[i];
      let partLane = laneAt(now, cotangents, i);
      if (typeof part === 'function') {
        part = invoke(part, undefined, undefined, [], [], `a cotangent from the rule for ${name}`);
        partLane = r.m;
      }
      if (part === null || part === undefined) continue;
      const what = `the cotangent of argument ${i - first} from the rule for ${name}`;
      if (entry !== 'number') addLifted(now, entry, part, { what, code: 'DIFF3005' }, 'add');
      else if (typeof part === 'number') trace.seed(nodes[i], { value: part, lane: partLane });
      else throw wrongResult(name, `${what} is ${describe(part)}, but the argument is a number`);
    }
  };
  if (typeof value === 'number') {
    const outer = laneAt(below, pair as object, 0);
    r.m = entries.every((entry) => entry === 'constant')
      ? outer
      : trace.step((_trace, d) => {
          if (!isZero(d)) distribute(d.value, d.lane);
        }, outer);
    return value;
  }
  const plan = new ShadowPlan(trace.table, `the result of ${name}`);
  const result = plan.enter(value);
  if (result !== null) {
    trace.step(() => {
      const now = r.trace;
      const results: unknown[] = [];
      projectLifted(now, plan, [result], results);
      for (const node of plan.nodes) clearLifted(now, node.shadow);
      distribute(results[0], undefined);
    }, undefined);
  }
  r.m = undefined;
  return value;
}

function callTangent(trace: NestedTangent, call: RuleCall): unknown {
  const { name, rule, given, lanes, outers } = call;
  const { below } = trace;
  const { jvp, vjp } = rule;
  const isDerived = jvp === undefined;
  if (isDerived && (vjp === undefined || rule.surrogate)) throw missingPart(name, 'jvp', 'forward');
  if (rule.surrogate && given.some((x, i) => isActive(below, x, outers[i]))) refuseSurrogate(call);
  const entries = entriesOf(trace, call);
  const tangents = given.map((x, i) => (typeof x === 'number' ? trace.tangentOf(lanes[i]) : ZERO));
  if (isDerived) return alongGradient(trace, call, vjp as AnyFunction, entries, tangents);
  const plans = new ShadowPlan(undefined, name, (o) => trace.slotsOf(o));
  const own = entries.map((entry, i) =>
    entry === 'constant' || entry === 'number'
      ? null
      : plans.adopt(given[i], trace.slotsOf(given[i] as object), i),
  );
  const trees = new Array<unknown>(given.length).fill(null);
  projectLifted(below, plans, own, trees);
  given.forEach((x, i) => {
    if (typeof x !== 'number') return;
    trees[i] = tangents[i].value;
    noteAt(below, trees, i, tangents[i].value, tangents[i].lane);
  });
  const pair = runBelow(trace, call, jvp as AnyFunction, [listOf(below, given, outers), trees], []);
  const [value, tangent] = checkPair(pair, name, 'jvp', 'tangent');
  if (typeof value === 'number') {
    if (tangent !== null && tangent !== undefined && typeof tangent !== 'number')
      throw wrongResult(name, `jvp gave ${describe(tangent)} for the tangent of a number`);
    r.m = trace.lane(
      { value: tangent ?? 0, lane: laneAt(below, pair as object, 1) },
      laneAt(below, pair as object, 0),
    );
    return value;
  }
  const plan = new ShadowPlan(trace.table, `the result of ${name}`);
  const entry = plan.enter(value);
  // In place: what the object's mirror held before the call is gone.
  for (const node of plan.nodes) clearLifted(below, node.shadow);
  addLifted(
    below,
    entry,
    tangent,
    { what: `the tangent from the rule for ${name}`, code: 'DIFF3005' },
    'add',
  );
  r.m = undefined;
  return value;
}

/** Value and tangent of a rule without `jvp`: ẏ = ⟨∇, ẋ⟩, where the value is a number. */
function alongGradient(
  trace: NestedTangent,
  call: RuleCall,
  vjp: AnyFunction,
  entries: readonly (PlanEntry | 'constant')[],
  tangents: readonly Lifted[],
): unknown {
  const { name, given, outers } = call;
  const { below } = trace;
  const pair = runBelow(trace, call, vjp, given, outers);
  const [value, back] = checkPair(pair, name, 'vjp', 'back');
  if (typeof back !== 'function') throw wrongResult(name, `vjp gave ${describe(back)} for its \`back\``);
  if (typeof value !== 'number') throw missingPart(name, 'jvp', 'forward', true);
  const outer = laneAt(below, pair as object, 0);
  if (entries.every((entry, i) => entry === 'constant' || (entry === 'number' && isZero(tangents[i])))) {
    r.m = outer;
    return value;
  }
  const gradients = runBelow(trace, call, back as AnyFunction, [1], []);
  checkCotangents(gradients, name, given.length);
  let sum = fixed(0);
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i];
    if (entry === 'constant' || entry === null) continue;
    let part = gradients[i];
    let lane = laneAt(below, gradients, i);
    if (typeof part === 'function') {
      part = runBelow(trace, call, part as AnyFunction, [], []);
      lane = r.m;
    }
    if (part === null || part === undefined) continue;
    if (entry !== 'number') sum = plus(below, sum, dotLifted(below, entry, part));
    else if (typeof part === 'number')
      sum = plus(below, sum, scaled(below, tangents[i], { value: part, lane }));
    else
      throw wrongResult(
        name,
        `the cotangent of argument ${i} is ${describe(part)}, but the argument is a number`,
      );
  }
  r.m = trace.lane(sum, outer);
  return value;
}
