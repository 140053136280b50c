import type { Companions } from '../records/Companions.js';
import type { PlanEntry } from '../shadow/ShadowPlan.js';
import { ShadowPlan, shadowOfEntry } from '../shadow/ShadowPlan.js';
import type { Tape } from '../tape/Tape.js';

/** The plan of the arguments of one differentiated call. */
export interface ArgumentPlan {
  readonly plan: ShadowPlan;
  readonly entries: readonly PlanEntry[];
}

/** Whether all arguments are numbers, which need no plan. */
export function allNumbers(args: readonly unknown[]): boolean {
  for (let i = 0; i < args.length; i++) if (typeof args[i] !== 'number') return false;
  return true;
}

/** Makes the shadows of all arguments on the tape and notes the structure they have on entry. */
export function planArguments(t: Tape, args: readonly unknown[], name: string): ArgumentPlan {
  const plan = new ShadowPlan(t.shadows, name);
  const entries = new Array<PlanEntry>(args.length);
  for (let i = 0; i < args.length; i++) entries[i] = plan.enter(args[i], i);
  t.unusualKinds = plan.unusualKinds;
  return { plan, entries };
}

/** The companions that suit the arguments: the traced form for what compiled ones do not take into account. */
export function suited(c: Companions, plan: ShadowPlan | undefined): Companions {
  const isUnusual = plan !== undefined && plan.unusual.length + plan.inheriting.length > 0;
  return isUnusual && c.slow !== undefined ? { ...c, ...c.slow } : c;
}

/** Runs the forward companion on numbers only. */
export function forwardNumbers(c: Companions, t: Tape, args: readonly unknown[]): unknown {
  t.state = 'forward';
  switch (args.length) {
    case 0:
      return c.forward(t, undefined, undefined);
    case 1:
      return c.forward(t, undefined, undefined, args[0], undefined);
    case 2:
      return c.forward(t, undefined, undefined, args[0], undefined, args[1], undefined);
    case 3:
      return c.forward(t, undefined, undefined, args[0], undefined, args[1], undefined, args[2], undefined);
    default:
      return c.forward(t, undefined, undefined, ...pairsOf(args, undefined));
  }
}

/** Runs the forward companion on arguments with shadows. */
export function forwardPlanned(
  c: Companions,
  t: Tape,
  args: readonly unknown[],
  { entries }: ArgumentPlan,
): unknown {
  t.state = 'forward';
  // A spread costs more than many functions do.
  const a = args[0];
  const b = args[1];
  const d = args[2];
  switch (args.length) {
    case 1:
      return c.forward(t, undefined, undefined, a, shadowOfEntry(entries[0]));
    case 2:
      return c.forward(t, undefined, undefined, a, shadowOfEntry(entries[0]), b, shadowOfEntry(entries[1]));
    case 3:
      return c.forward(
        t,
        undefined,
        undefined,
        a,
        shadowOfEntry(entries[0]),
        b,
        shadowOfEntry(entries[1]),
        d,
        shadowOfEntry(entries[2]),
      );
    default:
      return c.forward(t, undefined, undefined, ...pairsOf(args, entries));
  }
}

function pairsOf(args: readonly unknown[], entries: readonly PlanEntry[] | undefined): unknown[] {
  const pairs = new Array<unknown>(2 * args.length);
  for (let i = 0; i < args.length; i++) {
    pairs[2 * i] = args[i];
    pairs[2 * i + 1] = entries === undefined ? undefined : shadowOfEntry(entries[i]);
  }
  return pairs;
}

/**
 * Runs the reverse companion and puts the cotangents of number arguments into `results`.
 * @param count  number of arguments
 */
export function reverseNumbers(
  c: Companions,
  t: Tape,
  dy: number,
  entries: readonly PlanEntry[] | undefined,
  results: unknown[],
  count: number,
): void {
  t.clearRegisters(count);
  t.height = t.n;
  t.state = 'reverse';
  const d0 = c.reverse(t, dy);
  const { r } = t;
  const written = c.arity ?? count;
  for (let i = count - 1; i > 0; i--) {
    if (entries === undefined || entries[i] === 'number') results[i] = i < written ? r[i] : 0;
  }
  if (count > 0 && (entries === undefined || entries[0] === 'number')) results[0] = written > 0 ? d0 : 0;
}
