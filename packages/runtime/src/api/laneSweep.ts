import { SpeculationError } from '../errors/DiffError.js';
import { LANES, type Companions, type LanesCompanion } from '../records/Companions.js';
import { ShadowPlan, shadowOfEntry } from '../shadow/ShadowPlan.js';
import type { Tape } from '../tape/Tape.js';
import { registers } from '../trace/registers.js';
import { setTangents, tangentOfResult } from './jvp.js';

/** Value and tangents of a sweep for several tangents. */
export interface LaneResult {
  readonly value: unknown;
  /** The tangent of the value in one of the lanes, as `jvp` gives it; that of a float array belongs to the sweep. */
  tangent(lane: number): unknown;
}

/**
 * Runs the lanes companion on arguments of any shape.
 *
 * @param t  a tape that was reset
 * @param tangents  for each lane, at most `LANES`, the tangents of the arguments as `jvp` takes them
 * @returns undefined where the function has no such companion, or one that was compiled for other arguments; the tape must be reset then
 * @throws DIFF3003 for tangents of another shape; what the function throws
 */
export function laneSweep(
  c: Companions,
  t: Tape,
  args: readonly unknown[],
  tangents: readonly (readonly unknown[])[],
): LaneResult | undefined {
  const { several: lanes, name } = c;
  if (lanes === undefined) return undefined;
  t.openLanes(LANES);
  const given = new Array<unknown>(args.length * (LANES + 1)).fill(0);
  for (let i = 0; i < args.length; i++) given[i * (LANES + 1)] = args[i];
  for (let k = 0; k < LANES; k++) {
    const plan = new ShadowPlan(t.lanes[k].mirrorShadows, name);
    const entries = args.map((x, i) => plan.enter(x, i));
    if (plan.unusual.length + plan.inheriting.length > 0) return undefined;
    if (k === 0) t.unusualKinds = plan.unusualKinds;
    const ofLane = tangents[k] ?? [];
    entries.forEach((entry, i) => {
      given[i * (LANES + 1) + 1 + k] = entry === 'number' ? (ofLane[i] ?? 0) : shadowOfEntry(entry);
    });
    setTangents(entries, ofLane);
  }
  return runOn(lanes, t, args, given);
}

/**
 * The same for one float array that has its buffer to itself.
 * @param mirrors  its tangents, for each lane
 */
export function laneSweepOfVector(
  { several: lanes }: Companions,
  t: Tape,
  x: Float64Array,
  mirrors: readonly Float64Array[],
): LaneResult | undefined {
  if (lanes === undefined) return undefined;
  t.openLanes(LANES);
  for (let k = 0; k < LANES; k++) {
    const { objects, buffers } = t.lanes[k].mirrorShadows;
    objects.set(x, mirrors[k]);
    // Asking the mirror for its buffer would have V8 make one.
    buffers.set(x.buffer, { bytes: 8, view: mirrors[k], buffer: undefined });
  }
  return runOn(lanes, t, [x], [x, ...mirrors]);
}

function runOn(
  lanes: LanesCompanion,
  t: Tape,
  args: readonly unknown[],
  given: readonly unknown[],
): LaneResult | undefined {
  if (!lanes.accepts(t, args)) return undefined;
  const run = runLanes(lanes, t, () => lanes.run(t, ...given));
  if (run === undefined) return undefined;
  const { value } = run;
  return {
    value,
    tangent(lane) {
      if (lanes.inRegisters && typeof value === 'number') return t.r[lane];
      const tape = t.lanes[lane];
      if (!(value instanceof Float64Array)) return tangentOfResult(tape, value);
      return tape.late_(value, tape.ret_) ?? new Float64Array(value.length);
    },
  };
}

/** @returns undefined where the companion met what it was not compiled for, and nothing has happened yet */
export function runLanes(
  lanes: LanesCompanion,
  t: Tape,
  call: () => unknown,
): { readonly value: unknown } | undefined {
  const { effects } = t;
  t.state = 'forward';
  t.mixed = true;
  try {
    return { value: call() };
  } catch (error) {
    if (!lanes.restartable || t.effects !== effects || !(error instanceof SpeculationError)) throw error;
    if (registers.trace?.refusal === error) registers.trace.refusal = undefined;
    return undefined;
  }
}
