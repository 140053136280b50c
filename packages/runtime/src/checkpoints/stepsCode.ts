import type { Companions } from '../records/Companions.js';
import type { Tape } from '../tape/Tape.js';
import { registers } from '../trace/registers.js';
import { ReverseTrace } from '../trace/ReverseTrace.js';
import type { LoopCode } from './CheckpointedLoop.js';
import { CheckpointTrace } from './CheckpointTrace.js';

/** A step of a sequence: gives the next state. */
export type Step = (state: unknown, i: number) => unknown;

type Sweeps = Pick<Companions, 'forward' | 'reverse'>;

/** A stretch of steps that was run with a tape. */
interface Stretch {
  readonly sweeps: Sweeps;
  readonly turns: number;
  readonly trace: CheckpointTrace | undefined;
  /** Cotangents of the state. */
  readonly slots: unknown[];
  /** Which of the states that it went through were numbers. */
  readonly isNumber: readonly boolean[];
}

/** The parts of a loop that makes one step in each turn. Its state is that of the steps, and how many were made. */
export function stepsCode(
  step: Step,
  callee: Companions,
  goesOn: (state: unknown, i: number) => boolean,
  options: Pick<LoopCode, 'snapshots' | 'stretch' | 'store' | 'report'>,
): LoopCode {
  return {
    ...options,
    written: [true],
    step: 1,
    inclusive: false,
    place: 'checkpointSteps',
    advance(_t, given, _inputs, ...others) {
      return advance(step, goesOn, given as unknown[], others.at(-1) as number);
    },
    forward(t, given, given$, _inputs, _inputs$, ...others) {
      forward(t, callee, given as unknown[], given$ as unknown[], others.at(-1) as number);
      return undefined;
    },
    reverse(t) {
      reverse(t);
      return undefined;
    },
  };
}

/** Makes steps as the program does. */
function advance(
  step: Step,
  goesOn: (state: unknown, i: number) => boolean,
  given: unknown[],
  turns: number,
): number {
  const { trace } = registers;
  registers.trace = null;
  let state = given[0];
  const start = given[1] as number;
  let i = start;
  const end = start + turns;
  try {
    while (i < end && goesOn(state, i)) state = step(state, i++);
  } finally {
    registers.trace = trace;
  }
  given[0] = state;
  given[1] = i;
  return i - start;
}

function forward(t: Tape, callee: Companions, given: unknown[], given$: unknown[], turns: number): void {
  const around = t.trace;
  const { makeTrace } = t;
  const entered: object[] = [];
  let own: CheckpointTrace | undefined;
  t.trace = undefined;
  t.makeTrace = () => {
    const outer = (around as ReverseTrace | undefined) ?? new ReverseTrace(t);
    own = new CheckpointTrace(t, outer, t.watch, (o) => entered.push(o));
    return own;
  };
  const roots = t.roots.length;
  let [state, i] = given as [unknown, number];
  let state$ = given$[0];
  const isNumber: boolean[] = [];
  const { direct } = callee;
  const isDirect =
    direct !== undefined && typeof state === 'number' && direct.takes([state, i]) && direct.takesCall(t);
  const sweeps: Sweeps = isDirect ? direct : callee;
  try {
    for (let k = 0; k < turns; k++, i++) {
      const wasNumber = typeof state === 'number';
      isNumber.push(wasNumber);
      state = sweeps.forward(t, undefined, undefined, state, wasNumber ? undefined : state$, i, null);
      state$ = typeof state === 'number' ? 0 : t.ret;
    }
  } finally {
    t.trace = around ?? own?.around;
    t.makeTrace = makeTrace;
  }
  given[0] = state;
  given[1] = i;
  given$[0] = state$;
  given$[1] = 0;
  t.roots.length = roots;
  for (const o of entered) t.map.delete(o);
  t.o[t.m++] = { sweeps, turns, trace: own, slots: given$, isNumber } satisfies Stretch;
}

function reverse(t: Tape): void {
  const { sweeps, turns, trace, slots, isNumber } = t.o[--t.m] as Stretch;
  const around = t.trace;
  if (trace !== undefined) t.trace = trace;
  let d = typeof slots[0] === 'number' ? slots[0] : 0;
  try {
    for (let k = turns - 1; k >= 0; k--) {
      t.r[1] = 0;
      const first = sweeps.reverse(t, d);
      d = isNumber[k] === true ? first : 0;
    }
    trace?.deliver();
  } finally {
    t.trace = around;
    trace?.release();
  }
  slots[0] = d;
  slots[1] = 0;
}
