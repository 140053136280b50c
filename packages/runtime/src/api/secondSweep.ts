import { DiffError, SpeculationError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';
import { hasProxies } from '../records/knownProxies.js';
import { isStable } from '../records/isStable.js';
import type { Companions, SecondCompanions } from '../records/Companions.js';
import { knownShadow } from '../shadow/knownShadow.js';
import { addTree } from '../shadow/addTree.js';
import { projectPlan } from '../shadow/projectPlan.js';
import { type PlanEntry, ShadowPlan, shadowOfEntry } from '../shadow/ShadowPlan.js';
import { SecondTape } from '../tape/SecondTape.js';
import { assertRewound } from '../tape/Tape.js';
import { setTangents } from './jvp.js';

const pool: SecondTape[] = [];
/** As many as sweeps are likely to stand in one another. */
const MOST_KEPT = 4;

/** What a second-order sweep is asked for. */
export interface SecondRequest {
  /** One direction for each argument, a tree of its shape; null or missing parts stand for zero. */
  readonly directions: readonly unknown[];
  /** The cotangent of the result; it is 1 if there is none, and the result has to be a number then. */
  readonly cotangentOf?: (value: unknown) => unknown;
  /** Takes the cotangents of the arguments, if they are asked for. */
  readonly gradients?: unknown[];
  /** Takes the derivatives of these in the direction. */
  readonly products: unknown[];
  /** For messages. */
  readonly api: string;
}

/**
 * Runs the tangents of the forward and the reverse companion: value, cotangents of the arguments, and the derivatives of these in a direction.
 *
 * @returns the value; undefined if there are no compiled companions for the call, and nothing has happened then
 */
export function secondSweep(
  c: Companions,
  args: readonly unknown[],
  request: SecondRequest,
): { readonly value: unknown } | undefined {
  const { second } = c;
  if (second === undefined) return undefined;
  const { products, gradients } = request;
  const t = pool.pop() ?? new SecondTape();
  let used: number | undefined;
  try {
    const planned = planSecond(c, t, args, request);
    if (planned === undefined || second.accepts?.(t, args) === false) return undefined;
    const { effects } = t;
    t.isStable = isStable(c) && !hasProxies();
    let value: unknown;
    t.state = 'forward';
    try {
      value = forwardSecond(second, t, planned.given);
    } catch (error) {
      if (!(error instanceof SpeculationError) || c.restartable !== true || t.effects !== effects)
        throw error;
      return undefined;
    }
    const end = t.m;
    const dy = seed(c, t, value, request);
    reverseSecond(c, second, t, dy, planned.entries, products, gradients);
    assertRewound(t, c.name);
    projectPlan(planned.plan, planned.entries, products, false);
    if (gradients !== undefined) projectPlan(planned.shadows, planned.shadowEntries, gradients, false);
    used = end;
    return { value };
  } finally {
    t.reset(used);
    if (pool.length < MOST_KEPT) pool.push(t);
  }
}

/** Runs the forward companion's tangent; written out for one argument, which Hessians have, since a spread costs more than short functions. */
function forwardSecond(second: SecondCompanions, t: SecondTape, given: readonly unknown[]): unknown {
  const u = undefined;
  if (given.length !== 4) return second.forward(t, u, u, u, u, ...given);
  return second.forward(t, u, u, u, u, given[0], given[1], given[2], given[3]);
}

interface SecondPlan {
  readonly shadows: ShadowPlan;
  readonly shadowEntries: readonly PlanEntry[];
  /** The shadows of tangents of cotangents, from which the products are read. */
  readonly plan: ShadowPlan;
  readonly entries: readonly PlanEntry[];
  /** Each argument with its tangent, its shadow and the shadow of tangents. */
  readonly given: readonly unknown[];
}

/** Makes shadows, shadows of tangents and mirrors of all arguments; undefined for objects that compiled companions do not take. */
function planSecond(
  c: Companions,
  t: SecondTape,
  args: readonly unknown[],
  { directions, api }: SecondRequest,
): SecondPlan | undefined {
  const count = args.length;
  const shadows = new ShadowPlan(t.shadows, c.name);
  const plan = new ShadowPlan(t.tangents.shadows, c.name);
  const mirrors = new ShadowPlan(t.mirrorShadows, c.name);
  const shadowEntries = new Array<PlanEntry>(count);
  const entries = new Array<PlanEntry>(count);
  const mirrorEntries = new Array<PlanEntry>(count);
  const given = new Array<unknown>(4 * count);
  for (let i = 0; i < count; i++) {
    const x = args[i];
    given[4 * i] = x;
    if (typeof x === 'number') {
      given[4 * i + 1] = checkedDirection(directions[i], api);
      shadowEntries[i] = entries[i] = mirrorEntries[i] = 'number';
      continue;
    }
    mirrorEntries[i] = mirrors.enter(x, i);
    shadowEntries[i] = shadows.enter(x, i);
    entries[i] = plan.enter(x, i);
    given[4 * i + 1] = shadowOfEntry(mirrorEntries[i]);
    given[4 * i + 2] = shadowOfEntry(shadowEntries[i]);
    given[4 * i + 3] = shadowOfEntry(entries[i]);
  }
  setTangents(mirrorEntries, directions);
  t.unusualKinds = shadows.unusualKinds;
  if (shadows.unusual.length + shadows.inheriting.length > 0) return undefined;
  return { shadows, shadowEntries, plan, entries, given };
}

function checkedDirection(direction: unknown, api: string): number {
  if (direction === null || direction === undefined) return 0;
  if (typeof direction === 'number') return direction;
  throw new DiffError(
    'DIFF3003',
    `${api}: the direction is ${describe(direction)}, where a number is needed.`,
  );
}

/** Gives the result its cotangent. */
function seed(c: Companions, t: SecondTape, value: unknown, { cotangentOf, api }: SecondRequest): number {
  if (typeof value === 'number') return cotangentOf === undefined ? 1 : (cotangentOf(value) as number);
  if (cotangentOf === undefined) {
    throw new DiffError(
      'DIFF3002',
      `${api} needs a function whose result is a number, and \`${c.name}\` gave ${describe(value)}.`,
    );
  }
  const plan = new ShadowPlan(undefined, `the result of ${c.name}`, (o) => knownShadow(o, t.shadows));
  const entry = plan.adopt(value, t.late$(value, t.ret));
  addTree(entry, cotangentOf(value), { what: 'the cotangent', code: 'DIFF3003', mode: 'add' });
  return 0;
}

/** Runs the reverse companion's tangent; what belongs to arguments that are numbers comes out of registers. */
function reverseSecond(
  c: Companions,
  second: SecondCompanions,
  t: SecondTape,
  dy: number,
  entries: readonly PlanEntry[],
  products: unknown[],
  gradients: unknown[] | undefined,
): void {
  const { tangents } = t;
  const count = entries.length;
  t.clearRegisters(count);
  tangents.clearRegisters(Math.max(count, 1));
  t.height = t.n;
  t.state = 'reverse';
  const first = second.reverse(t, dy, 0);
  const written = c.arity ?? count;
  for (let i = 0; i < count; i++) {
    if (entries[i] !== 'number') continue;
    products[i] = i < written ? tangents.r[i] : 0;
    if (gradients !== undefined) gradients[i] = i < written ? (i === 0 ? first : t.r[i]) : 0;
  }
}
